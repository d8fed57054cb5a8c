using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Hosting;

/// <summary>Apache httpd 2.4: a virtual host a domain.</summary>
internal sealed class Apache : OwnServer
{
    public override string Title => "Apache httpd";

    protected override string ConfigurationFile => "mta-sts.conf";

    public override IEnumerable<string> Steps(SitePlan plan) =>
    [
        CopyStep,
        $"Get certificates, for example `certbot certonly --apache {string.Join(" ", plan.Domains.Select(d => "-d " + d.Host))}`, a certificate a host as the file names them; correct the paths in `mta-sts.conf` where yours differ.",
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
