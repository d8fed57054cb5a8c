using System.Collections.Generic;
using MtaSts.Lab.Smtp;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Scenarios;

/// <summary>Domains for which the obvious fix would be wrong.</summary>
public static class AdviceDomains
{
    private const string Mx = "Coverage.Mx";
    private const string Target = "Mx.Target";
    private const string Certificate = "StartTls.Certificate";
    private const string Offered = "StartTls.Offered";

    public static IReadOnlyList<LabDomain> All =>
    [
        new("m365-verification.test", "Beside the MX host is the MX record with which Microsoft 365 verified the domain; its host does not exist.",
            Expected.Works(Target))
        {
            Mx = [LabMx.Good(0, "verification-test.mail.protection.outlook.com"), new(32767, "ms12345678.msv1.invalid", null)],
            Policy = PolicyText.Testing("*.mail.protection.outlook.com"),
        },
        new("m365-verification-listed.test", "The policy lists the name in Microsoft 365's verification record.", Expected.Works(Target))
        {
            Mx = [LabMx.Good(0, "listed-test.mail.protection.outlook.com"), new(32767, "ms87654321.msv1.invalid", null)],
            Policy = PolicyText.Enforce("*.mail.protection.outlook.com", "ms87654321.msv1.invalid"),
        },
        new("m365-verification-only.test", "The only MX record is the one for verification: no mail arrives yet.",
            new("NotConfigured", "Deliver", Target, "Record.Present"))
        {
            Records = [],
            PolicyHost = null,
            Mx = [new(32767, "ms11111111.msv1.invalid", null)],
        },
        new("mx-gone.test", "The second MX host does not exist, and the policy rightly does not list it.", new("Fail", "DeliverVerified", Target))
        {
            Mx = [LabMx.Good(10, "mail.mx-gone.test"), new(20, "gone.mx-gone.test", null)],
            Policy = PolicyText.Enforce("mail.mx-gone.test"),
        },
        new("mx-underscore.test", "An MX host has an underscore in its first label: only a wildcard can cover it.", new("Fail", "DeliverVerified", Mx))
        {
            Mx = [LabMx.Good(10, "mail.mx-underscore.test"), new(20, "mail_2.mx-underscore.test", SmtpHost.Good)],
            Policy = PolicyText.Enforce("mail.mx-underscore.test"),
        },
        new("mx-underscore-inside.test", "An MX host has an underscore in a label that no wildcard can replace: it needs another name.",
            new("Fail", "DeliverVerified", Mx))
        {
            Mx = [LabMx.Good(10, "mail.mx-underscore-inside.test"), new(20, "mail.data_center.mx-underscore-inside.test", SmtpHost.Good)],
            Policy = PolicyText.Enforce("mail.mx-underscore-inside.test"),
        },
        new("record-space-beside.test", "A space before the first semicolon, and another TXT record beside it: senders discard both.",
            Expected.NoUsablePolicy("Record.Syntax"))
        {
            Records = ["v=STSv1 ; id=20260101000000;", "some-verification=abc123"],
        },
        new("tlsrpt-space-beside.test", "The TLS-RPT record has a space before the first semicolon, and another TXT record beside it.",
            new("Fail", "DeliverVerified", "TlsRpt.Syntax"))
        {
            TlsRpt = ["v=TLSRPTv1 ; rua=mailto:reports@tlsrpt-space-beside.test", "some-verification=abc123"],
        },
        new("m365-no-star.test", "Microsoft 365 with mail.protection.outlook.com in the policy: '*.' is missing.", new("Fail", "Refuse", Mx))
        {
            Mx = [LabMx.Good(0, "m365-no-star-test.mail.protection.outlook.com")],
            Policy = PolicyText.Enforce("mail.protection.outlook.com"),
        },
        new("moved-to-m365.test", "The policy still lists the hosts of Google Workspace; mail goes to Microsoft 365.", new("Fail", "Refuse", Mx))
        {
            Mx = [LabMx.Good(0, "moved-test.mail.protection.outlook.com")],
            Policy = PolicyText.Enforce("aspmx.l.google.com", "*.aspmx.l.google.com"),
        },
        new("m365-certificate.test", "A host that Microsoft runs shows another name's certificate: the tenant cannot renew it.",
            new("Fail", "Refuse", Certificate))
        {
            Mx = [new(0, "certificate.test.mail.protection.outlook.com", SmtpHost.With(CertificateKind.WrongName))],
            Policy = PolicyText.Enforce("certificate.test.mail.protection.outlook.com"),
        },
        new("google-no-starttls.test", "A host that Google runs offers no STARTTLS: something in between removes it.", new("Fail", "Refuse", Offered))
        {
            Mx = [new(0, "alt9.aspmx.l.google.com", new SmtpHost { OffersStartTls = false })],
            Policy = PolicyText.Enforce("*.aspmx.l.google.com"),
        },
        new("two-faults.test", "Two MX hosts with different faults, and a third at a provider: each needs its own fix.",
            new("Fail", "Refuse", Certificate))
        {
            Mx =
            [
                new(10, "mx1.two-faults.test", SmtpHost.With(CertificateKind.Expired)),
                new(20, "mx2.two-faults.test", SmtpHost.With(CertificateKind.MissingIntermediate)),
                new(30, "two-faults.test.mail.protection.outlook.com", SmtpHost.With(CertificateKind.WrongName)),
            ],
        },
        new("amazon-ses.test", "Inbound mail at Amazon SES.", Expected.Healthy)
        {
            Mx = [LabMx.Good(10, "feedback-smtp.eu-west-1.amazonses.com")],
        },
    ];
}
