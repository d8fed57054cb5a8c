using System.Collections.Generic;

namespace MtaSts.Integration.Servers;

internal static partial class Table
{
    private static IEnumerable<Scenario> MxHosts =>
    [
        Mx("mx-no-starttls", "The MX host offers no STARTTLS.", Expected.Refuses("StartTls.Offered"), new() { StartTls = StartTls.NotOffered }),
        Mx("mx-454", "The MX host offers STARTTLS and answers it with 454.", Expected.Refuses("StartTls.Offered"), new() { StartTls = StartTls.Fails }),
        Mx("mx-no-certificate", "The MX host offers STARTTLS and has no certificate.", Expected.Refuses("StartTls.TlsVersion"),
            new() { StartTls = StartTls.HasNoCertificate }),
        Mx("mx-old-tls", "The MX host supports only TLS 1.0 and 1.1.", Expected.Refuses("StartTls.TlsVersion"), new() { Versions = Versions.OnlyOld }),
        Mx("mx-tls12", "The MX host supports only TLS 1.2.", Expected.Healthy, new() { Versions = Versions.Only12 }),
        Mx("mx-tls13", "The MX host supports only TLS 1.3.", Expected.Healthy, new() { Versions = Versions.Only13 }),
        Mx("mx-expired", "The MX host's certificate has expired.", Expected.Refuses("StartTls.Certificate"), new() { Certificate = Certificate.Expired }),
        Mx("mx-not-yet", "The MX host's certificate is not valid yet.", Expected.Refuses("StartTls.Certificate"),
            new() { Certificate = Certificate.NotYetValid }),
        Mx("mx-wrong-name", "The MX host's certificate is for another name.", Expected.Refuses("StartTls.Certificate"),
            new() { Certificate = Certificate.WrongName }),
        Mx("mx-self-signed", "The MX host's certificate is self-signed.", Expected.Refuses("StartTls.Certificate"),
            new() { Certificate = Certificate.SelfSigned }),
        Mx("mx-untrusted", "The MX host's root is not trusted.", Expected.Refuses("StartTls.Certificate"), new() { Certificate = Certificate.UntrustedRoot }),
        Mx("mx-incomplete", "The MX host does not send its intermediate certificate.", Expected.Refuses("StartTls.Certificate"),
            new() { Certificate = Certificate.MissingIntermediate }),
        Mx("mx-old-issuer", "The MX host's intermediate certificate has expired.", Expected.Refuses("StartTls.Certificate"),
            new() { Certificate = Certificate.ExpiredIntermediate }),
        Mx("mx-constrained", "The MX host's issuer may not issue for this domain.", Expected.Refuses("StartTls.Certificate"),
            new() { Certificate = Certificate.Constrained }),
        Mx("mx-no-ca", "The MX host's issuer is not a CA.", Expected.Refuses("StartTls.Certificate"), new() { Certificate = Certificate.IssuedByServer }),
        Mx("mx-clients", "The MX host's certificate is for TLS clients only.", Expected.Refuses("StartTls.Certificate"),
            new() { Certificate = Certificate.ClientsOnly }),
        Mx("mx-ends-soon", "The MX host's certificate expires in five days.", Expected.Works("StartTls.CertificateExpiry"),
            new() { Certificate = Certificate.EndsSoon }),
        Mx("mx-wildcard-cert", "The MX host's certificate is a wildcard.", Expected.Healthy, new() { Certificate = Certificate.Wildcard }),
        Mx("mx-common-name", "The MX host's name is only in the common name.", Expected.Refuses("StartTls.Certificate"),
            new() { Certificate = Certificate.CommonNameOnly }) with
        {
            Postfix = new(Fate.Verified, Fate.Verified, "it falls back to the common name, which does not count for MTA-STS (RFC 8461 §4.2)"),
        },
        new("mx-neighbour", "The certificate is for another host that the pattern covers, but not for the MX host.", Expected.Refuses("StartTls.Certificate"))
        {
            Mx = [new() { Certificate = Certificate.Neighbour }],
            Policy = Scenario.Text("enforce", "*.mx-neighbour.contoso.test"),
            Postfix = new(Fate.Verified, Fate.Verified, "it holds the certificate against the policy's patterns, not against the MX host (RFC 8461 §4.2)"),
        },
        Mx("mx-refused", "The only MX host refuses connections.", Expected.Unseen("StartTls.Connect"), new() { Door = Door.Shut }) with { Postfix = Waits },
        Mx("mx-filtered", "Connection attempts to the only MX host get no answer.", Expected.Unseen("StartTls.Connect"), new() { Door = Door.Filtered }) with {
            Postfix = Waits },
        Mx("mx-554", "The MX host rejects the client with 554.", Expected.Unseen("StartTls.Connect"), new() { Door = Door.TurnsAway }) with {
            Postfix = Waits },
        Two("two-first-expired", "The first of two MX hosts has an expired certificate.",
            new(TestStatus.Fail, SenderAction.DeliverVerified, "StartTls.Certificate"), new(10, "mx1") { Certificate = Certificate.Expired }),
        Two("two-first-plain", "The first of two MX hosts offers no STARTTLS.", new(TestStatus.Fail, SenderAction.DeliverVerified, "StartTls.Offered"),
            new(10, "mx1") { StartTls = StartTls.NotOffered }),
        Two("two-first-refused", "The first of two MX hosts refuses connections.", Expected.Works("StartTls.Connect"), new(10, "mx1") { Door = Door.Shut }),
        Two("two-first-gone", "The first of two MX hosts has no address.", new(TestStatus.Fail, SenderAction.DeliverVerified, "Mx.Target"),
            new(10, "mx1") { HasAddress = false }),
        Two("testing-first-expired", "In mode testing, the first of two MX hosts has an expired certificate.", Expected.Reports("StartTls.Certificate"),
            new(10, "mx1") { Certificate = Certificate.Expired }) with
        {
            Policy = Scenario.Text("testing", "*.testing-first-expired.contoso.test"),
            Postfix = new(
                Fate.Delivered, Fate.Verified,
                "as if in enforce it goes on to the second host, which is good; in testing the failure at the first is what it would report"),
        },
        Testing("testing-no-starttls", "In mode testing, the MX host offers no STARTTLS.", "StartTls.Offered", new() { StartTls = StartTls.NotOffered }),
        Testing("testing-wrong-name", "In mode testing, the MX host's certificate is for another name.", "StartTls.Certificate",
            new() { Certificate = Certificate.WrongName }),
        Testing("testing-old-tls", "In mode testing, the MX host supports only TLS 1.0 and 1.1.", "StartTls.TlsVersion", new() { Versions = Versions.OnlyOld }),
        new("none-expired", "In mode none, the MX host's certificate has expired.", new(TestStatus.Warning, SenderAction.Deliver, "Policy.Mode"))
        {
            Mx = [new() { Certificate = Certificate.Expired }],
            Policy = Scenario.Text("none"),
        },
        new("uncovered", "The policy lists another host.", Expected.Refuses("Coverage.Mx")) { Policy = Scenario.Text("enforce", "mx.earlier-provider.test") },
        new("uncovered-testing", "The policy lists another host, in mode testing.", Expected.Reports("Coverage.Mx")) {
            Policy = Scenario.Text("testing", "mx.earlier-provider.test") },
        new("uncovered-backup", "The policy lists the first of two MX hosts.", new(TestStatus.Fail, SenderAction.DeliverVerified, "Coverage.Mx"))
        {
            Mx = [new(10, "mx1"), new(20, "mx2")],
            Policy = Scenario.Text("enforce", "mx1.uncovered-backup.contoso.test"),
        },
        new("uncovered-first", "The policy lists the second of two MX hosts.", new(TestStatus.Fail, SenderAction.DeliverVerified, "Coverage.Mx"))
        {
            Mx = [new(10, "mx1"), new(20, "mx2")],
            Policy = Scenario.Text("enforce", "mx2.uncovered-first.contoso.test"),
        },
        new("wildcard-two-labels", "The MX host is two labels below the wildcard.", Expected.Refuses("Coverage.Mx", "Coverage.Wildcard"))
        {
            Mx = [new(10, "a.mail")],
            Policy = Scenario.Text("enforce", "*.wildcard-two-labels.contoso.test"),
            Postfix = new(Fate.Verified, Fate.Verified, "it gets '*.domain' as '.domain', which for it covers any number of labels (RFC 8461 §4.1: one)"),
        },
        new("wildcard-apex", "The MX host is the domain itself, which a wildcard does not cover.", Expected.Refuses("Coverage.Mx", "Coverage.Wildcard"))
        {
            Mx = [new(10, "")],
            Policy = Scenario.Text("enforce", "*.wildcard-apex.contoso.test"),
        },
        new("mx-alias", "The MX host is a CNAME.", Expected.Works("Mx.Target")) { Mx = [new() { Alias = "server7.hosting.contoso.test" }] },
        new("mx-gone", "The only MX host has no address.", Expected.Refuses("Mx.Target"))
        {
            Mx = [new() { HasAddress = false }],
            Postfix = new(Fate.Bounced, Fate.Bounced, "a host that the DNS says has no address is a final failure, which it does not wait for"),
        },
    ];

