#if !NET8_0_OR_GREATER
using System.Collections.Generic;
using System.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>
/// Checks the grammar of JSON (RFC 8259) byte by byte. The framework's reader takes missing commas and closing
/// brackets in silence, so a report that was cut off would pass for whole; what it is given is checked here first.
/// That reader does not tell where it is either: the places of the tokens are kept here for it.
/// </summary>
internal sealed class JsonSyntax(int maxDepth)
{
    private enum Expect
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        Colon,
        CommaOrEnd,
        InString,
        InEscape,
        InUnicode,
        InNumber,
        InWord,
        End,
    }

    private readonly Stack<bool> _levels = new(); // true for an object
    private readonly StringBuilder _number = new();
    private readonly List<byte> _name = [];
    private Expect _expect = Expect.Value;
    private bool _isName;
    private long _start; // of the token that is being read
    private int _hexDigits;
    private string _word = string.Empty;
    private int _wordPosition;

    /// <summary>Where each token begins that was read to its end, in bytes; who reads the tokens takes them out.</summary>
    public Queue<long> Tokens { get; } = new();

    /// <summary>How many tokens came after the last member name.</summary>
    public int TokensSinceName { get; private set; } = int.MinValue;

    /// <summary>The last member name.</summary>
    public string LastName => JsonEscapes.Decode(Encoding.UTF8.GetString([.. _name]));

    /// <summary>The root value is closed.</summary>
    public bool IsComplete => _expect == Expect.End;

    /// <summary>Takes the next byte.</summary>
    /// <param name="c">The byte.</param>
    /// <param name="offset">Where it is, for the fault.</param>
    /// <exception cref="ReportFaultException">The byte cannot stand there, or the nesting is too deep.</exception>
    public void Take(byte c, long offset)
    {
        if (!Accepts((char)c, offset)) throw JsonFaults.NotJson(offset);
        if (offset - _start > JsonFaults.MaxTextBytes && _expect is Expect.InString or Expect.InEscape or Expect.InUnicode or Expect.InNumber) throw JsonFaults.TooLong(_start);
        if (_isName && offset > _start) _name.Add(c);
    }

    private bool Accepts(char c, long offset)
    {
        switch (_expect)
        {
            case Expect.InString: return InString(c);
            case Expect.InEscape: return InEscape(c);
            case Expect.InUnicode: return InUnicode(c);
            case Expect.InWord: return InWord(c);
            case Expect.InNumber:
                if (c is >= '0' and <= '9' or '-' or '+' or '.' or 'e' or 'E')
                {
                    _number.Append(c);
                    return true;
                }

                if (" \t\r\n,]}".IndexOf(c) < 0 || !JsonNumber.IsValid(_number.ToString())) return false;
                AfterToken();
                break;
        }

        return c is ' ' or '\t' or '\r' or '\n' || Structure(c, offset);
    }

    private bool Structure(char c, long offset)
    {
        switch (_expect)
        {
            case Expect.ValueOrEnd when c == ']':
            case Expect.NameOrEnd when c == '}':
                Close(offset);
                return true;
            case Expect.Value or Expect.ValueOrEnd:
                return Value(c, offset);
            case Expect.Name or Expect.NameOrEnd:
                if (c != '"') return false;
                _isName = true;
                _name.Clear();
                _start = offset;
                _expect = Expect.InString;
                return true;
            case Expect.Colon:
                if (c != ':') return false;
                Enqueue(_start); // a name without its colon is none
                TokensSinceName = 0;
                _expect = Expect.Value;
                return true;
            case Expect.CommaOrEnd when c == ',':
                _expect = _levels.Peek() ? Expect.Name : Expect.Value;
                return true;
            case Expect.CommaOrEnd:
                if (c != (_levels.Peek() ? '}' : ']')) return false;
                Close(offset);
                return true;
            default:
                return false;
        }
    }

    private bool Value(char c, long offset)
    {
        _start = offset;
        switch (c)
        {
            case '{' or '[':
                if (_levels.Count == maxDepth) throw JsonFaults.TooDeep(maxDepth, offset);
                _levels.Push(c == '{');
                Enqueue(offset);
                _expect = c == '{' ? Expect.NameOrEnd : Expect.ValueOrEnd;
                return true;
            case '"':
                _isName = false;
                _expect = Expect.InString;
                return true;
            case '-' or >= '0' and <= '9':
                _number.Clear().Append(c);
                _expect = Expect.InNumber;
                return true;
            default:
                _word = c switch { 't' => "true", 'f' => "false", 'n' => "null", _ => string.Empty };
                _wordPosition = 1;
                _expect = Expect.InWord;
                return _word.Length > 0;
        }
    }

    private bool InString(char c)
    {
        if (c == '\\') _expect = Expect.InEscape;
        else if (c == '"') AfterToken();
        return c >= ' ';
    }

    private bool InEscape(char c)
    {
        _hexDigits = 0;
        _expect = c == 'u' ? Expect.InUnicode : Expect.InString;
        return "\"\\/bfnrtu".IndexOf(c) >= 0;
    }

    private bool InUnicode(char c)
    {
        if (++_hexDigits == 4) _expect = Expect.InString;
        return c is >= '0' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F';
    }

    private bool InWord(char c)
    {
        bool fits = c == _word[_wordPosition++];
        if (fits && _wordPosition == _word.Length) AfterToken();
        return fits;
    }

    private void Close(long offset)
    {
        _levels.Pop();
        _isName = false;
        _start = offset;
        AfterToken();
    }

    private void AfterToken()
    {
        if (!_isName) Enqueue(_start);
        if (_isName) _expect = Expect.Colon;
        else _expect = _levels.Count == 0 ? Expect.End : Expect.CommaOrEnd;
        _isName = false;
    }

    private void Enqueue(long offset)
    {
        Tokens.Enqueue(offset);
        TokensSinceName++;
    }
}
#endif
