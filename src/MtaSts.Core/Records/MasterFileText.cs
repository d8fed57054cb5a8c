using System.Collections.Generic;
using System.Text;

namespace MtaSts.Records;

/// <summary>A word or a quoted string of a master file.</summary>
/// <param name="Text">Without quotes and escapes.</param>
/// <param name="IsQuoted">True when it was in quotes.</param>
/// <param name="Start">Where it begins, including its quote.</param>
internal readonly record struct MasterFileToken(string Text, bool IsQuoted, int Start);

/// <summary>An entry of a master file: a line, or several when a parenthesis is open.</summary>
/// <param name="Tokens">Without parentheses and comments.</param>
/// <param name="Start">Where the entry begins.</param>
/// <param name="End">The position after its last character; its line break is outside.</param>
internal sealed record MasterFileEntry(IReadOnlyList<MasterFileToken> Tokens, int Start, int End);

/// <summary>
/// Reads text in the form of master files (RFC 1035 §5.1), which dig also prints: words, quoted strings,
/// <c>\X</c> and <c>\DDD</c>, parentheses over several lines, and comments after <c>;</c>.
/// </summary>
internal static class MasterFileText
{
    // A pasted text has a few lines; of a whole zone the first records are read.
    private const int MostEntries = 1000;

    /// <summary>Reads the entries. Any text can be read: text of another kind results in entries of words.</summary>
    public static IReadOnlyList<MasterFileEntry> ReadEntries(string text)
    {
        var entries = new List<MasterFileEntry>();
        var tokens = new List<MasterFileToken>();
        var start = 0;
        var at = 0;
        var depth = 0;
        while (at < text.Length && entries.Count < MostEntries)
        {
            var c = text[at];
            if (c == ';')
            {
                while (at < text.Length && text[at] is not ('\n' or '\r')) at++;
            }
            else if (c is '\n' or '\r')
            {
                if (depth == 0) Close();
                at++;
                if (depth == 0) start = at;
            }
            else if (c is ' ' or '\t')
            {
                at++;
            }
            else if (c is '(' or ')')
            {
                depth = c == '(' ? depth + 1 : depth > 0 ? depth - 1 : 0;
                at++;
            }
            else if (c == '"')
            {
                tokens.Add(ReadQuoted(text, ref at));
            }
            else
            {
                tokens.Add(ReadWord(text, ref at));
            }
        }

        Close();
        return entries;

        void Close()
        {
            if (tokens.Count > 0) entries.Add(new MasterFileEntry(tokens.ToArray(), start, at));
            tokens.Clear();
        }
    }

    private static MasterFileToken ReadWord(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (' ' or '\t' or '\r' or '\n' or ';' or '"' or '(' or ')'))
            at += text[at] == '\\' && at + 1 < text.Length && text[at + 1] is not ('\r' or '\n') ? 2 : 1;
        return new MasterFileToken(text.Substring(start, at - start), IsQuoted: false, start);
    }

    /// <summary>A quoted string up to its quote; without one, up to the end of the text.</summary>
    private static MasterFileToken ReadQuoted(string text, ref int at)
    {
        var start = at++;
        var value = new StringBuilder();
        while (at < text.Length && text[at] != '"')
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                value.Append(text[at++]);
            }
            else if (Octet(text, at + 1) is { } octet)
            {
                value.Append((char)octet);
                at += 4;
            }
            else
            {
                value.Append(text[at + 1]);
                at += 2;
            }
        }

        // Without its second quote it is not a string, and the first belongs to the text.
        if (at == text.Length) return new MasterFileToken("\"" + value, IsQuoted: false, start);
        at++;
        return new MasterFileToken(value.ToString(), IsQuoted: true, start);
    }

    private static int? Octet(string text, int at)
    {
        if (at + 2 >= text.Length) return null;
        var value = 0;
        for (var i = at; i < at + 3; i++)
        {
            if (text[i] is < '0' or > '9') return null;
            value = (value * 10) + text[i] - '0';
        }

        return value <= 255 ? value : null;
    }
}
