using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>BIND as the authority for two zones, one of them signed, and a validating Unbound in front of it.</summary>
internal sealed class DnsServers : IAsyncDisposable
{
    /// <summary>The server that all programs here query; it is in /etc/resolv.conf.</summary>
    public static readonly IPAddress Resolver = IPAddress.Parse("192.0.2.1");

    private static readonly IPAddress NameServer = IPAddress.Parse("192.0.2.53");

    private readonly List<ServerProcess> _servers = [];

    public static async Task<DnsServers> StartAsync(string folder, IReadOnlyList<Scenario> scenarios, string publicKeyDigest)
    {
        Directory.CreateDirectory(folder);
        await WriteZonesAsync(folder, scenarios, publicKeyDigest);
        var anchor = await SignAsync(folder, scenarios);
        var named = Path.Combine(folder, "named.conf");
        await File.WriteAllTextAsync(named, $$"""
            options {
                directory "{{folder}}"; pid-file none; session-keyfile none; managed-keys-directory "{{folder}}";
                listen-on { {{NameServer}}; }; listen-on-v6 { none; };
                recursion no; dnssec-validation no; notify no; allow-transfer { none; };
            };
            controls { };
            zone "{{Scenario.Unsigned}}" { type primary; file "{{Scenario.Unsigned}}.zone"; };
            zone "{{Scenario.Signed}}" { type primary; file "{{Scenario.Signed}}.signed"; };
            """);
        var unbound = Path.Combine(folder, "unbound.conf");
        await File.WriteAllTextAsync(unbound, $"""
            server:
              directory: "{folder}"
              chroot: ""
              username: ""
              pidfile: ""
              use-syslog: no
              interface: {Resolver}
              access-control: 0.0.0.0/0 allow
              module-config: "validator iterator"
              trust-anchor: "{anchor}"
              local-zone: "test." nodefault
              do-not-query-localhost: no
              qname-minimisation: no
            remote-control:
              control-enable: no
            stub-zone:
              name: "{Scenario.Unsigned}"
              stub-addr: {NameServer}
            stub-zone:
              name: "{Scenario.Signed}"
              stub-addr: {NameServer}
            stub-zone:
              name: "."
              stub-addr: {NameServer}
            """);

        await Tool.MustAsync("named-checkconf", "-z", named);
        await Tool.MustAsync("unbound-checkconf", unbound);
        var dns = new DnsServers();
        await dns.AddAsync(NameServer, "named", "-f", "-g", "-c", named);
        await dns.AddAsync(Resolver, "unbound", "-d", "-c", unbound);
        return dns;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private async Task AddAsync(IPAddress address, string name, params IReadOnlyList<string> arguments)
    {
        var server = ServerProcess.Start(Tool.Find(name), new Dictionary<string, string>(), arguments);
        _servers.Add(server);
        if (!await server.IsUpAsync(address, 53))
            throw new InvalidOperationException($"{name} does not start: {server.Output}");
    }

    private static async Task WriteZonesAsync(string folder, IReadOnlyList<Scenario> scenarios, string publicKeyDigest)
    {
        foreach (var zone in new[] { Scenario.Unsigned, Scenario.Signed })
        {
            var text = new StringBuilder($"$ORIGIN {zone}.\n$TTL 3600\n@ IN SOA ns hostmaster 1 7200 3600 1209600 300\n@ IN NS ns\nns IN A {NameServer}\n");

            // The targets of another zone's CNAMEs are also here.
            var lines = scenarios.SelectMany(s => ZoneFile.Records(s, publicKeyDigest)).Where(r => r.Owner.EndsWith("." + zone, StringComparison.Ordinal));
            foreach (var (owner, data) in lines)
                text.Append(owner).Append(". IN ").Append(data).Append('\n');
            await File.WriteAllTextAsync(Path.Combine(folder, zone + ".zone"), text.ToString());
        }
    }

    /// <summary>Signs one zone, and breaks the signatures that scenarios need broken.</summary>
    /// <returns>The trust anchor.</returns>
    private static async Task<string> SignAsync(string folder, IReadOnlyList<Scenario> scenarios)
    {
        var key = (await Tool.MustAsync("dnssec-keygen", "-q", "-K", folder, "-a", "ECDSAP256SHA256", "-f", "KSK", Scenario.Signed)).Trim();
        var signed = Path.Combine(folder, Scenario.Signed + ".signed");
        await Tool.MustAsync(
            "dnssec-signzone", "-q", "-S", "-z", "-O", "full", "-K", folder, "-d", folder, "-o", Scenario.Signed, "-f", signed,
            Path.Combine(folder, Scenario.Signed + ".zone"));

        var broken = scenarios.SelectMany(s => s.BadSignatures.Select(label => (label.Length == 0 ? "" : label + ".") + s.Domain + "."))
            .ToHashSet(StringComparer.Ordinal);
        var hits = new HashSet<string>(StringComparer.Ordinal);
        var lines = (await File.ReadAllLinesAsync(signed)).Select(line => Break(line, broken, hits)).ToList();
        if (hits.Count != broken.Count)
            throw new InvalidOperationException("Not every signature that was to be broken is there: " + string.Join(", ", broken.Except(hits)));
        await File.WriteAllLinesAsync(signed, lines);
        return (await File.ReadAllLinesAsync(Path.Combine(folder, key + ".key"))).Single(line => !line.StartsWith(';'));
    }

    private static string Break(string line, HashSet<string> owners, HashSet<string> hits)
    {
        var parts = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 13 || parts[3] != "RRSIG" || parts[4] == "NSEC" || !owners.Contains(parts[0]))
            return line;
        hits.Add(parts[0]);
        parts[12] = (parts[12][0] == 'A' ? 'B' : 'A') + parts[12][1..];
        return string.Join(' ', parts);
    }
}
