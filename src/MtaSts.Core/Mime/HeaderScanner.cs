using System.Text;

namespace MtaSts.Mime;

/// <summary>Walks a structured header: quoted strings and comments (RFC 5322 §3.2) are not taken for syntax.</summary>
/// <param name="text">The header's value.</param>
/// <param name="masksQuoted">
/// Characters of a quoted string that a reader could take for syntax become underscores: a stranger chooses the quoted local part of an address.
/// </param>
internal struct HeaderScanner(string text, bool masksQuoted = false)
{
    private int _position;
    private char _stop;

    /// <summary>There is text left.</summary>
    public bool More => _position < text.Length;

    /// <summary>Whether the last <see cref="Until(char)"/> or <see cref="Word"/> stopped at this character.</summary>
    public bool Took(char c) => _stop == c;

    /// <summary>The text up to a character, which is skipped; quotes and comments are removed.</summary>
    public string Until(char stop) => Until(stop, '\0', isTrimmed: false);

    /// <summary>The same, up to one of two characters and without white space around it.</summary>
    public string Word(char first, char second = '\0') => Until(first, second, isTrimmed: true);

    /// <summary>A parameter's value: a quoted string, or all up to <c>;</c>.</summary>
    /// <param name="isName">The name of a file: it often has spaces or parentheses without quotes. Elsewhere a parenthesis begins a comment.</param>
    public string ParameterValue(bool isName)
    {
        while (More && text[_position] is ' ' or '\t') _position++;
        if (More && text[_position] == '"')
        {
            _position++;
            var quoted = QuotedText();
            Until(';');
            return quoted;
        }

        if (!isName) return Word(';');
        var end = text.IndexOf(';', _position);
        if (end < 0) end = text.Length;
        var value = text.Substring(_position, end - _position).Trim();
        _position = end < text.Length ? end + 1 : end;
        return value;
    }

    private static bool IsStop(char c, char first, char second) => c == first || (c == second && second != '\0');

    private string Until(char first, char second, bool isTrimmed)
    {
        var start = _position;
        _stop = '\0';
        while (More && !IsStop(text[_position], first, second) && text[_position] is not ('"' or '(')) _position++;
        if (!More || IsStop(text[_position], first, second)) return Plain(start, isTrimmed);

        var taken = new StringBuilder(text, start, _position - start, 2 * (_position - start) + 16);
        while (More)
        {
            var c = text[_position++];
            if (IsStop(c, first, second))
            {
                _stop = c;
                break;
            }

            if (c == '"') Quoted(taken);
            else if (c == '(') SkipComment(taken);
            else taken.Append(c);
        }

        return isTrimmed ? taken.ToString().Trim() : taken.ToString();
    }

    /// <summary>The text up to here, which has neither quotes nor comments, and skips the character that ended it.</summary>
    private string Plain(int start, bool isTrimmed)
    {
        var end = _position;
        if (More) _stop = text[_position++];
        while (isTrimmed && start < end && char.IsWhiteSpace(text[start])) start++;
        while (isTrimmed && end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return text.Substring(start, end - start);
    }

    /// <summary>The rest of a quoted string.</summary>
    private string QuotedText()
    {
        var end = masksQuoted ? -1 : text.IndexOf('"', _position);
        if (end >= 0 && text.IndexOf('\\', _position, end - _position) < 0)
        {
            var plain = text.Substring(_position, end - _position);
            _position = end + 1;
            return plain;
        }

        var quoted = new StringBuilder();
        Quoted(quoted);
        return quoted.ToString();
    }

    private void Quoted(StringBuilder taken)
    {
        while (More)
        {
            var c = text[_position++];
            if (c == '"') return;
            if (c == '\\' && More) c = text[_position++];
            taken.Append(masksQuoted && c is (' ' or '\t' or '\r' or '\n' or '=' or '@') ? '_' : c);
        }
    }

    /// <summary>A comment separates words like white space (RFC 5322 §3.2.2).</summary>
    private void SkipComment(StringBuilder taken)
    {
        taken.Append(' ');
        var depth = 1;
        while (More && depth > 0)
        {
            var c = text[_position++];
            if (c == '\\' && More) _position++;
            else if (c == '(') depth++;
            else if (c == ')') depth--;
        }
    }
}
