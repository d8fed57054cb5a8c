using System;

namespace MtaSts.Text;

/// <summary>
/// The URL of a DNS-over-HTTPS server as messages, results and files show it. Its path and its query may be the key of an account, so only the usual
/// ones are shown.
/// </summary>
public static class ResolverUrl
{
    private static readonly char[] Separators = ['/', '\\', '?', '#'];

    // RFC 8484 §4.1: the path that most servers use, as a URL and as a URI template.
    private static readonly string[] Usual = ["", "/", "/dns-query", "/dns-query{?dns}"];

    /// <summary>The text without the path, the query and the user information of the URL, also when it is mistyped.</summary>
    /// <param name="text">A URL, or anything else that may be given as a DNS server.</param>
    /// <returns>The same text when it is not a URL, or when its path is the usual one.</returns>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string Shown(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        var host = text.IndexOfAny(Separators);
        if (host < 0) return text;
        var scheme = text.Substring(0, host).TrimEnd(':');
        var isUrl = text[host] is '/' or '\\' && (scheme.Length < host || IsWeb(scheme));
        if (isUrl && !IsWeb(scheme)) return scheme + "://…"; // such as a DNS stamp, which is nothing but a key
        if (!isUrl) host = 0;
        while (isUrl && host < text.Length && text[host] is '/' or '\\') host++;
        var end = text.IndexOfAny(Separators, host);
        if (end < 0) end = text.Length;
        var user = end == host ? -1 : text.LastIndexOf('@', end - 1, end - host);
        var shown = text.Substring(0, host) + text.Substring(user < 0 ? host : user + 1, end - (user < 0 ? host : user + 1));
        return Array.IndexOf(Usual, text.Substring(end)) >= 0 ? shown + text.Substring(end) : shown + "/…";
    }

    private static bool IsWeb(string scheme) =>
        scheme.Equals("https", StringComparison.OrdinalIgnoreCase) || scheme.Equals("http", StringComparison.OrdinalIgnoreCase);
}
