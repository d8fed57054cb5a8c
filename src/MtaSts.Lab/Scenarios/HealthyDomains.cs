using System;
using System.Collections.Generic;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Https;
using MtaSts.Lab.Smtp;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Scenarios;

/// <summary>Domains with nothing wrong, however unusual.</summary>
public static class HealthyDomains
{
    public static IReadOnlyList<LabDomain> All =>
    [
        new("healthy.test", "Everything right, mode enforce, TLS reports wanted.", Expected.Healthy),
        new("testing.test", "Everything right, mode testing.", Expected.Healthy)
        {
            Policy = PolicyText.Testing("mail.testing.test"),
        },
        new("none.test", "MTA-STS is being removed: mode none, with a small max_age and no mx.", new("Warning", "Deliver", "Policy.Mode"))
        {
            Policy = PolicyText.Of("none", 86400),
        },
        new("lf.test", "The policy's lines end in LF instead of CRLF, which is valid too.", Expected.Healthy)
        {
            Policy = PolicyText.Enforce("mail.lf.test").Replace("\r\n", "\n", StringComparison.Ordinal),
        },
        new("no-final-newline.test", "The policy's last line has no line ending, which the grammar allows.", Expected.Healthy)
        {
            Policy = PolicyText.Enforce("mail.no-final-newline.test").TrimEnd(),
        },
        new("any-order.test", "The policy's fields are in another order, and one is unknown.", Expected.Healthy)
        {
            Policy = PolicyText.Lines("max_age: 604800", "mx: mail.any-order.test", "x_owner: it-team", "mode: enforce", "version: STSv1"),
        },
        new("wildcard.test", "Two MX hosts, covered by one wildcard pattern.", Expected.Healthy)
        {
            Mx = [LabMx.Good(10, "mx1.wildcard.test"), LabMx.Good(20, "mx2.wildcard.test")],
            Policy = PolicyText.Enforce("*.wildcard.test"),
        },
        new("wildcard-certificates.test", "Policy host and MX host show a certificate for *.wildcard-certificates.test.", Expected.Healthy)
        {
            PolicyHost = HttpsHost.With(CertificateKind.Wildcard),
            Mx = LabDomain.OneMx("wildcard-certificates.test", SmtpHost.With(CertificateKind.Wildcard)),
        },
        new("xn--bcher-kva.test", "An internationalized domain (bücher.test) in its A-label form.", Expected.Healthy),
        new("implicit-mx.test", "No MX record: the domain itself receives the mail (RFC 5321 section 5.1).", Expected.Healthy)
        {
            Mx = [],
            Policy = PolicyText.Enforce("implicit-mx.test"),
            ImplicitMx = SmtpHost.Good,
        },
        new("delegated.test", "Record and policy host are CNAMEs to a service provider (RFC 8461 section 8.2).", Expected.Healthy)
        {
            Records = [],
            PolicyHostAlias = "delegated-test.policies.provider.test",
            Dns = zone => zone
                .Cname("_mta-sts.delegated.test", "delegated-test.records.provider.test")
                .Txt("delegated-test.records.provider.test", "v=STSv1; id=20260101000000;"),
        },
        new("cname-steps.test", "The record is two CNAMEs away and the resolver answers with one CNAME at a time.", Expected.Healthy)
        {
            Records = [],
            Dns = zone => zone
                .Cname("_mta-sts.cname-steps.test", "one.cname-steps.test")
                .Cname("one.cname-steps.test", "two.cname-steps.test")
                .Txt("two.cname-steps.test", "v=STSv1; id=20260101000000;")
                .Behaves("_mta-sts.cname-steps.test", DnsFault.CnameNotChased)
                .Behaves("one.cname-steps.test", DnsFault.CnameNotChased),
        },
        new("split-strings.test", "The record's text is split into three character-strings, to be joined without spaces.", Expected.Healthy)
        {
            Records = [],
            Dns = zone => zone.Txt("_mta-sts.split-strings.test", "v=STS", "v1; id=2026", "0101000000;"),
        },
        new("other-txt.test", "Beside the MTA-STS record is an unrelated TXT record, which must be ignored.", Expected.Healthy)
        {
            Records = ["v=STSv1; id=20260101000000;", "some-verification=abc123"],
        },
        new("extension-field.test", "The record has an unknown field, which must be ignored.", Expected.Healthy)
        {
            Records = ["v=STSv1; id=20260101000000; owner=it-team;"],
        },
        new("tls12.test", "Policy host and MX host support TLS 1.2 at most, which is enough.", Expected.Healthy)
        {
            PolicyHost = new HttpsHost { Tls = new TlsSetup { Versions = System.Security.Authentication.SslProtocols.Tls12 } },
            Mx = LabDomain.OneMx("tls12.test", new SmtpHost { Tls = new TlsSetup { Versions = System.Security.Authentication.SslProtocols.Tls12 } }),
        },
        new("ipv6.test", "Policy host and MX host have only an IPv6 address.", Expected.Healthy)
        {
            PolicyHost = new HttpsHost { IsIPv6 = true },
            Mx = LabDomain.OneMx("ipv6.test", new SmtpHost { IsIPv6 = true }),
        },
        new("dane.test", "DANE as well: a TLSA record in a signed zone, which the resolver has validated.", Expected.Healthy)
        {
            Dns = zone => zone
                .WithDnssec("dane.test")
                .TlsaOfTheLab("_25._tcp.mail.dane.test"),
        },
        new("dane-unsigned.test", "A TLSA record in an unsigned zone, where it has no effect on senders.", Expected.Healthy)
        {
            Dns = zone => zone.TlsaOfTheLab("_25._tcp.mail.dane-unsigned.test"),
        },
    ];
}
