using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>postfix-mta-sts-resolver, another implementation of RFC 8461: it returns the policy of each domain to Postfix.</summary>
internal sealed class PolicyDaemon : IAsyncDisposable
{
    public const int Port = 8461;

    private readonly ServerProcess _process;

    private PolicyDaemon(ServerProcess process) => _process = process;

    /// <summary>Its program; null when it is not installed.</summary>
    public static string? Program => ServerProcess.Find("mta-sts-daemon");

    public string Output => _process.Output;

    public static async Task<PolicyDaemon> StartAsync(string folder, Authority authority)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "daemon.yml");
        await File.WriteAllTextAsync(path, FormattableString.Invariant($$"""
            host: 127.0.0.1
            port: {{Port}}
            reuse_port: true
            shutdown_timeout: 1
            cache: { type: internal, options: { cache_size: 10000 } }
            default_zone: { strict_testing: false, timeout: 4 }
            zones:
              plain: { strict_testing: false, timeout: 4 }
              strict: { strict_testing: true, timeout: 4 }
            """));
        var daemon = new PolicyDaemon(
            ServerProcess.Start(
                Program!, new Dictionary<string, string> { ["SSL_CERT_FILE"] = authority.RootPath, ["SSL_CERT_DIR"] = "/nonexistent" }, "-c", path));
        return await daemon._process.IsUpAsync(IPAddress.Loopback, Port)
            ? daemon
            : throw new InvalidOperationException("The policy daemon does not start: " + daemon.Output);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
