using System;
using System.Collections.Generic;
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
    private const int MaxLength = 100; // of a name that is a domain with something around it; a longer one only costs time
    private const int MaxRead = 3_000;
    private const int MaxWords = 50;

    // A domain with something around it: http://x.test/, *.x.test, _dmarc.x.test, x.test; y.test
    private static readonly Regex Dressed = new(
        @"^\W*(?:https?://)?(?:[*]\.|_\w*\.)*(?<domain>\w[\w.-]{0,253}\.\w{2,63})\.?(?:[/:;,|].*|\W*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', '/', ':', ';', ',', '|', '@', '(', ')', '<', '>', '[', ']', '"', '\''];

    /// <summary>The name without invisible characters and needless space, and with compatible characters replaced by plain ones.</summary>
    /// <param name="organization">The name as reported.</param>
    public static string Plain(string organization)
    {
        if (organization.Length > MaxRead) organization = organization.Substring(0, MaxRead);
        var name = organization;
        if (!name.All(c => c is >= ' ' and <= '~'))
        {
            try
            {
                name = new string([.. name.Where(c => !IsInvisible(c))]).Normalize(NormalizationForm.FormKC);
            }
            catch (ArgumentException)
            {
                name = organization; // half of a surrogate pair
            }
        }

        return string.Join(" ", name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The parts of a name that could be domains.</summary>
    /// <param name="plain">The plain name.</param>
    public static IEnumerable<string> Words(string plain) =>
        plain.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords).Select(word => word.Trim('.', '*', '_', '-', '!', '?'));

    /// <summary>Format characters, and letters and marks without a shape. Those beyond the first 65,536 are halves of pairs, which no name needs.</summary>
    private static bool IsInvisible(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format || char.IsSurrogate(c)
        || c is '\u034f' or '\u115f' or '\u1160' or '\u17b4' or '\u17b5' or '\u3164' or '\uffa0'
        || c is (>= '\u180b' and <= '\u180f') or (>= '\ufe00' and <= '\ufe0f');

    /// <summary>The domain that the name shows; null when it shows none.</summary>
    /// <param name="plain">The plain name.</param>
    public static string? DomainIn(string plain) =>
        plain.Length <= MaxLength && Dressed.Match(plain) is { Success: true } match ? match.Groups["domain"].Value : null;

    /// <summary>
    /// Whether a word has letters of several alphabets that look alike: Latin with those of Armenian, Cherokee, Cyrillic, Greek or phonetic
    /// writing. The sign for micro is a Greek letter.
    /// </summary>
    /// <param name="plain">The plain name.</param>
    public static bool IsMixed(string plain)
    {
        var (hasLatin, hasOther) = (false, false);
        foreach (var c in plain)
        {
            if (!char.IsLetter(c)) (hasLatin, hasOther) = (false, false);
            else if (c < '\u0250') hasLatin = true;
            else if (IsLookalike(c)) hasOther = true;
            if (hasLatin && hasOther) return true;
        }

        return false;
    }

    private static bool IsLookalike(char c) =>
        c is (>= '\u0250' and <= '\u02af') or (>= '\u0370' and <= '\u058f' and not '\u03bc') or (>= '\u13a0' and <= '\u13ff') or (>= '\u1d00' and <= '\u1dbf')
            or (>= '\uab30' and <= '\uabbf');
}
