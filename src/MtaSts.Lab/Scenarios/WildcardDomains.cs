using System.Collections.Generic;
using MtaSts.Lab.Https;
using MtaSts.Lab.Net;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Scenarios;

/// <summary>Domains with wildcard records, and domains in which their owner cannot publish records.</summary>
public static class WildcardDomains
{
    private const string Spf = "v=spf1 include:spf.protection.outlook.com -all";
    private const string Verification = "some-verification=0123456789abcdef";

    private const string WebPage = "<!DOCTYPE html>\r\n<html><head><title>Welcome</title></head>\r\n<body><p>Opening hours: 9 to 5</p></body></html>\r\n";

    private static Expected NotConfigured(params string[] problems) => new("NotConfigured", "Deliver", ["Record.Present", .. problems]);

    public static IReadOnlyList<LabDomain> All =>
    [
        new("wildcard-txt.test", "A wildcard TXT record with SPF answers at _mta-sts and _smtp._tls: not a deployment.", NotConfigured("TlsRpt.Present"))
        {
            Records = [],
            PolicyHost = null,
            TlsRpt = [],
            Dns = zone => zone.Txt("*.wildcard-txt.test", Spf),
        },
        new("wildcard-everything.test", "A wildcard CNAME leads every name to a parking site with a verification text.", NotConfigured("TlsRpt.Present"))
        {
            Records = [],
            PolicyHost = HttpsHost.With(HttpReply.Redirect(302, "https://parking.hosting.test/")),
            PolicyHostAlias = "parked.hosting.test",
            IsPolicyHostWildcard = true,
            TlsRpt = [],
            Dns = zone => zone.Txt("parked.hosting.test", Verification).Txt("parked.hosting.test", Spf),
        },
        new("wildcard-nowhere.test", "A wildcard CNAME leads every name to one that does not exist: not a deployment.", NotConfigured("TlsRpt.Present"))
        {
            Records = [],
            PolicyHost = null,
            TlsRpt = [],
            Dns = zone => zone.Cname("*.wildcard-nowhere.test", "gone.hosting.test"),
        },
        Host("wildcard-host-404.test", "A wildcard address answers at mta-sts with 404: not a deployment.",
            HttpsHost.With(HttpReply.Status(404, "Not Found", "no such page"))),
        Host("wildcard-host-redirect.test", "A wildcard address answers at mta-sts with a redirect: not a deployment.",
            HttpsHost.With(HttpReply.Redirect(301, "https://www.wildcard-host-redirect.test/"))),
        Host("wildcard-host-certificate.test", "A wildcard address answers at mta-sts with a certificate for another name: not a deployment.",
            HttpsHost.With(CertificateKind.WrongName) with { Reply = HttpReply.Ok(WebPage, "text/html") }),
        Host("wildcard-host-refused.test", "A wildcard address leads mta-sts to a host that refuses connections: not a deployment.",
            HttpsHost.With(OnConnect.Refused)),
        Host("wildcard-host-html.test", "A wildcard address answers at mta-sts with a web page and status 200: not a deployment.",
            HttpsHost.With(HttpReply.Ok(WebPage, "text/html"))),
        new("wildcard-null-mx.test", "A null MX beside wildcards: nothing is wrong, and nothing needs to be published.", new("NotApplicable", "NotApplicable"))
        {
            Records = [],
            PolicyHost = HttpsHost.With(HttpReply.Status(404, "Not Found", "no such page")),
            IsPolicyHostWildcard = true,
            Mx = [new(0, ".", null)],
            TlsRpt = [],
            Dns = zone => zone.Txt("*.wildcard-null-mx.test", Spf),
        },
        new("wildcard-tlsrpt.test", "MTA-STS is correct; at _smtp._tls only a wildcard TXT record answers.", Expected.Works("TlsRpt.Present"))
        {
            TlsRpt = [],
            Dns = zone => zone.Txt("*.wildcard-tlsrpt.test", Spf),
        },
        new("wildcard-serves-policy.test", "The policy host has its address from a wildcard and serves the policy: a normal deployment.",
            Expected.Healthy)
        {
            IsPolicyHostWildcard = true,
        },
        new("wildcard-no-record.test", "A host behind a wildcard serves the policy, but the record is missing: an incomplete deployment.",
            Expected.NoUsablePolicy("Record.Present"))
        {
            Records = [],
            IsPolicyHostWildcard = true,
        },
        new("wildcard-with-record.test", "The record exists, but only a wildcard answers at mta-sts: a broken deployment.",
            Expected.NoUsablePolicy("PolicyHost.Status"))
        {
            PolicyHost = HttpsHost.With(HttpReply.Status(404, "Not Found", "no such page")),
            IsPolicyHostWildcard = true,
        },
        new("wildcard-own-host.test", "Beside a wildcard, mta-sts has its own address and answers 404: an unfinished deployment.",
            Expected.NoUsablePolicy("Record.Present", "PolicyHost.Status"))
        {
            Records = [],
            PolicyHost = HttpsHost.With(HttpReply.Status(404, "Not Found", "no such page")),
            Dns = zone => zone.Address("*.wildcard-own-host.test", System.Net.IPAddress.Parse("127.65.0.1")),
        },
        new("wildcard-bad-record.test", "Beside a wildcard TXT record, there is a record at _mta-sts with a dash in the id: a broken deployment.",
            Expected.NoUsablePolicy("Record.Id"))
        {
            Records = ["v=STSv1; id=2026-01-01;"],
            Dns = zone => zone.Txt("*.wildcard-bad-record.test", Spf),
        },
        new("contoso.onmicrosoft.com", "A tenant's initial domain: Microsoft runs its DNS, and only Microsoft can publish records there.",
            new("NotConfigured", "Deliver"))
        {
            Records = [],
            PolicyHost = null,
            Mx = [LabMx.Good(0, "contoso.mail.protection.outlook.com")],
            TlsRpt = [],
        },
    ];

    private static LabDomain Host(string name, string standsFor, HttpsHost host) => new(name, standsFor, NotConfigured())
    {
        Records = [],
        PolicyHost = host,
        IsPolicyHostWildcard = true,
    };
}
