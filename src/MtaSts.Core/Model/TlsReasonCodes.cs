using System;
using System.Text;

namespace MtaSts;

/// <summary>
/// The meaning of a <c>failure-reason-code</c>. RFC 8460 §4.4 leaves it to the sender ("a text field"): senders put names of
/// their TLS library, SMTP replies or their own words there. Known codes are matched loosely; the first rule that
/// matches counts, so the narrower rules come first.
/// </summary>
internal static class TlsReasonCodes
{
    private const int MaxLength = 300; // of the text that is searched

    // Each alternative is a list of words that must all be there; only letters and digits count, whatever is between them.
    private static readonly Rule[] Rules =
    [
        new("The sender could not match the MX host with the policy: no mx line covers it. Compare the MX records with the policy's mx lines.",
            "mx host mismatch", "mx hosts mismatch", "mx mismatch", "mx not match", "mx not in policy", "mx not listed", "mx not covered", "mx not authorized",
                "mx hosts failed mta sts", "host not in policy", "no matching mx"),
        new("The certificate is self-signed, or its chain ends in a root that is not public. Get a certificate from a public CA.",
            "self signed", "selfsigned", "depth zero self")
        {
            UnderDane = "The certificate is self-signed, which DANE allows when a TLSA record matches it. Publish the TLSA record of the current certificate.",
        },
        new("The certificate has expired. Renew it and reload the service.",
            "certificate expired", "cert has expired", "cert expired", "cert e expired", "certificate has expired", "5 7 322", "notafter", "not time valid"),
        new("The certificate is not valid yet. Check its dates and the clock of the host on which it was created.",
            "not yet valid", "notbefore"),
        new("The certificate was revoked. Get a new one.",
            "revoked"),
        new("The certificate does not cover the host that was contacted. Get one whose subject alternative names contain that host name.",
            "host mismatch", "hostname mismatch", "name mismatch", "altname", "cn no match", "subject alternative", "name not match", "names not match",
                "host not match", "name does not match", "5 7 325", "common name"),
        new("A certificate is not allowed at its place in the chain (path length or CA flag). Serve the chain as the CA issued it.",
            "path length exceeded", "proxy path length", "invalid ca", "path length constraint", "basic constraints"),
        new("The chain does not lead to a root that the sender knows. Most often the server does not send the intermediate certificate: serve the full chain.",
            "unable get issuer", "unable get local issuer", "issuer cert locally", "verify leaf signature", "untrusted", "unknown ca", "unknown authority",
                "unknown issuer", "not trusted", "incomplete chain", "partial chain", "partialchain", "chain too long", "chaining")
        {
            UnderDane =
                "The chain does not lead to a certificate in the TLSA records. Publish TLSA records for the current certificate, or serve the full chain "
                    + "that they refer to.",
        },
        new("The certificate's key or signature is too weak for the sender. Get a certificate with a key of at least 2048 bits and a SHA-256 signature.",
            "key too small", "md too weak", "weak key", "sha1"),
        new("The MX host did not offer STARTTLS, or refused it. Check every address of the host, and any firewall that inspects SMTP.",
            "starttls not", "no starttls", "without starttls", "starttls unsupported", "starttls refused", "starttls failed", "5 7 321", "must issue starttls"),
        new("No TLSA record matches the certificate. Publish TLSA records for the current certificate.",
            "tlsa mismatch", "tlsa not match", "no tlsa match", "tlsa invalid", "5 7 323", "dane verification", "dane fail"),
        new("The sender's resolver found no valid DNSSEC answer. Check the DS record and the signatures of the zone.",
            "dnssec", "5 7 324", "bogus"),
        new("Sender and host have no TLS version or cipher in common. Offer TLS 1.2 and 1.3 with common cipher suites.",
            "protocol version", "unsupported protocol", "wrong version", "no shared cipher", "cipher", "no protocols", "handshake failure", "tls version",
                "insufficient security"),
        new("The policy's web host redirects, which senders do not follow (RFC 8461 section 3.3). Serve the file at its own address.",
            "redirect", "https response code 301", "https response code 302", "http 301", "http 302", "status 301", "status 302"),
        new("The policy's web host answered with an error instead of the file. Fetch the policy from outside: {look} shows the status.",
            "http response code", "https response code", "http status", "http error", "http 4", "http 5", "status code", "not 200", "404", "403", "500", "502",
                "503"),
        new("The policy file could not be read as a policy. Check its text with ConvertFrom-MtaStsPolicy.",
            "policy syntax", "policy parse", "parse policy", "invalid policy", "policy invalid", "malformed policy", "policy malformed"),
        new("The name was not found or could not be looked up in DNS. Check the name's records from outside.",
            "nxdomain", "servfail", "dns", "no such host", "name resolution", "could not resolve", "host not found"),
        new("The other side did not answer in time. If it does not come back, the network was most likely the cause.",
            "timeout", "timed out", "time out", "deadline exceeded"),
        new("The connection was refused or broke off. If it does not come back, the network was most likely the cause; "
            + "otherwise check for a firewall or a limit on connections.",
            "refused", "connection reset", "reset by peer", "connection closed", "broken pipe", "unexpected eof", "unexpected end", "eof", "connection lost",
                "econnreset", "econnrefused", "unreachable"),
        new("The TLS handshake failed. {look} shows the TLS version and certificate that the host offers.",
            "handshake", "ssl error", "tls error", "alert"),
        new("The certificate did not pass the sender's check. {look} shows the one that the host offers.",
            "verify", "verification", "x509", "certificate", "cert"),
    ];

