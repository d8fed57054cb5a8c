using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>nginx, with a server for each policy host.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private WebServer(ServerProcess process) => _process = process;

    public static async Task<WebServer> StartAsync(string folder, IReadOnlyList<Scenario> scenarios, Authority authority)
    {
        var served = scenarios.Where(s => s.PolicyHost is { HasAddress: true, Door: Door.Open or Door.TurnsAway or Door.Plain }).ToList();
        var configuration = new StringBuilder($$"""
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log;
            worker_processes 1;
            events { worker_connections 512; }
            http {
                access_log off;
                server_tokens off;
                client_body_temp_path {{folder}}/t1; proxy_temp_path {{folder}}/t2; fastcgi_temp_path {{folder}}/t3; uwsgi_temp_path {{folder}}/t4; scgi_temp_path {{folder}}/t5;

            """);
        foreach (var scenario in served)
        {
            var root = Path.Combine(folder, scenario.Domain);
            Directory.CreateDirectory(Path.Combine(root, ".well-known"));
            await File.WriteAllTextAsync(
                Path.Combine(root, ".well-known", "mta-sts.txt"), scenario.PolicyText, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            configuration.Append(await ServerAsync(scenario, scenario.PolicyHost!, root, authority));
        }

        var path = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(path, configuration.Append("}\n").ToString());
        await Tool.MustAsync("nginx", "-q", "-t", "-p", folder, "-c", path);
        var server = new WebServer(ServerProcess.Start(Tool.Find("nginx"), new Dictionary<string, string>(), "-p", folder, "-c", path, "-g", "daemon off;"));
        foreach (var address in served.Select(s => s.PolicyHostAddress))
        {
            if (!await server._process.IsUpAsync(address, 443))
                throw new InvalidOperationException($"nginx does not serve {address}: {server._process.Output}");
        }

        return server;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<string> ServerAsync(Scenario scenario, WebHost host, string root, Authority authority)
    {
        var address = scenario.PolicyHostAddress.AddressFamily == AddressFamily.InterNetworkV6
            ? $"[{scenario.PolicyHostAddress}]"
            : scenario.PolicyHostAddress.ToString();
        var answer = host.Status switch
        {
            200 => $"root {root};",
            301 => "return 301 https://www.contoso.test/mta-sts.txt;",
            var status => $"return {status};",
        };
        var tls = host.Door switch
        {
            Door.Plain => $"listen {address}:443;",
            Door.TurnsAway => $"listen {address}:443 ssl; ssl_reject_handshake on;",
            _ => $"listen {address}:443 ssl; ssl_certificate {await authority.IssueAsync(host.Certificate, scenario.PolicyHostName)}; "
                + $"ssl_certificate_key {authority.KeyPathFor(host.Certificate)};",
        };
        var versions = host.Versions switch
        {
            Versions.Only12 => "TLSv1.2",
            Versions.Only13 => "TLSv1.3",
            Versions.OnlyOld => "TLSv1 TLSv1.1",
            _ => "TLSv1.2 TLSv1.3",
        };
        var ciphers = host.Versions == Versions.OnlyOld ? "ssl_ciphers ALL:@SECLEVEL=0;" : "";
        return $"    server {{ {tls} ssl_protocols {versions}; {ciphers} {host.Directives} server_name {scenario.PolicyHostName}; "
            + $"types {{ }} default_type {host.MediaType}; location / {{ {answer} }} }}\n";
    }
}
