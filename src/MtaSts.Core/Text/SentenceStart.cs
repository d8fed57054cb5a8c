namespace MtaSts.Text;

/// <summary>Begins a sentence.</summary>
internal static class SentenceStart
{
    /// <summary>
    /// The text with a capital first letter, unless it begins with a host name, an address or anything else that has
    /// a dot or colon inside its first word.
    /// </summary>
    public static string Of(string text)
    {
        if (text.Length == 0) return text;
        var end = text.IndexOf(' ');
        var word = (end < 0 ? text : text.Substring(0, end)).TrimEnd('.', ':', ',', ';');
        return word.IndexOfAny(['.', ':']) >= 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);
    }
}
