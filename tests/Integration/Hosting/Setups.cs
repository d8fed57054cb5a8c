using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MtaSts.Integration.Hosting;

/// <summary>How to start a server for a site: only ports and paths differ from an admin's server.</summary>
/// <param name="Kind">The kind of site.</param>
/// <param name="Programs">Names of the program.</param>
/// <param name="Check">The arguments of the server's configuration check; empty when it has none.</param>
/// <param name="Run">The arguments to serve in the foreground.</param>
/// <param name="Environment">Environment variables.</param>
internal sealed record Setup(
    SiteKind Kind, IReadOnlyList<string> Programs, IReadOnlyList<string> Check, IReadOnlyList<string> Run, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static Setup Nginx(string site, int port, Bench bench)
    {
        var config = Adapt(File.ReadAllText(Path.Combine(site, "mta-sts.conf")), site, bench)
            .Replace("listen 443 ssl", $"listen 127.0.0.1:{port} ssl", System.StringComparison.Ordinal)
            .Replace("listen [::]:443 ssl", $"listen [::1]:{port} ssl", System.StringComparison.Ordinal);
        if (!System.Net.Sockets.Socket.OSSupportsIPv6)
            config = string.Join('\n', config.Split('\n').Where(line => !line.Contains("[::1]", System.StringComparison.Ordinal)));
        var main = Save(
            bench, "nginx.conf",
            $"user root;\ndaemon off;\nworker_processes 1;\npid {bench.Folder}/nginx.pid;\nerror_log stderr;\nevents {{ }}\nhttp {{\naccess_log "
                + $"off;\nclient_body_temp_path {bench.Folder}/nginx-body;\nproxy_temp_path {bench.Folder}/nginx-proxy;\nfastcgi_temp_path "
                + $"{bench.Folder}/nginx-fastcgi;\nuwsgi_temp_path {bench.Folder}/nginx-uwsgi;\nscgi_temp_path {bench.Folder}/nginx-scgi;\n{config}\n}}\n");
        return new Setup(SiteKind.Nginx, ["nginx"], ["-t", "-c", main], ["-c", main], Nothing);
    }

    public static Setup Apache(string site, int port, Bench bench)
    {
        var config = Adapt(File.ReadAllText(Path.Combine(site, "mta-sts.conf")), site, bench)
            .Replace("*:443", $"127.0.0.1:{port}", System.StringComparison.Ordinal);
        var modules = string.Concat(
            "mpm_event authz_core alias mime env ssl socache_shmcb".Split(' ').Select(m => $"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so\n"));
        var main = Save(
            bench, "apache.conf",
            $"{modules}ServerName localhost\nServerRoot {bench.Folder}\nPidFile {bench.Folder}/apache.pid\nMutex file:{bench.Folder}\nErrorLog "
                + $"/dev/stderr\nUser www-data\nGroup www-data\nTypesConfig /dev/null\nListen 127.0.0.1:{port}\n<Directory />\nRequire all "
                + $"denied\n</Directory>\n{config}");
        return new Setup(SiteKind.Apache, ["apache2"], ["-t", "-f", main], ["-D", "FOREGROUND", "-f", main], Nothing);
    }

    public static Setup Caddy(string site, int port, Bench bench)
    {
        var config = Adapt(File.ReadAllText(Path.Combine(site, "Caddyfile")), site, bench);
        foreach (var domain in bench.Plan.Domains)
        {
            config = config.Replace(
                domain.Host + " {\n",
                $"{domain.Host} {{\n\ttls {bench.Certificates.Folder}/{domain.Host}/fullchain.pem {bench.Certificates.Folder}/{domain.Host}/privkey.pem\n",
                System.StringComparison.Ordinal);
        }

        var main = Save(
            bench, "Caddyfile",
            $"{{\n\tadmin off\n\tauto_https disable_redirects\n\thttps_port {port}\n\thttp_port {Bench.FreePort()}\n\tdefault_bind 127.0.0.1\n}}\n{config}");
        var home = new Dictionary<string, string> { ["HOME"] = bench.Folder, ["XDG_DATA_HOME"] = bench.Folder, ["XDG_CONFIG_HOME"] = bench.Folder };
        return new Setup(
            SiteKind.Caddy, ["caddy"], ["validate", "--config", main, "--adapter", "caddyfile"], ["run", "--config", main, "--adapter", "caddyfile"], home);
    }

    public static Setup Worker(string site, int port, Bench bench)
    {
        var script = Path.Combine(site, "src", "worker.mjs");
        var server = Path.Combine(System.AppContext.BaseDirectory, "serve-worker.mjs");
        return new Setup(
            SiteKind.CloudflareWorker, ["node"], ["--check", script], [server, script, port.ToString(CultureInfo.InvariantCulture), bench.Certificates.Folder],
            Nothing);
    }

    /// <summary>Cloudflare's own runtime, with the compatibility date that the site's wrangler file asks for.</summary>
    public static Setup Workerd(string site, int port, Bench bench)
    {
        var folder = Directory.CreateDirectory(Path.Combine(bench.Folder, "workerd")).FullName;
        File.Copy(Path.Combine(site, "src", "worker.mjs"), Path.Combine(folder, "worker.mjs"), overwrite: true);
        foreach (var pem in new[] { "fullchain.pem", "privkey.pem" })
            File.Copy(Path.Combine(bench.Certificates.Folder, "workerd", pem), Path.Combine(folder, pem), overwrite: true);
        var wrangler = Directory.EnumerateFiles(site, "wrangler.*").Select(File.ReadAllText).Single();
        var date = System.Text.RegularExpressions.Regex.Match(wrangler, @"compatibility_date\W+(\d{4}-\d\d-\d\d)").Groups[1].Value;
        var config = Save(
            bench, Path.Combine("workerd", "config.capnp"),
            $"""
            using Workerd = import "/workerd/workerd.capnp";
            const config :Workerd.Config = (
              services = [(name = "main", worker = .worker)],
              sockets = [(name = "https", address = "127.0.0.1:{port}", service = "main", https = (options = (), tlsOptions = (
                keypair = (privateKey = embed "privkey.pem", certificateChain = embed "fullchain.pem"))))]
            );
            const worker :Workerd.Worker = (
              modules = [(name = "worker.mjs", esModule = embed "worker.mjs")], compatibilityDate = "{date}");
            """);
        return new Setup(SiteKind.CloudflareWorker, ["workerd"], ["compile", "--config-only", config], ["serve", config], Nothing);
    }

    private static string Adapt(string config, string site, Bench bench) => config
        .Replace("/var/www/mta-sts", Path.Combine(site, "www"), System.StringComparison.Ordinal)
        .Replace("/etc/letsencrypt/live", bench.Certificates.Folder, System.StringComparison.Ordinal);

    private static string Save(Bench bench, string name, string text)
    {
        var path = Path.Combine(bench.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
