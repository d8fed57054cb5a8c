using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Hosting;

/// <summary>What nginx, Apache httpd and Caddy have in common: a web root a host below one folder, and one configuration file.</summary>
internal abstract class OwnServer : SiteHost
{
    /// <summary>Where the folder <c>www</c> goes on the server.</summary>
    public const string WebRoot = "/var/www/mta-sts";

    public override string TargetPlaceholder => "192.0.2.1";

    protected abstract string ConfigurationFile { get; }

    protected abstract IEnumerable<string> Configuration(SiteDomain domain);

    protected static string RootOf(SiteDomain domain) => WebRoot + "/" + domain.Host;

    public override IEnumerable<SiteFile> Files(SitePlan plan) =>
    [
        .. plan.Domains.Select(d => new SiteFile($"www/{d.Host}/{SiteFile.PolicyPath}", d.PolicyText)),
        new(ConfigurationFile, Lines(["# MTA-STS policies (RFC 8461). Senders follow no redirect and take only status 200.", .. plan.Domains.SelectMany(d => Configuration(d).Prepend(""))])),
    ];

    protected static string CopyStep => $"Copy the folders in `www` to `{WebRoot}` on the server, readable by the web server: `mkdir -p {WebRoot} && cp -r www/. {WebRoot}/`.";
}
