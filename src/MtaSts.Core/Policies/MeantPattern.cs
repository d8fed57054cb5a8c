using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>The pattern that was probably meant by an <c>mx</c> value that is not one: an MX record, a URL, a name with a final dot, a list.</summary>
internal static class MeantPattern
{
    private const int MostHosts = 10;

    private static readonly char[] Separators = [',', ';', ' ', '\t'];
    private static readonly char[] Around = ['"', '\'', '`', '<', '>', '(', ')', '[', ']'];

    /// <summary>The lines to write instead; null when nothing similar is valid.</summary>
    public static string? Lines(string value)
    {
        var words = value.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

        // The preference of an MX record: '10 mail.contoso.com'.
        if (words.Length > 1 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)) words = [.. words.Skip(1)];
        if (words.Length is 0 or > MostHosts) return null;
        var lines = new List<string>();
        foreach (var word in words)
        {
            if (Host(word) is not { } host) return null;
            lines.Add($"'mx: {host}'");
        }

        return lines.Count == 1 ? lines[0] : $"{string.Join(", ", lines)}, each on its own line";
    }

    private static string? Host(string word)
    {
        var text = word.Trim(Around);
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0) text = text.Substring(scheme + 3);
        var slash = text.IndexOf('/');
        if (slash > 0) text = text.Substring(0, slash);
        var colon = text.LastIndexOf(':');
        if (colon > 0 && colon < text.Length - 1 && text.Skip(colon + 1).All(char.IsDigit)) text = text.Substring(0, colon);
        text = text.TrimEnd('.');
        if (text.IndexOf('.') < 0 || AddressText.IsAddress(text)) return null;
        if (!DomainName.IsAscii(text) && DomainName.TryToAscii(text, out var ascii, out _)) text = ascii;
        return MxPattern.TryParse(text, out _, out _) ? SafeText.Excerpt(text, 255) : null;
    }
}
