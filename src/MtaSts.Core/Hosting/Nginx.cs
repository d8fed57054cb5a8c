using System.Collections.Generic;

namespace MtaSts.Hosting;

/// <summary>nginx: one server block per domain.</summary>
internal sealed class Nginx : OwnServer
{
    public override string Title => "nginx";

    protected override string ConfigurationFile => "mta-sts.conf";

    public override IEnumerable<string> Steps(SitePlan plan) =>
    [
        CopyStep,
        DnsStep,
        CertificateStep(plan, "nginx", ConfigurationFile),
        "Copy `mta-sts.conf` to `/etc/nginx/conf.d/`, check with `nginx -t`, then `systemctl reload nginx`.",
    ];

    protected override IEnumerable<string> Configuration(SiteDomain domain) =>
    [
        "server {",
        "    listen 443 ssl;",
        "    listen [::]:443 ssl;",
        $"    server_name {domain.Host};",
        $"    ssl_certificate     /etc/letsencrypt/live/{domain.Host}/fullchain.pem;",
        $"    ssl_certificate_key /etc/letsencrypt/live/{domain.Host}/privkey.pem;",
        "    ssl_protocols TLSv1.2 TLSv1.3;",
        $"    root {RootOf(domain)};",
        "    gzip off;",
        $"    location = /{SiteFile.PolicyPath} {{",
        "        types { }",
        "        default_type \"text/plain; charset=utf-8\";",
        "        add_header X-Content-Type-Options nosniff;",
        "    }",
        "    location / {",
        "        return 404;",
        "    }",
        "}",
    ];
}
