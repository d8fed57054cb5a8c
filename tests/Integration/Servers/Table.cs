using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MtaSts.Integration.Servers;

/// <summary>The table of scenarios.</summary>
internal static partial class Table
{
    private const string Good = "v=STSv1; id=20260101000000;";

    /// <summary>All scenarios, each with its own addresses.</summary>
    public static IReadOnlyList<Scenario> Read()
    {
        IReadOnlyList<Scenario> all = [.. Healthy, .. Records, .. PolicyHosts, .. Policies, .. MxHosts, .. Dns];
        var (web, mail, six) = (0, 0, 0);
        foreach (var scenario in all)
        {
            scenario.PolicyHostAddress = scenario.PolicyHost is { IsIPv6: true }
                ? IPAddress.Parse($"2001:db8::{++six:x}")
                : IPAddress.Parse($"203.0.113.{++web}");
            scenario.MxAddresses = [.. scenario.Mx.Select(mx => mx.IsIPv6 ? IPAddress.Parse($"2001:db8::{++six:x}") : IPAddress.Parse($"198.51.100.{++mail}"))];
        }

        var names = all.Select(s => s.Domain).ToList();
        return names.Distinct(StringComparer.Ordinal).Count() == names.Count ? all : throw new InvalidOperationException("Two scenarios have the same domain.");
    }

    private static IEnumerable<Scenario> Healthy =>
    [
        new("healthy", "Everything is correct.", Expected.Healthy),
        With("testing", "Mode testing.", Expected.Healthy, d => Scenario.Text("testing", $"mail.{d}")),
        new("none", "Mode none.", new(TestStatus.Warning, SenderAction.Deliver, "Policy.Mode")) { Policy = Scenario.Text("none") },
        With("wildcard", "A wildcard in the policy.", Expected.Healthy, d => Scenario.Text("enforce", $"*.{d}")),
        With("lf", "The policy's lines end in LF.", Expected.Healthy,
            d => Scenario.Text("enforce", $"mail.{d}").Replace("\r\n", "\n", StringComparison.Ordinal)),
        With("full", "The policy has exactly 64 KiB.", Expected.Healthy, d => Padded(Scenario.Text("enforce", $"mail.{d}"), 65536)),
        new("delegated", "Record and policy host are delegated by CNAME.", Expected.Healthy)
        {
            RecordAlias = "_mta-sts.delegated-to.contoso.test",
            PolicyHost = new WebHost { Alias = "web.delegated-to.contoso.test" },
        },
        new("split", "The record has three strings.", Expected.Healthy) { Records = ["\"v=STSv1; \" \"id=2026\" \"0101000000;\""] },
        new("extra-txt", "There is another TXT record beside the record.", Expected.Healthy) { Records = [Good, "a note to ourselves"] },
        new("xn--bcher-kva", "An internationalized domain.", Expected.Healthy) { Typed = "bücher.contoso.test" },
        new("ipv6", "Policy host and MX host have only IPv6.", Expected.Healthy)
        {
            PolicyHost = new WebHost { IsIPv6 = true },
            Mx = [new() { IsIPv6 = true }],
        },
        new("rsa", "Both certificates have RSA keys.", Expected.Healthy) {
            PolicyHost = new WebHost { Certificate = Certificate.Rsa }, Mx = [new() { Certificate = Certificate.Rsa }] },
        new("capitals", "Both certificates and the MX record contain the host in capitals.", Expected.Healthy)
        {
            PolicyHost = new WebHost { Certificate = Certificate.Capitals },
            Mx = [new(10, "MAIL") { Certificate = Certificate.Capitals }],
            Policy = Scenario.Text("enforce", "mail.capitals.contoso.test"),
        },
        new("many-names", "Both certificates have nine hundred names.", Expected.Healthy) {
            PolicyHost = new WebHost { Certificate = Certificate.ManyNames }, Mx = [new() { Certificate = Certificate.ManyNames }] },
        new("far-future", "Both certificates are valid until after 2050.", Expected.Healthy) {
            PolicyHost = new WebHost { Certificate = Certificate.FarFuture }, Mx = [new() { Certificate = Certificate.FarFuture }] },
        new("disordered", "Both servers also send the root, in the wrong position.", Expected.Healthy) {
            PolicyHost = new WebHost { Certificate = Certificate.Disordered }, Mx = [new() { Certificate = Certificate.Disordered }] },
        new("asks", "Both servers request a client certificate, but do not require it.", Expected.Healthy)
        {
            PolicyHost = new WebHost { Directives = "ssl_verify_client optional_no_ca;" },
            Mx = [new() { AsksForCertificate = true }],
        },
        new("two-addresses", "Nothing listens at a second address of both hosts.", Expected.Healthy) {
            PolicyHost = new WebHost { HasShutAddress = true }, Mx = [new() { HasShutAddress = true }] },
        new("many-txt", "There are so many TXT records that the answer needs TCP.", Expected.Healthy) {
            Records = [Good, .. Enumerable.Range(1, 12).Select(i => FormattableString.Invariant($"note {i} ") + new string('x', 200))] },
        new(new string('l', 63), "The longest label there can be.", Expected.Healthy),
        new("http-chunked", "The policy is sent in chunks.", Expected.Healthy) { PolicyHost = new WebHost { Directives = "ssi on; ssi_types *;" } },
        new("http-charset", "The media type has other letters and a charset.", Expected.Healthy) {
            PolicyHost = new WebHost { MediaType = "\"Text/Plain; Charset=UTF-8\"" } },
        new("three-mx", "Three MX hosts.", Expected.Healthy) { Mx = [new(10, "mx1"), new(20, "mx2"), new(20, "mx3")] },
        new("implicit-mx", "No MX record: the domain is its own MX.", Expected.Healthy) { Mx = [new(0, "") { HasRecord = false }] },
        new("nothing", "Mail, but no MTA-STS.", new(TestStatus.NotConfigured, SenderAction.Deliver, "Record.Present")) {
            Records = [], PolicyHost = null },
        new("null-mx", "A null MX.", new(TestStatus.NotApplicable, SenderAction.NotApplicable)) {
            Records = [], PolicyHost = null, Mx = [], HasNullMx = true, TlsRpt = [] },
        new("nowhere", "The domain does not exist.", new(TestStatus.Fail, SenderAction.NotApplicable, "Domain.ReceivesMail")) {
            Records = [], PolicyHost = null, Mx = [], TlsRpt = [] },
        new("tls-rpt-none", "No TLS-RPT record.", Expected.Works("TlsRpt.Present")) { TlsRpt = [] },
        new("tls-rpt-no-mailto", "The TLS-RPT record has an address without mailto.", new(TestStatus.Fail, SenderAction.DeliverVerified, "TlsRpt.Rua")) {
            TlsRpt = ["v=TLSRPTv1; rua=reports@contoso.test"] },
        new("tls-rpt-two", "Two TLS-RPT records.", new(TestStatus.Fail, SenderAction.DeliverVerified, "TlsRpt.Present")) {
            TlsRpt = ["v=TLSRPTv1; rua=mailto:a@contoso.test", "v=TLSRPTv1; rua=mailto:b@contoso.test"] },
        new("tls-rpt-https", "The TLS-RPT record has two URIs.", Expected.Healthy) {
            TlsRpt = ["v=TLSRPTv1; rua=mailto:a@contoso.test,https://reports.contoso.test/v1"] },
    ];

