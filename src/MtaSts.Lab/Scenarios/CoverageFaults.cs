using System.Collections.Generic;

namespace MtaSts.Lab.Scenarios;

/// <summary>MX hosts and patterns that do not match, and MX records that are wrong themselves.</summary>
public static class CoverageFaults
{
    private const string Mx = "Coverage.Mx";
    private const string Wildcard = "Coverage.Wildcard";
    private const string Target = "Mx.Target";

    public static IReadOnlyList<LabDomain> All =>
    [
        new("uncovered.test", "The policy lists the MX host of an earlier provider.", new("Fail", "Refuse", Mx))
        {
            Policy = PolicyText.Enforce("mx.earlier-provider.test"),
        },
        new("uncovered-testing.test", "The policy lists the MX host of an earlier provider, in mode testing.", new("Fail", "DeliverAndReport", Mx))
        {
            Policy = PolicyText.Testing("mx.earlier-provider.test"),
        },
        new("uncovered-backup.test", "The backup MX host is missing from the policy: mail to it waits.", new("Fail", "DeliverVerified", Mx))
        {
            Mx = [LabMx.Good(10, "mail.uncovered-backup.test"), LabMx.Good(20, "backup.uncovered-backup.test")],
            Policy = PolicyText.Enforce("mail.uncovered-backup.test"),
        },
        new("wildcard-two-labels.test", "The MX host is two labels below the pattern; a star stands for one.", new("Fail", "Refuse", Mx, Wildcard))
        {
            Mx = [LabMx.Good(10, "a.mail.wildcard-two-labels.test")],
            Policy = PolicyText.Enforce("*.wildcard-two-labels.test"),
        },
        new("wildcard-apex.test", "The MX host is the domain itself, which *.wildcard-apex.test does not match.", new("Fail", "Refuse", Mx, Wildcard))
        {
            Mx = [LabMx.Good(10, "wildcard-apex.test")],
            Policy = PolicyText.Enforce("*.wildcard-apex.test"),
        },
        new("unused-pattern.test", "The policy lists a host that is not an MX host (yet): good while moving.", Expected.Healthy)
        {
            Policy = PolicyText.Enforce("mail.unused-pattern.test", "mail.next-provider.test"),
        },
        new("mx-case.test", "MX host and pattern differ only in upper and lower case, which does not count.", Expected.Healthy)
        {
            Mx = [LabMx.Good(10, "Mail.MX-Case.test")],
            Policy = PolicyText.Enforce("mail.mx-case.test"),
        },
        new("mx-cname.test", "The MX host is a CNAME, which RFC 2181 section 10.3 forbids.", Expected.Works(Target))
        {
            Mx = [LabMx.Good(10, "mail.mx-cname.test") with { Alias = "server7.hosting.test" }],
        },
        new("mx-ip.test", "The second MX record contains an IP address instead of a host name.", new("Fail", "DeliverVerified", Target, "Policy.Mx"))
        {
            Mx = [LabMx.Good(10, "mail.mx-ip.test"), new(20, "192.0.2.25", null)],
        },
        new("mx-no-address.test", "The second MX host has no address.", new("Fail", "DeliverVerified", Target))
        {
            Mx = [LabMx.Good(10, "mail.mx-no-address.test"), new(20, "gone.mx-no-address.test", null)],
        },
        new("null-mx.test", "A null MX: the domain receives no mail (RFC 7505).", new("NotApplicable", "NotApplicable"))
        {
            Records = [],
            PolicyHost = null,
            Mx = [new(0, ".", null)],
            TlsRpt = [],
        },
        new("no-mta-sts.test", "Mail and TLS-RPT, but no MTA-STS.", new("NotConfigured", "Deliver", "Record.Present"))
        {
            Records = [],
            PolicyHost = null,
        },
        new("sub.healthy.test", "A subdomain with its own mail; it does not inherit its parent's policy.", new("NotConfigured", "Deliver", "Record.Present"))
        {
            Records = [],
            PolicyHost = null,
        },
        new("nowhere.test", "The domain does not exist.", new("Fail", "NotApplicable", "Domain.ReceivesMail"))
        {
            Exists = false,
            Records = [],
            PolicyHost = null,
            Mx = [],
            TlsRpt = [],
        },
    ];
}
