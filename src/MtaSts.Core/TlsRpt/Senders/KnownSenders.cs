using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.TlsRpt.Senders;

/// <summary>
/// The large senders whose reports give a name instead of a domain, with the domains that sign their reports. A domain
/// under which a sender's customers write mail is listed only where the sender itself reports from it.
/// </summary>
internal static class KnownSenders
{
    private static readonly HashSet<string> LegalForms = new(StringComparer.Ordinal)
    {
        "inc", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "ag", "se", "pty", "plc", "sa", "bv",
    };

    private static readonly string[] Google = ["google.com"];
    private static readonly string[] Microsoft = ["microsoft.com"];
    private static readonly string[] Yahoo = ["yahooinc.com", "yahoo-inc.com", "yahoo.com", "aol.com", "oath.com"];
    private static readonly string[] MailRu = ["mail.ru", "vk.company"];
    private static readonly string[] Comcast = ["comcast.net", "comcast.com"];
    private static readonly string[] UnitedInternet =
        ["gmx.net", "gmx.de", "gmx.com", "web.de", "mail.com", "1und1.de", "1and1.com", "ionos.com", "united-internet.de"];
    private static readonly string[] Fastmail = ["fastmail.com", "fastmailteam.com", "fastmail.help"];

    private static readonly Dictionary<string, string[]> Domains = new(StringComparer.Ordinal)
    {
        ["google"] = Google,
        ["microsoft"] = Microsoft,
        ["yahoo"] = Yahoo,
        ["aol"] = Yahoo,
        ["mail ru"] = MailRu,
        ["mail ru group"] = MailRu,
        ["vk"] = MailRu,
        ["comcast"] = Comcast,
        ["comcast cable"] = Comcast,
        ["comcast cable communications"] = Comcast,
        ["gmx"] = UnitedInternet,
        ["gmx net"] = UnitedInternet,
        ["web de"] = UnitedInternet,
        ["mail com"] = UnitedInternet,
        ["1 1"] = UnitedInternet,
        ["1und1"] = UnitedInternet,
        ["1 1 mail media"] = UnitedInternet,
        ["ionos"] = UnitedInternet,
        ["united internet"] = UnitedInternet,
        ["fastmail"] = Fastmail,
    };

    private static readonly Dictionary<string, string[]> Owners = Domains.Values.Distinct()
        .SelectMany(domains => domains.Select(domain => new KeyValuePair<string, string[]>(domain, domains)))
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    // Names that belong to nobody else: what has one as a word claims to be that sender.
    private static readonly HashSet<string> Brands = new(StringComparer.Ordinal) { "google", "microsoft", "comcast", "fastmail", "ionos" };

    /// <summary>The organizational domains that sign an organization's reports; null when it is not one of the large senders.</summary>
    /// <param name="organization">The organization-name as reported, in any case and with or without a legal form.</param>
    public static IReadOnlyList<string>? DomainsOf(string organization) => Domains.TryGetValue(Normal(organization), out var domains) ? domains : null;

    /// <summary>
    /// The same, for a name that shows the name or a domain of a large sender: <c>Google (US)</c>, <c>The GoogleInc</c>, <c>mail.ru reports</c>.
    /// </summary>
    /// <param name="organization">The plain name; see <see cref="SenderName.Plain"/>.</param>
    public static IReadOnlyList<string>? DomainsClaimedBy(string organization)
    {
        foreach (var word in SenderName.Words(organization))
        {
            if (OrganizationalDomain.Of(word) is string domain && Owners.TryGetValue(domain, out var owner)) return owner;
            if (BrandOf(word) is string brand) return Domains[brand];
        }

        return null;
    }

    /// <summary>The brand that a word is, alone or with a number or a legal form behind it.</summary>
    private static string? BrandOf(string word)
    {
#pragma warning disable CA1308 // a key
        var lower = word.ToLowerInvariant();
#pragma warning restore CA1308
        foreach (var brand in Brands)
        {
            if (!lower.StartsWith(brand, StringComparison.Ordinal)) continue;
            var rest = lower.Substring(brand.Length);
            if (!rest.Any(char.IsLetter) || LegalForms.Contains(rest)) return brand;
        }

        return null;
    }

    /// <summary>The words in lower case without punctuation and without the legal form at the end.</summary>
    private static string Normal(string organization)
    {
#pragma warning disable CA1308 // a key
        var letters = new string([.. organization.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]);
#pragma warning restore CA1308
        var words = letters.Split([' '], StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 1 && LegalForms.Contains(words[words.Count - 1])) words.RemoveAt(words.Count - 1);
        return string.Join(" ", words);
    }
}
