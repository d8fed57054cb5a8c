using System;

namespace MtaSts.Text;

/// <summary>
/// Finds the mail domain in what people enter instead of it: the name of one of its records, its policy host, the
/// policy's URL, an address.
/// </summary>
internal static class MeantDomain
{
    private static readonly (string Prefix, string What)[] Names =
    [
        ("_mta-sts.", "the name of the MTA-STS record of"),
        ("mta-sts.", "the policy host of"),
        ("_smtp._tls.", "the name of the TLS-RPT record of"),
        ("_dmarc.", "the name of the DMARC record of"),
    ];

    /// <summary>What was given and which domain is meant, as half a sentence; null when no other domain is meant.</summary>
    /// <param name="text">The input, without white space around it.</param>
    public static string? Explain(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) return InUrl(text.Substring(scheme + 3));
        var at = text.LastIndexOf('@');
        if (at >= 0) return IsDomain(text.Substring(at + 1), out var domain) ? $"it is an e-mail address; give only the part after '@', {domain}" : null;
        return InName(text) is { } found ? $"it is {found.What} {found.Domain}; give the domain {found.Domain}" : null;
    }

    private static string? InUrl(string rest)
    {
        var end = rest.IndexOfAny(['/', ':', '?', '#']);
        var host = end < 0 ? rest : rest.Substring(0, end);
        if (InName(host) is { } found) return $"it is a URL at {found.What} {found.Domain}; give the domain {found.Domain}";
        return IsDomain(host, out var domain) ? $"it is a URL; give only a mail domain, such as {domain}" : null;
    }

    private static (string What, string Domain)? InName(string text)
    {
        foreach (var (prefix, what) in Names)
        {
            // mta-sts.org would be a domain like any other: the rest must be a possible domain.
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && IsDomain(text.Substring(prefix.Length), out var domain)) return (what, domain);
        }

        return null;
    }

    private static bool IsDomain(string text, out string domain)
    {
        domain = "";
        var name = text.TrimEnd('.');
        if (name.IndexOf('.') <= 0 || !DomainName.TryToAscii(name, out var ascii, out _) || DomainName.CheckHostName(ascii) is not null
            || AddressText.IsAddress(ascii))
        {
            return false;
        }
        domain = ascii;
        return true;
    }
}
