using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>The value of <c>rua</c>: URIs separated by commas (RFC 8460 §3 <c>tlsrpt-rua</c>, <c>tlsrpt-uri</c>).</summary>
internal static class RuaList
{
    private const string Id = "TlsRpt.Rua";
    private const string Rule = "tlsrpt-uri";
    private const string NoReports = "Senders cannot send reports there.";

    /// <summary>Reads the URIs into <paramref name="uris"/>; faults go to <paramref name="findings"/>.</summary>
    public static void Read(Field field, List<string> uris, FindingList findings)
    {
        var value = field.Value!;
        var start = 0;
        while (start <= value.Length)
        {
            var comma = value.IndexOf(',', start);
            var end = comma < 0 ? value.Length : comma;
            var uri = value.Substring(start, end - start);
            var column = field.ValueColumn + start + uri.Length - uri.TrimStart(' ', '\t').Length;
            if (start == 0 && column > field.ValueColumn && uri.Trim(' ', '\t').Length > 0)
            {
                findings.Warning(Id, 1, field.ValueColumn, "tlsrpt-rua", "There is white space between 'rua=' and the URI.",
                    "The grammar does not allow it; strict senders send no reports.", "Write the URI directly after 'rua='.");
            }

            uri = uri.Trim(' ', '\t');
            if (Check(uri) is (string message, string fix)) findings.Error(Id, 1, column, Rule, message, NoReports, fix);
            if (uri.Length > 0) uris.Add(uri);
            start = end + 1;
        }
    }

    /// <summary>What is wrong with one URI, and the fix; null when a sender can use it.</summary>
    public static (string Message, string Fix)? Check(string uri)
    {
        var shown = SafeText.Excerpt(uri);
        if (uri.Length == 0) return ("'rua' has an empty entry.", "Give a 'mailto:' or 'https:' URI, or remove the comma.");
        if (uri[0] == '"') return ($"'{shown}' is in quotes.", "Remove the quotes: DNS software adds those that a TXT record needs.");
        if (Unwrapped(uri) is { } inside)
            return ($"'{shown}' is in brackets, as mail programs and Markdown show an address.", $"Write '{SafeText.Excerpt(inside)}'.");
        if (uri.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && uri.Length > 7 && TagList.IsSpace(uri[7]))
            return ($"'{shown}' has white space after 'mailto:'.", "Write the address directly after 'mailto:'.");
        foreach (var c in uri)
        {
            if (c is ' ' or '\t' && uri.IndexOf(':', uri.IndexOf(c)) >= 0)
                return ($"'{shown}' contains white space between URIs.", "Separate the URIs with a comma.");
            if (c is <= ' ' or > '~') return ($"'{shown}' contains a character that a URI cannot have.", "Percent-encode it, or remove it.");
            if (c is '!') return ($"'{shown}' contains '!'.", "Inside a URI write it as %21 (RFC 8460 §3); size limits as in DMARC do not exist here.");
        }

        if (uri.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return CheckAddress(uri, uri.Substring("mailto:".Length));
        if (uri.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            return Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Host.Length > 0
                ? null
                : ($"'{shown}' is not a complete https URL.", "Write it as https://host/path.");
        }

        if (uri.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            return ($"'{shown}' is not https.", "Reports go to 'mailto:' or 'https:' only (RFC 8460 §3).");
        return uri.IndexOf('@') > 0
            ? ($"'{shown}' is an address without 'mailto:'.", $"Write 'mailto:{shown}'.")
            : ($"'{shown}' is neither a 'mailto:' nor an 'https:' URI.", "Write 'mailto:' and an e-mail address, or an 'https:' URL.");
    }

    private static (string Message, string Fix)? CheckAddress(string uri, string address)
    {
        var question = address.IndexOf('?');
        if (question >= 0) address = address.Substring(0, question);
        var at = address.LastIndexOf('@');
        if (address.StartsWith("/", StringComparison.Ordinal))
            return ($"'{SafeText.Excerpt(uri)}' has '/' after 'mailto:'.", "Write the address directly after 'mailto:' (RFC 6068 §2).");
        if (at > 0 && address.IndexOf('@') < at)
            return ($"'{SafeText.Excerpt(uri)}' has more than one '@'.", "Separate URIs with a comma; an '@' within an address is written %40 (RFC 6068 §2).");
        if (FindBadEscape(uri) is not null)
            return ($"'{SafeText.Excerpt(uri)}' has a '%' without two hexadecimal digits.", "Write '%' itself as %25 (RFC 3986 §2.1).");
        if (at > 0 && address.Length > at + 2 && address[address.Length - 1] == '.'
            && DomainName.CheckHostName(address.Substring(at + 1, address.Length - at - 2)) is null)
        {
            return ($"'{SafeText.Excerpt(uri)}' ends with a dot: the final dot belongs to names in zone files, and no e-mail address has one.",
                $"Write 'mailto:{SafeText.Excerpt(address.Substring(0, address.Length - 1), 100)}'.");
        }

        return at > 0 && DomainName.CheckHostName(address.Substring(at + 1)) is null
            ? null
            : ($"'{SafeText.Excerpt(uri)}' contains no e-mail address.", "Write 'mailto:' and an e-mail address, or an 'https:' URL.");
    }

    /// <summary>The URI inside <c>&lt;…&gt;</c> or <c>[…](…)</c>; null when the text has no such brackets.</summary>
    private static string? Unwrapped(string uri)
    {
        var open = uri.LastIndexOfAny(['<', '(']);
        var close = open < 0 ? -1 : uri.IndexOf(uri[open] == '<' ? '>' : ')', open);
        if (close != uri.Length - 1 || close - open < 2 || (uri[open] == '(' && (open == 0 || uri[open - 1] != ']'))) return null;
        var inside = uri.Substring(open + 1, close - open - 1);
        return inside.IndexOf(':') >= 0 || inside.IndexOf('@') <= 0 ? inside : "mailto:" + inside;
    }

    /// <summary>The first <c>%</c> without two hexadecimal digits, with the following characters; null when there is none (RFC 3986 §2.1).</summary>
    public static string? FindBadEscape(string text)
    {
        for (var i = text.IndexOf('%'); i >= 0; i = text.IndexOf('%', i + 1))
            if (i + 2 >= text.Length || !Uri.IsHexDigit(text[i + 1]) || !Uri.IsHexDigit(text[i + 2])) return text.Substring(i, Math.Min(3, text.Length - i));
        return null;
    }
}
