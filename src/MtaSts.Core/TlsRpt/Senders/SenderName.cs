using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace MtaSts.TlsRpt.Senders;

/// <summary>
/// An organization's name as a person reads it: a stranger may write it so that it looks like the name or the domain of a known sender.
/// </summary>
internal static class SenderName
{
    private const int MaxLength = 300;

    // A domain with something around it: http://x.test/, *.x.test, _dmarc.x.test, x.test; y.test
    private static readonly Regex Dressed = new(
        @"^\W*(?:https?://)?(?:[*]\.|_\w*\.)*(?<domain>\w[\w.-]{0,253}\.\w{2,63})\.?(?:[/:;,|].*|\W*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>The name without invisible characters, and with compatible characters replaced by plain ones.</summary>
    /// <param name="organization">The name as reported.</param>
    public static string Plain(string organization)
    {
        if (organization.All(c => c is >= ' ' and <= '~')) return organization;
        try
        {
            var visible = new string([.. organization.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)]);
            return visible.Normalize(NormalizationForm.FormKC).Trim();
        }
        catch (ArgumentException)
        {
            return organization; // half of a surrogate pair
        }
    }

    /// <summary>The domain that the name shows; null when it shows none.</summary>
    /// <param name="plain">The plain name.</param>
    public static string? DomainIn(string plain) =>
        plain.Length <= MaxLength && Dressed.Match(plain) is { Success: true } match ? match.Groups["domain"].Value : null;

    /// <summary>Whether a word has letters of several alphabets that look alike: Latin with Cyrillic or Greek ones.</summary>
    /// <param name="plain">The plain name.</param>
    public static bool IsMixed(string plain)
    {
        var (hasLatin, hasOther) = (false, false);
        foreach (var c in plain)
        {
            if (!char.IsLetter(c)) (hasLatin, hasOther) = (false, false);
            else if (c < '\u0250') hasLatin = true;
            else if (c is >= '\u0370' and < '\u0530') hasOther = true;
            if (hasLatin && hasOther) return true;
        }

        return false;
    }
}
