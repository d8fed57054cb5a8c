using System;
using MtaSts.Text;

namespace MtaSts;

/// <summary>The result types of RFC 8460 §4.3. The list may grow: a type that is not here is kept in reports unchanged.</summary>
public static class TlsResultTypes
{
    private const string Negotiation = "RFC 8460 section 4.3.1";
    private const string Dane = "RFC 8460 section 4.3.2.1";
    private const string MtaSts = "RFC 8460 section 4.3.2.2";

    /// <summary>All eleven, in the order of the RFC.</summary>
    public static ReadableList<TlsResultType> All { get; } = new(
    [
        new("starttls-not-supported", TlsResultSeverity.Critical, Negotiation,
            "The MX host did not offer STARTTLS. Under a policy in enforce this host receives no mail; under any other it receives mail in the clear.",
            ["STARTTLS is turned off on one of the MX hosts, often a backup", "a firewall or mail filter in front of the MX host strips STARTTLS",
                "the sender reached an old host from a cached MX record"],
            "Connect to every MX host and look for STARTTLS in its answer to EHLO (Test-MtaSts does). Turn it on, turn off SMTP inspection on the "
                + "firewall, or remove the host from the MX records."),
        new("certificate-host-mismatch", TlsResultSeverity.High, Negotiation,
            "The MX host's certificate is for another name, or the host is not one that the policy lists.",
            ["the certificate's subject alternative names lack the MX host name", "the MX record points to an alias that the certificate does not cover",
                "the MX records changed but the policy did not", "the policy has a wildcard that covers one label only"],
            "Compare the MX host name with the certificate's subject alternative names and with the policy's mx lines. "
                + "Get a certificate for the MX host name, or correct the policy and then its id."),
        new("certificate-expired", TlsResultSeverity.High, Negotiation,
            "The MX host's certificate has expired.",
            ["automatic renewal failed", "the certificate was renewed but the mail service was not restarted",
                "one of several MX hosts or addresses still has the old certificate"],
            "Renew the certificate on the MX host that the report names, reload the mail service, and check every address of the host."),
        new("certificate-not-trusted", TlsResultSeverity.High, Negotiation,
            "The sender does not trust the certificate: it does not lead to a root that the sender knows.",
            ["the server does not send the intermediate certificate", "the certificate is self-signed or from a private CA",
                "the root was withdrawn by the sender's system"],
            "Serve the full chain (certificate and intermediates) from a public CA on every MX host. The failure reason code in the report says more."),
        new("validation-failure", TlsResultSeverity.High, "RFC 8460 sections 4.3.1 and 4.3.3",
            "The secure connection failed for a reason that no other result type covers.",
            ["the MX host is not covered by the policy", "no TLS version or cipher in common", "the connection broke during the handshake",
                "the certificate chain is incomplete"],
            "Read the failure reason code, then test the MX host that the report names: TLS version, certificate, and whether the policy covers it. "
                + "A single failure that does not come back may have been the network."),
        new("tlsa-invalid", TlsResultSeverity.High, Dane,
            "None of the MX host's TLSA records matches its certificate. Senders that use DANE refuse the host, whatever the MTA-STS policy says.",
            ["the certificate was renewed without new TLSA records", "the TLSA records are malformed",
                "the old records were removed too early or added too late"],
            "Publish TLSA records for the current certificate and, before each renewal, for the next one."),
        new("dnssec-invalid", TlsResultSeverity.High, Dane,
            "The sender's resolver found no valid DNSSEC answer.",
            ["signatures in the zone have expired", "the DS record at the registrar does not match the zone's key", "a name server answers without signatures"],
            "Check the DNSSEC chain of the domain and of the MX hosts' zones, and fix the DS record or sign the zone again."),
        new("dane-required", TlsResultSeverity.Low, Dane,
            "The sender is configured to require DANE for this domain, but found no TLSA records with valid DNSSEC.",
            ["the sender's administrator requires DANE for this domain", "TLSA records were removed", "the zone is no longer signed"],
            "If TLSA records should be there, restore them. If not, tell the sender that this domain does not offer DANE: "
                + "this is the sender's own setting."),
        new("sts-policy-fetch-error", TlsResultSeverity.Medium, MtaSts,
            "The sender could not fetch the policy file. Without a cached policy it delivers unprotected.",
            ["the web host mta-sts.<domain> was down or answered with an error", "the web host redirects, which senders do not follow",
                "a firewall or bot filter blocks the sender", "the sender or the network had a temporary fault"],
            "Fetch https://mta-sts.<domain>/.well-known/mta-sts.txt from outside (Test-MtaSts does): it must answer with status 200, without redirect or "
                + "bot check. If only one sender reports it, on one day, wait; if it comes back, check the web host's log."),
        new("sts-policy-invalid", TlsResultSeverity.Medium, MtaSts,
            "The sender fetched the policy file but could not read it as a policy.",
            ["a required line is missing or misspelled", "the file begins with a byte order mark or contains blank lines or comments",
                "the web host serves an HTML page in its place"],
            "Check the file's text with ConvertFrom-MtaStsPolicy, correct it, then change the id in the DNS record."),
        new("sts-webpki-invalid", TlsResultSeverity.Medium, MtaSts,
            "The certificate of the policy's web host is not valid for mta-sts.<domain>. The sender did not use the policy.",
            ["the web host's certificate has expired", "the certificate does not cover mta-sts.<domain>", "the host does not send the intermediate certificate",
                "the custom domain is not set up at the hosting provider"],
            "Give mta-sts.<domain> a certificate from a public CA with that name and its full chain, and make sure that it is renewed automatically."),
    ]);

    /// <summary>Finds a type by its name; upper and lower case make no difference.</summary>
    /// <param name="name">For example <c>certificate-expired</c>.</param>
    /// <returns>Null when RFC 8460 does not define it.</returns>
    public static TlsResultType? Find(string? name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return All[i];
        }

        return null;
    }
}
