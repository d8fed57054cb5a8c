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

    /// <summary>nginx on a server of your own.</summary>
    Nginx,

    /// <summary>Apache httpd on a server of your own.</summary>
    Apache,

    /// <summary>Caddy on a server of your own; it gets the certificates itself.</summary>
    Caddy,

    /// <summary>Internet Information Services on Windows Server.</summary>
    IIS,
}
