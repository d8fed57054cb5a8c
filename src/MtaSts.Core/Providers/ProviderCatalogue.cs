using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Providers;

/// <summary>The providers this module knows by their MX hosts.</summary>
public static class ProviderCatalogue
{
    private const string NewMicrosoftHosts =
        "Domains whose MX host ends in .mx.microsoft (DNSSEC and DANE) need their own pattern, which differs from domain to domain: "
            + "make the policy from the live MX records instead.";

    /// <summary>All known providers.</summary>
    public static IReadOnlyList<Provider> All { get; } =
    [
        new("Microsoft 365",
            ["mail.protection.outlook.com", "mx.microsoft", "mail.protection.office365.us", "mail.protection.partner.outlook.cn", "mail.eo.outlook.com"])
        {
            Id = "Microsoft365",
            Aliases = [
                "Office365", "Office", "O365", "M365", "MS365", "MicrosoftOffice365", "ExchangeOnline", "MicrosoftExchangeOnline", "Exchange365", "EXO", "EOP",
                "ExchangeOnlineProtection", "Outlook", "Microsoft"],
            Patterns = ["*.mail.protection.outlook.com"],
            Exception = NewMicrosoftHosts,
        },
        new("Google Workspace", ["smtp.google.com", "aspmx.l.google.com", "googlemail.com", "gmr-smtp-in.l.google.com", "gmail-smtp-in.l.google.com"])
        {
            Id = "GoogleWorkspace",
            Aliases = ["Google", "GoogleMail", "Gmail", "GSuite", "GoogleGSuite", "GoogleApps", "Workspace", "GWS"],
            Patterns = ["smtp.google.com", "aspmx.l.google.com", "*.aspmx.l.google.com", "*.googlemail.com"],
        },
        new("Outlook.com", ["olc.protection.outlook.com"]) { Aliases = ["Hotmail", "OutlookCom"] },
        new("Cloudflare Email Routing", ["mx.cloudflare.net"]) {
            Id = "CloudflareEmailRouting", Aliases = ["Cloudflare", "CloudflareEmail"], Patterns = ["*.mx.cloudflare.net"] },
        new("Cloudflare Email Security", ["mxrecord.io", "mxrecord.mx"]) { Aliases = ["Area1"] },
        new("Proofpoint", ["pphosted.com", "ppe-hosted.com", "gpphosted.com"]) { Aliases = ["ProofpointEssentials"] },
        new("Mimecast", ["mimecast.com", "mimecast.co.za", "mimecast-offshore.com"]),
        new("Barracuda", ["barracudanetworks.com"]),
        new("Cisco Secure Email", ["iphmx.com"]) { Aliases = ["IronPort", "CiscoIronPort", "Cisco"], RunsTls = false },
        new("Zoho Mail",
            ["mx.zoho.com", "mx2.zoho.com", "mx3.zoho.com", "zoho.com", "zoho.eu", "zoho.in", "zoho.com.au", "zoho.jp", "zohocloud.ca", "zohomail.com"]) {
                Aliases = ["Zoho"] },
        new("Proton Mail", ["protonmail.ch"]) { Id = "ProtonMail", Aliases = ["Proton"], Patterns = ["mail.protonmail.ch", "mailsec.protonmail.ch"] },
        new("Fastmail", ["messagingengine.com"]) { Id = "Fastmail", Patterns = ["in1-smtp.messagingengine.com", "in2-smtp.messagingengine.com"] },
        new("iCloud Mail", ["mail.icloud.com"]) {
            Id = "ICloudMail", Aliases = ["iCloud", "Apple", "AppleMail"], Patterns = ["mx01.mail.icloud.com", "mx02.mail.icloud.com"] },
        new("Amazon SES or WorkMail", ["amazonses.com", "amazonaws.com"]) {
            Aliases = ["AmazonSES", "SES", "AmazonWorkMail", "WorkMail", "Amazon", "AWS"], RunsTls = false },
        new("Yandex 360", ["mx.yandex.net", "mx.yandex.ru"]) { Id = "Yandex360", Aliases = ["Yandex", "YandexMail"], Patterns = ["mx.yandex.net"] },
        new("Mail.ru", ["emx.mail.ru", "mxs.mail.ru"]) { Aliases = ["VKWorkSpace"] },
        new("Yahoo Mail", ["yahoodns.net"]) { Aliases = ["Yahoo", "AOL"] },
        new("Rackspace Email", ["emailsrvr.com"]) { Id = "RackspaceEmail", Aliases = ["Rackspace"], Patterns = ["mx1.emailsrvr.com", "mx2.emailsrvr.com"] },
        new("Symantec Email Security.cloud", ["messagelabs.com"]) { Aliases = ["MessageLabs", "Symantec", "Broadcom"] },
        new("Trend Micro Email Security", ["hes.trendmicro.com", "hes.trendmicro.eu", "tmes.trendmicro.com", "tmes.trendmicro.eu"]) {
            Aliases = ["TrendMicro", "TMES"] },
        new("Sophos Email", ["hydra.sophos.com"]) { Aliases = ["Sophos"] },
        new("Forcepoint", ["mailcontrol.com"]),
        new("Trellix Email Security", ["fireeyecloud.com"]) { Aliases = ["FireEye", "Trellix"] },
        new("SpamExperts", ["antispamcloud.com", "spamexperts.com", "spamexperts.eu"]) { Aliases = ["MailAssure"] },
        new("SpamHero", ["spamhero.com"]),
        new("Hornetsecurity", ["hornetsecurity.com", "antispameurope.com"]) { Aliases = ["Hornet"] },
        new("IONOS", ["kundenserver.de", "ionos.com", "ionos.de", "ionos.co.uk", "ionos.fr", "ionos.es", "1and1.com", "perfora.net"]) {
            Aliases = ["1and1", "1und1"], RunsTls = false },
        new("STRATO", ["rzone.de"]),
        new("Hetzner", ["your-server.de"]) { RunsTls = false },
        new("GoDaddy", ["secureserver.net"]) { RunsTls = false },
        new("Namecheap Private Email", ["privateemail.com"]) {
            Id = "NamecheapPrivateEmail", Aliases = ["Namecheap", "PrivateEmail"], Patterns = ["mx1.privateemail.com", "mx2.privateemail.com"] },
        new("Namecheap Email Forwarding", ["registrar-servers.com"]),
        new("Hostinger", ["hostinger.com"]) { RunsTls = false },
        new("DreamHost", ["dreamhost.com"]) { RunsTls = false },
        new("OVHcloud", ["ovh.net", "ovh.ca", "ovhcloud.com"]) { Aliases = ["OVH"], RunsTls = false },
        new("Gandi", ["mail.gandi.net"]) { Id = "Gandi", Patterns = ["spool.mail.gandi.net", "fb.mail.gandi.net"] },
        new("Infomaniak", ["infomaniak.ch", "ikmail.com"]),
        new("Migadu", ["migadu.com"]) { Id = "Migadu", Patterns = ["aspmx1.migadu.com", "aspmx2.migadu.com"] },
        new("mailbox.org", ["mailbox.org"]) { Id = "MailboxOrg", Patterns = ["mxext1.mailbox.org", "mxext2.mailbox.org", "mxext3.mailbox.org"] },
        new("Tuta", ["tutanota.de"]) { Id = "Tuta", Aliases = ["Tutanota"], Patterns = ["mail.tutanota.de"] },
        new("Mailgun", ["mailgun.org"]) { Id = "Mailgun", Patterns = ["mxa.mailgun.org", "mxb.mailgun.org", "mxa.eu.mailgun.org", "mxb.eu.mailgun.org"] },
        new("SendGrid", ["sendgrid.net"]) { Id = "SendGrid", Aliases = ["TwilioSendGrid", "Twilio"], Patterns = ["mx.sendgrid.net"] },
        new("Postmark", ["inbound.postmarkapp.com"]) { Id = "Postmark", Patterns = ["inbound.postmarkapp.com"] },
        new("SparkPost", ["sparkpostmail.com"]),
        new("ImprovMX", ["improvmx.com"]) { Id = "ImprovMX", Patterns = ["mx1.improvmx.com", "mx2.improvmx.com"] },
        new("Forward Email", ["forwardemail.net"]) { Id = "ForwardEmail", Patterns = ["mx1.forwardemail.net", "mx2.forwardemail.net"] },
    ];

