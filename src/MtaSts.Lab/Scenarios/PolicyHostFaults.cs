using System.Collections.Generic;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Https;
using MtaSts.Lab.Net;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Scenarios;

/// <summary>Faults from the lookup of the policy host to the start of the answer, including certificates and TLS.</summary>
public static class PolicyHostFaults
{
    private const string Certificate = "PolicyHost.Certificate";
    private const string Connect = "PolicyHost.Connect";
    private const string Lookup = "PolicyHost.Lookup";
    private const string TlsVersion = "PolicyHost.TlsVersion";

    public static IReadOnlyList<LabDomain> All =>
    [
        new("host-missing.test", "The record exists, but the name mta-sts has no address.", Expected.NoUsablePolicy(Lookup))
        {
            PolicyHost = null,
            Policy = "",
        },
        new("host-dangling.test", "The name mta-sts is a CNAME to a name that does not exist: a stranger could register it.", Expected.NoUsablePolicy(Lookup))
        {
            PolicyHost = null,
            Dns = zone => zone.Cname("mta-sts.host-dangling.test", "abandoned-site.hosting.test"),
        },
        new("host-servfail.test", "The DNS server fails for the name mta-sts.", new("Unknown", "Unknown", Lookup))
        {
            Dns = zone => zone.Behaves("mta-sts.host-servfail.test", DnsFault.ServFail),
        },
        Bad("host-refused.test", "The policy host refuses connections.", Connect, HttpsHost.With(OnConnect.Refused)),
        Bad("host-timeout.test", "Connection attempts to the policy host get no answer.", Connect, HttpsHost.With(OnConnect.TimesOut)),
        Bad("host-silent.test", "The policy host accepts connections and sends nothing.", Connect, HttpsHost.With(OnConnect.Silent)),
        Bad("host-closes.test", "The policy host closes every connection at once.", Connect, HttpsHost.With(OnConnect.Close)),
        Bad("host-plain-http.test", "The policy host speaks HTTP without TLS on the HTTPS port.", Connect, HttpsHost.With(Handshake.PlainText)),
        Bad("host-handshake-closed.test", "The policy host closes in the middle of the TLS handshake.", Connect, HttpsHost.With(Handshake.Close)),
        Bad("host-handshake-failure.test", "The policy host refuses the TLS handshake without a reason.", Connect,
            HttpsHost.With(Handshake.AlertHandshakeFailure)),
        Bad("host-unknown-name.test", "The policy host has no certificate for the name mta-sts and sends an alert.", Certificate,
            HttpsHost.With(Handshake.AlertUnrecognizedName)),
        new("host-version-alert.test", "The policy host supports none of the offered TLS versions and sends an alert.", Expected.NoUsablePolicy(TlsVersion))
        {
            PolicyHost = HttpsHost.With(Handshake.AlertProtocolVersion),
            ExpectedWithoutTls13 = new("Unknown", "Unknown", TlsVersion),
        },
        Bad("host-tls10.test", "The policy host supports only TLS 1.0.", TlsVersion, HttpsHost.With(Handshake.OnlyTls10)),
        Bad("cert-expired.test", "The policy host's certificate has expired.", Certificate, HttpsHost.With(CertificateKind.Expired)),
        Bad("cert-not-yet-valid.test", "The policy host's certificate is not valid yet.", Certificate, HttpsHost.With(CertificateKind.NotYetValid)),
        Bad("cert-wrong-name.test", "The policy host's certificate is for another name.", Certificate, HttpsHost.With(CertificateKind.WrongName)),
        Bad("cert-common-name.test", "The name is only in the certificate's common name, which does not count.", Certificate,
            HttpsHost.With(CertificateKind.CommonNameOnly)),
        Bad("cert-self-signed.test", "The policy host's certificate is self-signed.", Certificate, HttpsHost.With(CertificateKind.SelfSigned)),
        Bad("cert-untrusted.test", "The policy host's certificate chains to an untrusted root.", Certificate,
            HttpsHost.With(CertificateKind.UntrustedRoot)),
        Bad("cert-incomplete.test", "The policy host does not send its intermediate certificate.", Certificate,
            HttpsHost.With(CertificateKind.MissingIntermediate)),
        Bad("dept.cert-wildcard-short.test", "The certificate is for *.cert-wildcard-short.test, one label short of mta-sts.dept.", Certificate,
            HttpsHost.With(CertificateKind.WildcardTooShort)),
        Bad("cert-partial-wildcard.test", "The certificate is for m*.cert-partial-wildcard.test; a * must be a whole label.", Certificate,
            HttpsHost.With(CertificateKind.PartialWildcard)),
        new("cert-ends-soon.test", "The policy host's certificate expires in five days.", Expected.Works("PolicyHost.CertificateExpiry"))
        {
            PolicyHost = HttpsHost.With(CertificateKind.ExpiresSoon),
        },
    ];

    private static LabDomain Bad(string name, string standsFor, string problem, HttpsHost host) =>
        new(name, standsFor, Expected.NoUsablePolicy(problem)) { PolicyHost = host };
}
