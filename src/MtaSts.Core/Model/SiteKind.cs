namespace MtaSts;

/// <summary>What serves the policies.</summary>
public enum SiteKind : long
{
    /// <summary>A static site on Cloudflare Pages.</summary>
    CloudflarePages,

    /// <summary>A Cloudflare Worker: one for any number of domains.</summary>
    CloudflareWorker,

    /// <summary>An Azure Static Web App.</summary>
    AzureStaticWebApp,

    /// <summary>A GitHub Pages repository.</summary>
    GitHubPages,

    /// <summary>nginx on your own server.</summary>
    Nginx,

    /// <summary>Apache httpd on your own server.</summary>
    Apache,

    /// <summary>Caddy on your own server; it gets the certificates itself.</summary>
    Caddy,

    /// <summary>Internet Information Services on Windows Server.</summary>
    IIS,
}
