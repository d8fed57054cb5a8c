using System;
using System.Linq;

namespace MtaSts.Providers;

/// <summary>Domains that Microsoft 365 assigns to a tenant. Microsoft runs their DNS, so tenants cannot publish records there.</summary>
internal static class TenantDomains
{
    private static readonly string[] Parents = ["onmicrosoft.com", "onmicrosoft.us", "partner.onmschina.cn", "onmicrosoft.de"];

    /// <summary>True for <c>contoso.onmicrosoft.com</c>, <c>contoso.mail.onmicrosoft.com</c> and the like.</summary>
    public static bool Has(string domain) => Parents.Any(parent => domain.EndsWith("." + parent, StringComparison.Ordinal));

    /// <summary>Why nothing can be published, as a sentence.</summary>
    public static string Explain(string domain) => $"Microsoft runs the DNS of {domain}, so its tenant cannot publish an MTA-STS or TLS-RPT record there.";

    /// <summary>What to do instead.</summary>
    public const string Fix =
        "Nothing can be published at this name. Set up MTA-STS for the tenant's custom domains, and use mail addresses in those domains.";
}
