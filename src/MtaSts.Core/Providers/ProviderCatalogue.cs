using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Providers;

/// <summary>The providers this module knows by their MX hosts.</summary>
public static class ProviderCatalogue
{
    private const string NewMicrosoftHosts = "Domains whose MX host ends in .mx.microsoft (DNSSEC and DANE) need a pattern of their own, which differs from domain to domain: make the policy from the live MX records instead.";

    /// <summary>All known providers.</summary>
    public static IReadOnlyList<Provider> All { get; } =
    [
        new("Microsoft 365", ["mail.protection.outlook.com", "mx.microsoft", "mail.protection.office365.us", "mail.protection.partner.outlook.cn", "mail.eo.outlook.com"]) { Id = "Microsoft365", Patterns = ["*.mail.protection.outlook.com"], Exception = NewMicrosoftHosts },
        new("Google Workspace", ["smtp.google.com", "aspmx.l.google.com", "googlemail.com", "gmr-smtp-in.l.google.com"]) { Id = "GoogleWorkspace", Patterns = ["smtp.google.com", "aspmx.l.google.com", "*.aspmx.l.google.com", "*.googlemail.com"] },
        new("Cloudflare Email Routing", ["mx.cloudflare.net"]) { Id = "CloudflareEmailRouting", Patterns = ["*.mx.cloudflare.net"] },
        new("Proofpoint", ["pphosted.com", "ppe-hosted.com", "gpphosted.com"]),
        new("Mimecast", ["mimecast.com", "mimecast.co.za", "mimecast-offshore.com"]),
        new("Barracuda", ["barracudanetworks.com"]),
        new("Cisco Secure Email", ["iphmx.com"]),
        new("Zoho Mail", ["mx.zoho.com", "mx2.zoho.com", "mx3.zoho.com", "zoho.com", "zoho.eu", "zoho.in", "zoho.com.au", "zohomail.com"]),
        new("Proton Mail", ["protonmail.ch"]) { Id = "ProtonMail", Patterns = ["mail.protonmail.ch", "mailsec.protonmail.ch"] },
        new("Fastmail", ["messagingengine.com"]) { Id = "Fastmail", Patterns = ["in1-smtp.messagingengine.com", "in2-smtp.messagingengine.com"] },
        new("iCloud Mail", ["mail.icloud.com"]) { Id = "ICloudMail", Patterns = ["mx01.mail.icloud.com", "mx02.mail.icloud.com"] },
        new("Amazon SES or WorkMail", ["amazonaws.com"]),
        new("Yandex 360", ["mx.yandex.net", "mx.yandex.ru"]) { Id = "Yandex360", Patterns = ["mx.yandex.net"] },
        new("Rackspace Email", ["emailsrvr.com"]) { Id = "RackspaceEmail", Patterns = ["mx1.emailsrvr.com", "mx2.emailsrvr.com"] },
        new("Symantec Email Security.cloud", ["messagelabs.com"]),
        new("Trend Micro Email Security", ["hes.trendmicro.com", "hes.trendmicro.eu", "tmes.trendmicro.com", "tmes.trendmicro.eu"]),
        new("Sophos Email", ["hydra.sophos.com"]),
        new("Forcepoint", ["mailcontrol.com"]),
        new("Hornetsecurity", ["hornetsecurity.com", "antispameurope.com"]),
        new("IONOS", ["kundenserver.de", "ionos.com", "ionos.de", "ionos.co.uk"]),
        new("GoDaddy", ["secureserver.net"]),
        new("OVHcloud", ["ovh.net"]),
        new("Gandi", ["mail.gandi.net"]) { Id = "Gandi", Patterns = ["spool.mail.gandi.net", "fb.mail.gandi.net"] },
        new("Infomaniak", ["infomaniak.ch", "ikmail.com"]),
        new("Migadu", ["migadu.com"]) { Id = "Migadu", Patterns = ["aspmx1.migadu.com", "aspmx2.migadu.com"] },
        new("mailbox.org", ["mailbox.org"]) { Id = "MailboxOrg", Patterns = ["mxext1.mailbox.org", "mxext2.mailbox.org", "mxext3.mailbox.org"] },
        new("Mailgun", ["mailgun.org"]),
        new("SendGrid", ["sendgrid.net"]),
    ];

    /// <summary>The providers whose MX hosts are the same for all customers, so that their name alone makes a policy.</summary>
    public static IReadOnlyList<Provider> WithPatterns { get; } = [.. All.Where(provider => provider.Id is not null)];

    /// <summary>The provider of <see cref="WithPatterns"/> with this id or name, without regard to case; null when there is none.</summary>
    /// <param name="name">For example <c>Microsoft365</c>.</param>
    public static Provider? FindByName(string name) => WithPatterns.FirstOrDefault(provider =>
        string.Equals(provider.Id, name, StringComparison.OrdinalIgnoreCase) || string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The provider of one host; null when it is not known.</summary>
    /// <param name="host">The name in the MX record.</param>
    public static Provider? Find(string host) => All.FirstOrDefault(provider => provider.Runs(host));

    /// <summary>The providers of all hosts, each named once, separated by <c>"; "</c>; the empty text when none is known.</summary>
    /// <param name="hosts">The names in the MX records.</param>
    public static string Describe(IEnumerable<string> hosts) =>
        string.Join("; ", hosts.Select(Find).Where(p => p is not null).Select(p => p!.Name).Distinct());
}