    /// <summary>The meaning of the code and the fix, in one or two sentences of our own; null for an unknown code.</summary>
    /// <param name="code">The sender's text.</param>
    /// <param name="resultType">Its result type, which determines the host and the rules that the code is about.</param>
    /// <param name="domain">The mail domain, for the command that shows more; null when it is not known.</param>
    public static string? Explain(string? code, string? resultType, string? domain)
    {
        if (string.IsNullOrWhiteSpace(code)) return null;
        var words = Words(code!);
        foreach (var rule in Rules)
        {
            foreach (var alternative in rule.Alternatives)
            {
                if (Array.TrueForAll(alternative, word => Has(words, word))) return rule.Of(resultType).Replace("{look}", Look(resultType, domain));
            }
        }

        return null;
    }

    /// <summary>The command that shows the host: the policy's web host, or the MX hosts.</summary>
    private static string Look(string? resultType, string? domain)
    {
        var name = domain is null ? string.Empty : " " + domain;
        return resultType is not null && resultType.StartsWith("sts-", StringComparison.OrdinalIgnoreCase)
            ? "Get-MtaStsPolicy" + name
            : "Get-MtaStsMx" + name + " -StartTls";
    }

    /// <summary>The beginning of a word: <c>mismatch</c> in <c>mismatched</c>, but not <c>cert</c> in <c>concert</c>.</summary>
    private static bool Has(string words, string word) => words.IndexOf(" " + word, StringComparison.Ordinal) >= 0;

    /// <summary>Lower case, one space before each word; <c>MxHostsMismatch</c> is three words too.</summary>
    private static string Words(string code)
    {
        var words = new StringBuilder(" ");
        var before = ' ';
        for (var i = 0; i < code.Length && i < MaxLength; i++)
        {
            var c = code[i];
            var isWord = c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9';
            var begins = isWord && (before is >= 'a' and <= 'z' && c is >= 'A' and <= 'Z');
            if ((!isWord || begins) && words[words.Length - 1] != ' ') words.Append(' ');
#pragma warning disable CA1308 // the rules are written in lower case
            if (isWord) words.Append(char.ToLowerInvariant(c));
#pragma warning restore CA1308
            before = c;
        }

        return words.ToString();
    }

    private sealed class Rule(string meaning, params string[] alternatives)
    {
        public string[][] Alternatives { get; } = Array.ConvertAll(alternatives, words => words.Split(' '));

        /// <summary>The meaning under DANE, where TLSA records decide instead of a public CA; null when it is the same.</summary>
        public string? UnderDane { get; init; }

        public string Of(string? resultType) => resultType is "tlsa-invalid" or "dane-required" ? UnderDane ?? meaning : meaning;
    }
}