    /// <summary>The providers whose MX hosts are the same for all customers, so that their name is enough for a policy.</summary>
    public static IReadOnlyList<Provider> WithPatterns { get; } = [.. All.Where(provider => provider.Id is not null)];

    private static readonly Dictionary<string, int> BySuffix = NumbersBySuffix();

    /// <summary>The provider of <see cref="WithPatterns"/> with this id, name or other name; null when there is none.</summary>
    /// <param name="name">For example <c>Microsoft365</c>, <c>Office 365</c> or <c>o365</c>.</param>
    public static Provider? FindByName(string name) => WithPatterns.FirstOrDefault(provider => provider.IsNamed(name));

    /// <summary>Any provider with this name, including those whose MX hosts differ from customer to customer; null when there is none.</summary>
    /// <param name="name">For example <c>Proofpoint</c>.</param>
    public static Provider? FindAnyByName(string name) => All.FirstOrDefault(provider => provider.IsNamed(name));

    /// <summary>The provider of one host; null when it is not known.</summary>
    /// <param name="host">The name in the MX record.</param>
    public static Provider? Find(string host)
    {
        // Once per MX host of each domain: a lookup by name and parents instead of a comparison with every suffix of every provider.
        var name = DomainName.Normalize(host);
        var first = int.MaxValue;
        for (var at = 0; at >= 0; at = name.IndexOf('.', at) is var dot and >= 0 ? dot + 1 : -1)
        {
            if (BySuffix.TryGetValue(at == 0 ? name : name.Substring(at), out var number) && number < first) first = number;
        }

        return first == int.MaxValue ? null : All[first];
    }

    /// <summary>The providers of all hosts, each named once, separated by <c>"; "</c>; the empty string when none is known.</summary>
    /// <param name="hosts">The names in the MX records.</param>
    public static string Describe(IEnumerable<string> hosts) =>
        string.Join("; ", hosts.Select(Find).Where(p => p is not null).Select(p => p!.Name).Distinct());

    private static Dictionary<string, int> NumbersBySuffix()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < All.Count; number++)
        {
            foreach (var suffix in All[number].Suffixes)
                if (!numbers.ContainsKey(suffix)) numbers.Add(suffix, number);
        }

        return numbers;
    }
}
