using System.Collections.Generic;

namespace MtaSts.Hosting;

/// <summary>Caddy 2: one site per domain; it gets and renews the certificates itself.</summary>
internal sealed class Caddy : OwnServer
{
    public override string Title => "Caddy";

    protected override string ConfigurationFile => "Caddyfile";

    public override bool PublishesHosts => true;

    public override IEnumerable<string> Steps(SitePlan plan) =>
    [
        CopyStep,
        "Publish the DNS records of the policy hosts below first, and open ports 80 and 443: Caddy needs them to get the certificates. "
            + "Senders use only port 443.",
        "Import `Caddyfile` from your own `Caddyfile`, or copy it to `/etc/caddy/Caddyfile`. Check with `caddy validate --config Caddyfile --adapter "
            + "caddyfile`, then `systemctl reload caddy`.",
    ];

    protected override IEnumerable<string> Configuration(SiteDomain domain) =>
    [
        $"{domain.Host} {{",
        $"\troot * {RootOf(domain)}",
        $"\t@policy path /{SiteFile.PolicyPath}",
        "\thandle @policy {",
        "\t\theader Content-Type \"text/plain; charset=utf-8\"",
        "\t\theader X-Content-Type-Options nosniff",
        "\t\tfile_server",
        "\t}",
        "\thandle {",
        "\t\trespond 404",
        "\t}",
        "}",
    ];
}