    private static IEnumerable<Scenario> Records =>
    [
        new("record-none", "The record is missing.", Expected.NoUsablePolicy("Record.Present")) { Records = [] },
        new("record-two", "Two records.", Expected.NoUsablePolicy("Record.Single")) { Records = [Good, "v=STSv1; id=20260202000000;"] },
        new("record-version", "The version is v=STS1.", Expected.NoUsablePolicy("Record.Syntax")) { Records = ["v=STS1; id=20260101000000;"] },
        new("record-no-id", "The record has no id.", Expected.NoUsablePolicy("Record.Id")) { Records = ["v=STSv1;"] },
        new("record-id-dash", "The id has dashes.", Expected.NoUsablePolicy("Record.Id"))
        {
            Records = ["v=STSv1; id=2026-01-01;"],
            Postfix = new(Fate.Verified, Fate.Verified, "its resolver does not look at the letters of the id (RFC 8461 §3.1)"),
        },
    ];

    private static IEnumerable<Scenario> PolicyHosts =>
    [
        Host("host-none", "mta-sts has no address.", "PolicyHost.Lookup", null),
        Host("host-dangling", "mta-sts is a CNAME of a name that does not exist.", "PolicyHost.Lookup",
            new() { Alias = "gone.hosting.contoso.test", HasAddress = false }),
        Host("host-refused", "Nothing listens on the policy host.", "PolicyHost.Connect", new() { Door = Door.Shut }),
        Host("host-filtered", "Connection attempts to the policy host get no answer.", "PolicyHost.Connect", new() { Door = Door.Filtered }),
        Host("host-plain", "The policy host speaks HTTP without TLS.", "PolicyHost.Connect", new() { Door = Door.Plain }),
        Host("host-no-name", "The policy host has no certificate for the name and sends an alert.", "PolicyHost.Certificate", new() { Door = Door.TurnsAway }),
        Host("host-old-tls", "The policy host supports only TLS 1.0 and 1.1.", "PolicyHost.TlsVersion", new() { Versions = Versions.OnlyOld }),
        new("host-tls12", "The policy host supports only TLS 1.2.", Expected.Healthy) { PolicyHost = new WebHost { Versions = Versions.Only12 } },
        new("host-tls13", "The policy host supports only TLS 1.3.", Expected.Healthy) { PolicyHost = new WebHost { Versions = Versions.Only13 } },
        Cert("cert-wrong-name", "The certificate is for another name.", Certificate.WrongName),
        Cert("cert-expired", "The certificate has expired.", Certificate.Expired),
        Cert("cert-not-yet", "The certificate is not valid yet.", Certificate.NotYetValid),
        Cert("cert-self-signed", "The certificate is self-signed.", Certificate.SelfSigned),
        Cert("cert-untrusted", "The certificate's root is not trusted.", Certificate.UntrustedRoot),
        Cert("cert-incomplete", "The intermediate certificate is not sent.", Certificate.MissingIntermediate),
        Cert("cert-old-issuer", "The intermediate certificate has expired.", Certificate.ExpiredIntermediate),
        Cert("cert-constrained", "The issuer may not issue for this domain.", Certificate.Constrained),
        Cert("cert-no-ca", "The issuer is not a CA.", Certificate.IssuedByServer),
        Cert("cert-clients", "The certificate is for TLS clients only.", Certificate.ClientsOnly),
        Cert("cert-common-name", "The name is only in the common name.", Certificate.CommonNameOnly) with
        {
            Postfix = new(Fate.Verified, Fate.Verified, "its resolver leaves the name to Python's ssl, which falls back to the common name (RFC 8461 §3.3)"),
        },
        new("cert-wildcard", "The certificate is a wildcard.", Expected.Healthy) { PolicyHost = new WebHost { Certificate = Certificate.Wildcard } },
        new("cert-ends-soon", "The certificate expires in five days.", Expected.Works("PolicyHost.CertificateExpiry")) {
            PolicyHost = new WebHost { Certificate = Certificate.EndsSoon } },
        Host("http-404", "The policy is missing.", "PolicyHost.Status", new() { Status = 404 }),
        Host("http-500", "The policy host answers 500.", "PolicyHost.Status", new() { Status = 500 }),
        Host("http-301", "The policy host redirects.", "PolicyHost.Status", new() { Status = 301 }),
        new("http-html", "The policy is served as text/html.", Expected.Works("PolicyHost.MediaType"))
        {
            PolicyHost = new WebHost { MediaType = "text/html" },
            Postfix = new(Fate.Delivered, Fate.Delivered, "its resolver takes text/plain only, which RFC 8461 §3.2 leaves to the sender (SHOULD)"),
        },
        With("http-large", "The policy has one octet more than 64 KiB.", Expected.NoUsablePolicy("PolicyHost.Size"),
            d => Padded(Scenario.Text("enforce", $"mail.{d}"), 65537)),
    ];