    private static PostfixDoes Waits =>
        new(Fate.Deferred, Fate.Deferred, "mail to an unreachable host waits regardless of its TLS, which the module could not see");

    private static Scenario Mx(string name, string standsFor, Expected expected, MxServer mx) => new(name, standsFor, expected) { Mx = [mx] };

    private static Scenario Two(string name, string standsFor, Expected expected, MxServer first) =>
        new(name, standsFor, expected) { Mx = [first, new(20, "mx2")] };

    private static Scenario Testing(string name, string standsFor, string problem, MxServer mx) => new(name, standsFor, Expected.Reports(problem))
    {
        Mx = [mx],
        Policy = Scenario.Text("testing", $"mail.{name}.{Scenario.Unsigned}"),
    };

    private static IEnumerable<Scenario> Dns =>
    [
        Signed("healthy", "A signed zone.", Expected.Healthy),
        Signed("dane", "A signed zone with TLSA records.", Expected.Healthy) with { Mx = [new() { HasTlsa = true }] },
        Signed("alias", "A CNAME out of the signed zone: the answer is not authenticated.", Expected.Healthy) with
        {
            RecordAlias = "_mta-sts.alias-to.contoso.test",
            PolicyHost = new WebHost { Alias = "web.alias-to.contoso.test" },
        },
        new("dane", "TLSA records in an unsigned zone.", Expected.Healthy) { Mx = [new() { HasTlsa = true }] },
        Signed("no-record", "No record, and the zone proves it.", Expected.NoUsablePolicy("Record.Present")) with { Records = [] },
        Signed("bogus-record", "The signature of the record is broken.", Expected.Unseen("Record.Present")) with
        {
            BadSignatures = ["_mta-sts"],
            Postfix = new(
                Fate.Delivered, Fate.Delivered,
                "a sender with nothing in its cache has no policy while the DNS fails, and delivers; the module does not know what others see"),
        },
        Signed("bogus-host", "The signature of the policy host's address is broken.", Expected.Unseen("PolicyHost.Lookup")) with
        {
            BadSignatures = ["mta-sts"],
            Postfix = new(
                Fate.Delivered, Fate.Delivered,
                "a sender with nothing in its cache has no policy while the DNS fails, and delivers; the module does not know what others see"),
        },
        Signed("bogus-mx", "The signature of the MX record is broken.", Expected.Unseen("Mx.Lookup")) with
        {
            BadSignatures = [""],
            Postfix = new(Fate.Deferred, Fate.Deferred, "mail waits while the DNS fails"),
        },
        Signed("bogus-mx-address", "The signature of the MX host's address is broken.", Expected.Unseen("Mx.Target")) with
        {
            BadSignatures = ["mail"],
            Postfix = new(Fate.Deferred, Fate.Deferred, "mail waits while the DNS fails"),
        },
        Signed("bogus-tlsa", "The signature of the TLSA records is broken: senders that know DANE keep the mail, others do not look.", Expected.Healthy) with
        {
            Mx = [new() { HasTlsa = true }],
            BadSignatures = ["_25._tcp.mail"],
        },
        Signed("bogus-tls-rpt", "The signature of the TLS-RPT record is broken.", Expected.Works("TlsRpt.Present")) with { BadSignatures = ["_smtp._tls"] },
    ];

    private static Scenario Signed(string name, string standsFor, Expected expected) => new(name, standsFor, expected) { Zone = Scenario.Signed };
}
