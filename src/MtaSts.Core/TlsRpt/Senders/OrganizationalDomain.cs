using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Senders;

/// <summary>
/// The organizational domain of a host or mail domain: the name that somebody registered (RFC 7489 §3.2). No public
/// suffix list is shipped: it would be old soon, and an error here must be on the safe side only. The rule knows top-level
/// domains, the usual registry labels below country codes, every label of one or two letters there, and the suffixes
/// below which a large host gives names to its customers. What it does not know costs at most that two sisters below
/// such a suffix are taken for one organization, which takes a suffix of a registry that is not listed here.
/// </summary>
internal static class OrganizationalDomain
{
    private const int MaxName = 300;

    // Second-level labels under which country registries register names (co.uk, com.au, gob.mx, ...).
    private static readonly HashSet<string> RegistryLabels = new(StringComparer.Ordinal)
    {
        "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "name", "pro", "web", "nom", "gob", "gouv", "govt", "gub", "gen", "ltd", "plc",
        "nhs", "sch", "school", "police", "asn", "csiro", "idf", "muni", "k12", "cri", "geek", "iwi", "kiwi", "maori", "health", "parliament", "ind", "firm",
        "res", "nic", "art", "eng", "adm", "adv", "blog", "coop", "emp", "museum", "aero", "tur", "inf", "jus", "leg", "ecn", "press", "store", "tokyo",
        "osaka", "kyoto", "hokkaido", "aichi", "kanagawa", "saitama", "fukuoka", "hyogo", "chiba", "asso", "prd", "tm", "law", "alt", "agric", "nis", "club",
        "game", "ebiz", "idv", "mobi", "tel", "asia", "priv", "sos", "szex", "sport", "wales", "presse", "barreau", "ltda", "conf", "rel",
    };

    // Country codes below which every label is a name that somebody registered.
    private static readonly HashSet<string> FlatCountries = new(StringComparer.Ordinal) { "de", "ch", "li", "nl", "be", "dk", "lu", "eu", "cz", "fi" };

    // Below these a host gives names to its customers.
    private static readonly HashSet<string> SharedSuffixes = new(StringComparer.Ordinal)
    {
        "onmicrosoft.com", "onmicrosoft.us", "partner.onmschina.cn", "sharepoint.com", "azurewebsites.net", "azure.com", "cloudapp.net", "azurestaticapps.net",
        "trafficmanager.net", "windows.net", "azurefd.net", "azureedge.net", "amazonaws.com", "awsapps.com", "elasticbeanstalk.com", "cloudfront.net",
        "appspot.com", "run.app", "web.app", "firebaseapp.com", "googleapis.com", "googleusercontent.com", "withgoogle.com", "blogspot.com",
            "cloudfunctions.net",
        "herokuapp.com", "netlify.app", "vercel.app", "pages.dev", "workers.dev", "github.io", "gitlab.io", "fly.dev", "onrender.com", "ngrok.io", "ngrok.app",
        "wordpress.com", "wixsite.com", "myshopify.com", "weebly.com", "fastly.net", "cloudns.org", "dyndns.org", "no-ip.org", "no-ip.com", "ddns.net",
        "duckdns.org", "hopto.org", "zapto.org", "eu.org", "uk.com", "us.com", "eu.com", "de.com", "gb.net", "uk.net", "se.net", "jpn.com", "br.com", "cn.com",
        "ru.com", "sa.com", "za.com", "co.com", "com.de", "fastmail.services", "altervista.org", "freemyip.com", "synology.me", "myfritz.net", "is-a.dev",
    };

    /// <summary>Finds the organizational domain.</summary>
    /// <param name="name">A host or mail domain, in any case, as A-labels or not.</param>
    /// <returns>In A-labels; null for what is not a domain name, and for a public suffix itself, such as com, co.uk or onmicrosoft.com.</returns>
    public static string? Of(string? name)
    {
        if (name is null || name.Length > MaxName || !DomainName.TryParse(name.Trim(), out var domain, out _) || DomainKey.Ascii(domain) is not string ascii)
            return null;
        var labels = ascii.Split('.');
        if (labels.Length < 2 || labels.Any(label => label.Length == 0) || labels[labels.Length - 1].All(char.IsDigit)) return null;
        var suffix = SuffixLength(labels);
        return labels.Length > suffix ? Last(labels, suffix + 1) : null;
    }

    private static int SuffixLength(string[] labels)
    {
        for (var length = Math.Min(3, labels.Length); length > 1; length--)
        {
            if (SharedSuffixes.Contains(Last(labels, length))) return length;
        }

        var second = labels[labels.Length - 2];
        var top = labels[labels.Length - 1];
        if (top.Length != 2 || FlatCountries.Contains(top) || second.Length > 2 && !RegistryLabels.Contains(second)) return 1;
        // k12.ca.us: the states of the USA go one level deeper.
        return top == "us" && labels.Length > 2 && RegistryLabels.Contains(labels[labels.Length - 3]) ? 3 : 2;
    }

    private static string Last(string[] labels, int count) => string.Join(".", labels, labels.Length - count, count);
}