    private static IEnumerable<Scenario> Policies =>
    [
        With("policy-no-mx", "No mx in the policy.", Expected.NoUsablePolicy("Policy.Mx"), _ => Scenario.Text("enforce")),
        With("policy-mode", "The mode is report.", Expected.NoUsablePolicy("Policy.Mode"), d => Scenario.Text("report", $"mail.{d}")),
        With("policy-version", "The version is STSv2.", Expected.NoUsablePolicy("Policy.Version"),
            d => Scenario.Text("enforce", $"mail.{d}").Replace("STSv1", "STSv2", StringComparison.Ordinal)),
        With("policy-max-age", "max_age is one more than the largest allowed.", Expected.NoUsablePolicy("Policy.MaxAge"),
            d => Scenario.Text("enforce", $"mail.{d}").Replace("604800", "31557601", StringComparison.Ordinal)),
        With("policy-bom", "The file begins with a byte order mark.", Expected.NoUsablePolicy("Policy.Hygiene"),
            d => "\uFEFF" + Scenario.Text("enforce", $"mail.{d}")),
        With("policy-blank", "A blank line stands between the fields.", Expected.NoUsablePolicy("Policy.Hygiene"),
            d => Scenario.Text("enforce", $"mail.{d}").Replace("mode:", "\r\nmode:", StringComparison.Ordinal),
            new(Fate.Verified, Fate.Verified,
                "its resolver skips what it cannot read; the module speaks for senders that follow the grammar of RFC 8461 §3.2")),
        With("policy-duplicate", "mode occurs twice; the first one counts.", Expected.Works("Policy.Mode"),
            d => Scenario.Text("enforce", $"mail.{d}").Replace("max_age", "mode: testing\r\nmax_age", StringComparison.Ordinal),
            new(Fate.Delivered, Fate.Verified, "its resolver lets the last one count, and not the first (RFC 8461 §3.2)")),
    ];

    private static Scenario With(string name, string standsFor, Expected expected, Func<string, string> policy, PostfixDoes? postfix = null) =>
        new(name, standsFor, expected) { Policy = policy($"{name}.{Scenario.Unsigned}"), Postfix = postfix };

    private static Scenario Host(string name, string standsFor, string problem, WebHost? host) =>
        new(name, standsFor, Expected.NoUsablePolicy(problem)) { PolicyHost = host };

    private static Scenario Cert(string name, string standsFor, Certificate certificate) =>
        Host(name, standsFor, "PolicyHost.Certificate", new WebHost { Certificate = certificate });

    // An unknown field is ignored (RFC 8461 §3.2).
    private static string Padded(string policy, int octets) => policy + "x_padding: " + new string('a', octets - policy.Length - 13) + "\r\n";
}
