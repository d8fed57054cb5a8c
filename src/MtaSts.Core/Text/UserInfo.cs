using System;
using System.Text;

namespace MtaSts.Text;

/// <summary>
/// Takes the user information out of URLs (RFC 3986 §3.2.1), which may be the user name and the password for a proxy.
/// </summary>
public static class UserInfo
{
    private const string SchemeEnd = "://";

    // What ends the authority of a URL. White space does not: Uri.ToString decodes a space in a password.
    private static readonly char[] AuthorityEnds = ['/', '?', '#', '\r', '\n'];

    /// <summary>
    /// The text without the user information of any URL in it. A text that is not clear loses too much rather than too little:
    /// whatever is between <c>://</c> and the last <c>@</c> before the path.
    /// </summary>
    /// <param name="text">Any text; null gives the empty text.</param>
    /// <returns>The same instance when nothing had to be removed.</returns>
    public static string RemoveFrom(string? text)
    {
        if (string.IsNullOrEmpty(text)) return string.Empty;
        StringBuilder? kept = null;
        var copied = 0;
        var at = text!.IndexOf(SchemeEnd, StringComparison.Ordinal);
        while (at >= 0)
        {
            var start = at + SchemeEnd.Length;
            var end = text.IndexOfAny(AuthorityEnds, start);
            if (end < 0) end = text.Length;
            var sign = end == start ? -1 : text.LastIndexOf('@', end - 1, end - start);
            if (sign >= 0)
            {
                kept ??= new StringBuilder(text.Length);
                kept.Append(text, copied, start - copied);
                copied = sign + 1;
            }

            at = text.IndexOf(SchemeEnd, start, StringComparison.Ordinal);
        }

        return kept is null ? text : kept.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The URL without its user information.</summary>
    /// <param name="url">An absolute URL.</param>
    /// <returns>The same instance when it has none.</returns>
    /// <exception cref="ArgumentNullException">The URL is null.</exception>
    public static Uri RemoveFrom(Uri url)
    {
        if (url is null) throw new ArgumentNullException(nameof(url));
        return url.UserInfo.Length == 0 ? url : new UriBuilder(url) { UserName = "", Password = "" }.Uri;
    }
}
