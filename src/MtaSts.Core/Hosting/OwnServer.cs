using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Hosting;

/// <summary>What nginx, Apache httpd and Caddy have in common: one web root per host below one folder, and one configuration file.</summary>
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
        new(ConfigurationFile,
            Lines(["# MTA-STS policies (RFC 8461). Senders do not follow redirects and accept only status 200.",
                .. plan.Domains.SelectMany(d => Configuration(d).Prepend(""))])),
    ];

    public override bool PublishesHosts => true;

    /// <summary>What must be done before requesting a certificate: a CA looks up the name and connects to it.</summary>
    internal static string DnsStep =>
        "Publish the DNS records of the policy hosts below, and wait until they answer: a CA issues no certificate for a name that does not exist. "
        + "Open port 443 to the server, and port 80 too if the certificate is requested over HTTP (the HTTP-01 challenge, which certbot and most "
        + "ACME clients use): for the first certificate and for each renewal. Senders use only port 443.";

    /// <summary>One certificate per host, with the file names of the configuration.</summary>
    protected static string CertificateStep(SitePlan plan, string plugin, string file) =>
        $"Get a certificate for each host, for example with {string.Join(" and ", plan.Domains.Select(d => $"`certbot certonly --{plugin} -d {d.Host}`"))}; "
            + $"correct the paths in `{file}` if yours differ.";

    protected static string CopyStep =>
        $"Copy the folders in `www` to `{WebRoot}` on the server, readable by the web server: `mkdir -p {WebRoot} && cp -r www/. {WebRoot}/`.";
}
