using System.Collections.Generic;

namespace MtaSts.Lab.Scenarios;

/// <summary>Domains at Microsoft 365 and Google Workspace. The lab answers for the providers' host names.</summary>
public static class ProviderDomains
{
    private static readonly LabMx[] GoogleClassic =
    [
        LabMx.Good(1, "aspmx.l.google.com"),
        LabMx.Good(5, "alt1.aspmx.l.google.com"),
        LabMx.Good(5, "alt2.aspmx.l.google.com"),
        LabMx.Good(10, "alt3.aspmx.l.google.com"),
        LabMx.Good(10, "alt4.aspmx.l.google.com"),
    ];

    public static IReadOnlyList<LabDomain> All =>
    [
        new("m365.test", "Microsoft 365 with *.mail.protection.outlook.com in the policy.", Expected.Healthy)
        {
            Mx = [LabMx.Good(0, "contoso-com.mail.protection.outlook.com")],
            Policy = PolicyText.Enforce("*.mail.protection.outlook.com"),
        },
        new("m365-dnssec.test", "Microsoft 365 with DNSSEC, and the exact mx.microsoft host in the policy.", Expected.Healthy)
        {
            Mx = [LabMx.Good(0, "contoso-com.a-v1.mx.microsoft")],
            Policy = PolicyText.Enforce("contoso-com.a-v1.mx.microsoft"),
            Dns = zone => zone
                .WithDnssec("m365-dnssec.test").WithDnssec("mx.microsoft")
                .TlsaOfTheLab("_25._tcp.contoso-com.a-v1.mx.microsoft"),
        },
        new("m365-moving.test", "Microsoft 365 before the move to mx.microsoft: the policy lists the old and the new host.", Expected.Healthy)
        {
            Mx = [LabMx.Good(0, "fabrikam-com.mail.protection.outlook.com")],
            Policy = PolicyText.Enforce("*.mail.protection.outlook.com", "*.a-v1.mx.microsoft"),
        },
        new("m365-one-label.test", "Microsoft 365 with DNSSEC, and *.mx.microsoft in the policy, one label short of the MX host.",
            new("Fail", "Refuse", "Coverage.Mx", "Coverage.Wildcard"))
        {
            Mx = [LabMx.Good(0, "contoso-com.a-v1.mx.microsoft")],
            Policy = PolicyText.Enforce("*.mx.microsoft"),
        },
        new("google.test", "Google Workspace with the single new MX host.", Expected.Healthy)
        {
            Mx = [LabMx.Good(1, "smtp.google.com")],
            Policy = PolicyText.Enforce("smtp.google.com"),
        },
        new("google-classic.test", "Google Workspace with the five classic MX hosts, all covered.", Expected.Healthy)
        {
            Mx = GoogleClassic,
            Policy = PolicyText.Enforce("aspmx.l.google.com", "*.aspmx.l.google.com"),
        },
        new("google-oldest.test", "Google Workspace with MX hosts from before 2010, under two parents, all covered.", Expected.Healthy)
        {
            Mx =
            [
                LabMx.Good(1, "aspmx.l.google.com"),
                LabMx.Good(5, "alt1.aspmx.l.google.com"),
                LabMx.Good(10, "aspmx2.googlemail.com"),
                LabMx.Good(10, "aspmx3.googlemail.com"),
            ],
            Policy = PolicyText.Enforce("aspmx.l.google.com", "*.aspmx.l.google.com", "*.googlemail.com"),
        },
        new("google-uncovered.test", "Google Workspace with *.google.com in the policy, as in many guides: it covers none of the hosts.",
            new("Fail", "Refuse", "Coverage.Mx", "Coverage.Wildcard"))
        {
            Mx = GoogleClassic,
            Policy = PolicyText.Enforce("*.google.com"),
        },
    ];
}
