using System.Collections.Generic;

namespace MtaSts.Hosting;

/// <summary>Apache httpd 2.4: a virtual host per domain.</summary>
internal sealed class Apache : OwnServer
{
    public override string Title => "Apache httpd";

    protected override string ConfigurationFile => "mta-sts.conf";

    public override IEnumerable<string> Steps(SitePlan plan) =>
    [
        CopyStep,
        DnsStep,
        CertificateStep(plan, "apache", ConfigurationFile),
        "Enable the modules: `a2enmod ssl alias` (they ship with httpd; `alias` and `mime` are on by default).",
        "Copy `mta-sts.conf` to `/etc/apache2/sites-available/`, then `a2ensite mta-sts`, check with `apachectl configtest`, and `systemctl reload apache2`.",
    ];

    protected override IEnumerable<string> Configuration(SiteDomain domain) =>
    [
        "<VirtualHost *:443>",
        $"    ServerName {domain.Host}",
        $"    DocumentRoot \"{RootOf(domain)}\"",
        "    SSLEngine on",
        "    SSLProtocol -all +TLSv1.2 +TLSv1.3",
        $"    SSLCertificateFile \"/etc/letsencrypt/live/{domain.Host}/fullchain.pem\"",
        $"    SSLCertificateKeyFile \"/etc/letsencrypt/live/{domain.Host}/privkey.pem\"",
        $"    <Directory \"{RootOf(domain)}\">",
        "        Options None",
        "        AllowOverride None",
        "        Require all granted",
        "    </Directory>",
        "    # Everything but the policy is not there.",
        "    RedirectMatch 404 \"^/(?!\\.well-known/mta-sts\\.txt$)\"",
        "    <Files \"mta-sts.txt\">",
        "        ForceType \"text/plain; charset=utf-8\"",
        "        SetEnv no-gzip 1",
        "    </Files>",
        "</VirtualHost>",
    ];
}
