#if !NET8_0_OR_GREATER
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>
/// JSON (RFC 8259), token by token. .NET Framework has no JSON reader that rejects all that the grammar does, so this
/// build has its own. Its members mean what they mean in the other build.
/// </summary>
internal sealed class JsonTokens : IDisposable
{
    private enum Expect
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        CommaOrEnd,
    }

    private readonly JsonInput _input;
    private readonly int _maxDepth;
    private readonly Stack<bool> _levels = new(); // true for an object
    private byte[] _octets = new byte[64]; // of the token's text, as written
    private int _length;
    private bool _isEscaped;
    private string? _text;
    private Expect _expect = Expect.Value;
    private ReportFaultException? _fault; // of the token that was given last

    public JsonTokens(Stream stream, int maxDepth, TextCache? texts = null)
    {
        Texts = texts;
        _input = new JsonInput(stream);
        _maxDepth = maxDepth;
    }

    public TextCache? Texts { get; }

    public JsonToken Kind { get; private set; }

    public long Offset { get; private set; }

    public bool HasByteOrderMark => _input.HasByteOrderMark;

    public string Text => _text ??= _isEscaped ? JsonEscapes.Decode(AsWritten) : AsWritten;

    public int Known => KnownNames.Find(Text);

    private string AsWritten => Texts is null ? Encoding.UTF8.GetString(_octets, 0, _length) : Texts.Of(_octets, 0, _length);

    public bool TryGetDigits(out long number) => long.TryParse(AsWritten, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public void Next()
    {
        if (_fault is not null) throw _fault;
        var c = _input.PeekPastWhiteSpace();
        if (_expect == Expect.CommaOrEnd && c == ',')
        {
            _input.Pass();
            _expect = _levels.Peek() ? Expect.Name : Expect.Value;
            c = _input.PeekPastWhiteSpace();
        }

        Offset = _input.Offset;
        _length = 0;
        _text = null;
        _isEscaped = false;
        if (c is (byte)'}' or (byte)']') End(c);
        else if (_expect is Expect.Name or Expect.NameOrEnd) ReadName(c);
        else if (_expect is Expect.Value or Expect.ValueOrEnd) ReadValue(c);
        else throw NotJson();
    }

    public JsonRest Rest(bool isJoined = false) => _input.Rest(isJoined);

    public void Restart() => _expect = Expect.Value;

    public void Dispose()
    {
        // Nothing to return; the other build has pooled buffers.
    }

    private void End(byte c)
    {
        var isObject = c == '}';
        var mayEnd = _expect is Expect.CommaOrEnd || _expect == (isObject ? Expect.NameOrEnd : Expect.ValueOrEnd);
        if (!mayEnd || _levels.Count == 0 || _levels.Pop() != isObject) throw NotJson();
        Pass(isObject ? JsonToken.EndObject : JsonToken.EndArray, Expect.CommaOrEnd);
    }

    private void ReadName(byte c)
    {
        if (c != '"') throw NotJson();
        ReadString();
        if (_input.PeekPastWhiteSpace() != ':') throw NotJson();
        Pass(JsonToken.Name, Expect.Value); // a name without its colon is not a name
    }

    private void ReadValue(byte c)
    {
        switch (c)
        {
            case (byte)'{' or (byte)'[':
                // The token is returned, and the fault is thrown afterwards, as in the other build.
                if (_levels.Count == _maxDepth) _fault = JsonFaults.TooDeep(_maxDepth, Offset);
                _levels.Push(c == '{');
                Pass(c == '{' ? JsonToken.StartObject : JsonToken.StartArray, c == '{' ? Expect.NameOrEnd : Expect.ValueOrEnd);
                break;
            case (byte)'"':
                ReadString();
                (Kind, _expect) = (JsonToken.String, Expect.CommaOrEnd);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                ReadNumber();
                (Kind, _expect) = (JsonToken.Number, Expect.CommaOrEnd);
                break;
            case (byte)'t': ReadWord("true", JsonToken.True); break;
            case (byte)'f': ReadWord("false", JsonToken.False); break;
            case (byte)'n': ReadWord("null", JsonToken.Null); break;
            default: throw NotJson();
        }
    }

    /// <summary>Reads a string (RFC 8259 §7) as written; its escapes are decoded when its text is requested.</summary>
    private void ReadString()
    {
        _input.Pass();
        while (_input.Peek() is not (byte)'"' and byte c)
        {
            if (c < ' ') throw NotJson();
            Keep();
            if (c == '\\') ReadEscape();
        }

        _input.Pass();
    }

    private void ReadEscape()
    {
        _isEscaped = true;
        var c = _input.Peek();
        if ("\"\\/bfnrtu".IndexOf((char)c) < 0) throw NotJson();
        Keep();
        for (var digit = 0; c == 'u' && digit < 4; digit++)
        {
            if (_input.Peek() is not ((>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F'))) throw NotJson();
            Keep();
        }
    }

    /// <summary>Reads a number (RFC 8259 §6); only what may follow a value ends it.</summary>
    private void ReadNumber()
    {
        if (_input.Peek() == '-') Keep();
        if (_input.Peek() == '0') Keep();
        else ReadDigits();
        if (_input.Peek() == '.')
        {
            Keep();
            ReadDigits();
        }

        if (_input.Peek() is (byte)'e' or (byte)'E')
        {
            Keep();
            if (_input.Peek() is (byte)'+' or (byte)'-') Keep();
            ReadDigits();
        }

        if (" \t\r\n,]}".IndexOf((char)_input.Peek()) < 0) throw NotJson();
    }

    private void ReadDigits()
    {
        if (_input.Peek() is < (byte)'0' or > (byte)'9') throw NotJson();
        while (_input.Peek() is >= (byte)'0' and <= (byte)'9') Keep();
    }

    private void ReadWord(string word, JsonToken kind)
    {
        foreach (var c in word)
        {
            if (_input.Peek() != c) throw NotJson();
            _input.Pass();
        }

        (Kind, _expect) = (kind, Expect.CommaOrEnd);
    }

    private void Pass(JsonToken kind, Expect expect)
    {
        _input.Pass();
        (Kind, _expect) = (kind, expect);
    }

    private void Keep()
    {
        if (_length == JsonFaults.MaxTextBytes) throw JsonFaults.TooLong(Offset);
        if (_length == _octets.Length) Array.Resize(ref _octets, _length * 2);
        _octets[_length++] = _input.Peek();
        _input.Pass();
    }

    private ReportFaultException NotJson() => JsonFaults.NotJson(_input.Offset);
}
#endif
