using System.Text;

namespace MtaSts.Mime;

/// <summary>Walks a structured header: quoted strings and comments (RFC 5322 §3.2) are not taken for syntax.</summary>
/// <param name="text">The header's value.</param>
/// <param name="masksQuoted">
/// Characters of a quoted string that a reader could take for syntax become underscores: a stranger chooses the quoted local part of an address.
/// </param>
internal sealed class HeaderScanner(string text, bool masksQuoted = false)
{
    private int _position;
    private char _stop;

    /// <summary>There is text left.</summary>
    public bool More => _position < text.Length;

    /// <summary>Whether the last <see cref="Until"/> stopped at this character.</summary>
    public bool Took(char c) => _stop == c;

    /// <summary>The text up to one of these characters, which is skipped; quotes and comments are removed.</summary>
    public string Until(char first, char second = '\0')
    {
        var taken = new StringBuilder();
        _stop = '\0';
        while (More)
        {
            var c = text[_position++];
            if (c == first || c == second && second != '\0')
            {
                _stop = c;
                break;
            }

            if (c == '"') Quoted(taken);
            else if (c == '(') SkipComment();
            else taken.Append(c);
        }

        return taken.ToString();
    }

    /// <summary>A parameter's value: a quoted string, or all up to <c>;</c> (names with spaces or parentheses are often left unquoted).</summary>
    public string ParameterValue()
    {
        while (More && text[_position] is ' ' or '\t') _position++;
        if (More && text[_position] == '"')
        {
            _position++;
            var quoted = new StringBuilder();
            Quoted(quoted);
            Until(';');
            return quoted.ToString();
        }

        var end = text.IndexOf(';', _position);
        if (end < 0) end = text.Length;
        var value = text.Substring(_position, end - _position).Trim();
        _position = end < text.Length ? end + 1 : end;
        return value;
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

    private void SkipComment()
    {
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
