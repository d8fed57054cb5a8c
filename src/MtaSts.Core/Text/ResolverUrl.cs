using System;

namespace MtaSts.Text;

/// <summary>
/// The URL of a DNS-over-HTTPS server as messages, results and files show it. Its path and its query may be the key of an account, so only the usual
/// ones are shown.
/// </summary>
public static class ResolverUrl
{
    private const string SchemeEnd = "://";

    // RFC 8484 §4.1: the path that most servers use, as a URL and as a URI template.
    private static readonly string[] Usual = ["", "/", "/dns-query", "/dns-query{?dns}"];

    /// <summary>The text without the path, the query and the user information of the URL.</summary>
    /// <param name="text">A URL, or anything else that may be given as a DNS server.</param>
    /// <returns>The same text when it is not a URL, or when its path is the usual one.</returns>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string Shown(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        var at = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (at < 0) return text;
        text = UserInfo.RemoveFrom(text);
        var authority = at + SchemeEnd.Length;
        var end = text.IndexOfAny(['/', '\\', '?', '#'], authority);
        return end < 0 || Array.IndexOf(Usual, text.Substring(end)) >= 0 ? text : text.Substring(0, end) + "/…";
    }
}
