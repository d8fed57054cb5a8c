using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>Creates the URIs of <c>rua</c> (RFC 8460 §3 <c>tlsrpt-uri</c>) from the addresses or URIs of an admin.</summary>
public static class RuaWriter
{
    /// <summary>
    /// Writes one URI: <c>mailto:</c> before an address, percent-encoding for <c>,</c> <c>!</c> <c>;</c> and for characters that a URI cannot
    /// have. Existing percent-encoding is kept.
    /// </summary>
    /// <param name="input">An e-mail address, or a <c>mailto:</c> or <c>https:</c> URI.</param>
    /// <param name="uri">The URI; null when the input is neither.</param>
    /// <param name="problem">Which part of it is wrong, as a sentence.</param>
    public static bool TryWrite(string? input, [NotNullWhen(true)] out string? uri, [NotNullWhen(false)] out string? problem)
    {
        var text = (input ?? "").Trim();
        uri = null;
        string? written = null;
        problem = text.Length == 0 ? "It is empty." : Pasted(text) is { } pasted ? pasted : IsWeb(text) ? Web(text, out written) : Mail(text, out written);
        if (problem is null && RuaList.Check(written!) is { } found) problem = found.Message;
        if (problem is not null) return false;
        uri = written!;
        return true;
    }

    /// <summary>More or less than a URI: it would become an address that does not exist.</summary>
    private static string? Pasted(string text) =>
        text.StartsWith("rua=", StringComparison.OrdinalIgnoreCase) || text.StartsWith("v=TLSRPT", StringComparison.OrdinalIgnoreCase)
            ? "It is (part of) a record; give the address alone, or what follows 'rua='."
        : text.StartsWith("mailto:/", StringComparison.OrdinalIgnoreCase) ? "There is a '/' after 'mailto:'; the address must follow directly."
        : null;

    private static bool IsWeb(string text) =>
        text.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    private static string? Web(string text, out string? uri)
    {
        uri = null;
        if (text.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            return "'http:' is not 'https:', and reports go to 'mailto:' or 'https:' only (RFC 8460 §3).";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0) return "There is no host name after 'https://'.";
        if (parsed.UserInfo.Length > 0) return $"'{SafeText.Excerpt(parsed.UserInfo)}@' is a user name, which everyone could read in DNS.";
        if (BadEscape(text) is { } escape) return escape;
        var host = parsed.IdnHost;
        var rest = text.IndexOfAny(['/', '?', '#'], "https://".Length);
        var port = parsed.IsDefaultPort ? "" : ":" + parsed.Port.ToString(CultureInfo.InvariantCulture);
        uri = "https://" + (host.IndexOf(':') >= 0 ? $"[{host}]" : host) + port + (rest < 0 ? "" : Encode(text.Substring(rest), "-._~/?#[]@$&'()*+=:%"));
        return null;
    }

    private static string? Mail(string text, out string? uri)
    {
        uri = null;
        var isUri = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
        var address = isUri ? text.Substring("mailto:".Length) : text;
        var question = isUri ? address.IndexOf('?') : -1;
        var fields = question < 0 ? "" : address.Substring(question);
        if (question >= 0) address = address.Substring(0, question);
        if (isUri && BadEscape(address + fields) is { } escape) return escape;

        var at = address.LastIndexOf('@');
        if (at < 0 && !isUri && address.IndexOf(':') is >= 0 and var colon)
            return $"'{SafeText.Excerpt(address.Substring(0, colon + 1))}' is neither 'mailto:' nor 'https:'.";
        if (at < 0) return $"'{SafeText.Excerpt(address)}' has no '@'; an address is a name, '@' and a domain.";
        var local = address.Substring(0, at);
        var host = address.Substring(at + 1);
        if (local.Length == 0) return "There is nothing before the '@'.";
        if (local.IndexOf('@') >= 0) return $"'{SafeText.Excerpt(address)}' contains more than one '@'. Give several addresses as separate values.";
        foreach (var c in local)
        {
            if (c is <= ' ' or '"' or '<' or '>' or '(' or ')' or '[' or ']' or '\\' or '\x7f')
                return $"The part before the '@', '{SafeText.Excerpt(local)}', contains '{SafeText.Clean(c.ToString())}'.";
        }

        if (!DomainName.TryParseAny(host, out var domain, out var problem))
            return $"The part after the '@', '{SafeText.Excerpt(host)}', is not a domain: {problem}.";

        uri = "mailto:" + Encode(local, isUri ? "-._~$'*+:%" : "-._~$'*+:") + "@" + domain + Encode(fields, "-._~?$'*+=&@:/%");
        return null;
    }

    private static string? BadEscape(string text) =>
        RuaList.FindBadEscape(text) is { } piece ? $"'{SafeText.Excerpt(piece)}' is not a percent-encoding; write '%' itself as %25." : null;

    /// <summary>Percent-encodes the UTF-8 octets of all but letters, digits and <paramref name="kept"/> (RFC 3986 §2.1).</summary>
    private static string Encode(string text, string kept)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)octet;
            if (DomainName.IsLetterOrDigit(c) || (c < 128 && kept.IndexOf(c) >= 0)) encoded.Append(c);
            else encoded.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
