using System;
using System.Globalization;
using System.Text;

namespace MtaSts.PolicyFetching;

/// <summary>The words of an error page: HTML tags and quotation marks are gone, each run of white space is one space.</summary>
internal sealed class PageText
{
    private readonly string _words;

    private PageText(string words) => _words = words;

    /// <summary>No words.</summary>
    public static PageText Empty { get; } = new("");

    /// <summary>Reads the beginning of a body.</summary>
    /// <param name="body">The body; null for no words.</param>
    public static PageText Read(byte[]? body) => body is null ? Empty : Read(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, HostFacts.BodyPrefix)));

    /// <summary>Reads a page's text.</summary>
    public static PageText Read(string page)
    {
        var words = new StringBuilder(page.Length);
        var isInTag = false;
        foreach (var c in page)
        {
            // Each tag counts as a space: text in two elements is two words.
            if (c == '<') isInTag = true;
            var isSpace = isInTag || char.IsWhiteSpace(c) || c is '"' or '\'' or '_';
            if (c == '>') isInTag = false;
            if (!isSpace && c != '>') words.Append(c);
            else if (words.Length > 0 && words[words.Length - 1] != ' ') words.Append(' ');
        }

        return new PageText(words.ToString().TrimEnd());
    }

    /// <summary>True when the text contains the words, ignoring case.</summary>
    public bool Says(string words) => _words.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The number after 'error' or 'error code', as in <c>error code: 1101</c>; null when there is none.</summary>
    public int? ErrorCode
    {
        get
        {
            for (var at = Find("error", 0); at >= 0; at = Find("error", at + 1))
            {
                var next = Skip(at + 5, " :");
                if (string.Compare(_words, next, "code", 0, 4, StringComparison.OrdinalIgnoreCase) == 0) next = Skip(next + 4, " :");
                if (Number(next) is { } code) return code;
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _words;

    private int Find(string word, int from) => _words.IndexOf(word, from, StringComparison.OrdinalIgnoreCase);

    private int Skip(int at, string what)
    {
        while (at < _words.Length && what.IndexOf(_words[at]) >= 0) at++;
        return at;
    }

    private int? Number(int at)
    {
        var end = at;
        while (end < _words.Length && _words[end] is >= '0' and <= '9') end++;
        return end - at is 3 or 4 ? int.Parse(_words.Substring(at, end - at), NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }
}
