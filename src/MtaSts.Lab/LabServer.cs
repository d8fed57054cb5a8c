using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Https;
using MtaSts.Lab.Net;
using MtaSts.Lab.Smtp;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab;

/// <summary>
/// DNS, HTTPS and SMTP servers on loopback, with certificates from a private CA. Everything
/// stops with <see cref="DisposeAsync"/>.
/// </summary>
public sealed class LabServer : IAsyncDisposable
{
    private readonly Topology _topology;
    private readonly LabKey _leafKey;
    private readonly List<IAsyncDisposable> _servers = [];
    private readonly List<IDisposable> _owned = [];
    private int _disposed;

    private LabServer(LabOptions options, LabKey leafKey)
    {
        Options = options;
        _leafKey = leafKey;
        _topology = Topology.Build(options, leafKey.PublicKeyHash());
        Counters = new LabCounters(options.CountsByName);
        Hosts = [.. _topology.PolicyHosts.Select(h => h.Host), .. _topology.MxHosts.Select(h => h.Host)];
    }

    public LabOptions Options { get; }

    /// <summary>The domains that are served: all scenarios except those that this machine does not support.</summary>
    public IReadOnlyList<LabDomain> Scenarios => _topology.Scenarios;

    /// <summary>The domains that this machine does not support (no IPv6 loopback).</summary>
    public IReadOnlyList<LabDomain> LeftOut => [.. Options.Scenarios.Except(Scenarios)];

    /// <summary>Every host with its address.</summary>
    public IReadOnlyList<LabHost> Hosts { get; }

    /// <summary>The records that the DNS server serves.</summary>
    public Zone Zone => _topology.Zone;

    /// <summary>The DNS server, UDP and TCP.</summary>
    public IPEndPoint DnsEndPoint { get; private set; } = null!;

    /// <summary>The same zones over HTTPS (RFC 8484); the certificate has 127.0.0.1 in its SAN.</summary>
    public Uri DohUrl { get; private set; } = null!;

    /// <summary>The port of every policy host.</summary>
    public int HttpsPort { get; private set; }

    /// <summary>The port of every MX host.</summary>
    public int SmtpPort { get; private set; }

    /// <summary>The root to trust, without its key.</summary>
    public X509Certificate2 RootCertificate { get; private set; } = null!;

    /// <summary>Counts of what clients have asked so far.</summary>
    public LabCounters Counters { get; }

    /// <summary>Starts all servers. They answer when the task completes.</summary>
    /// <exception cref="InvalidOperationException">A requested port is in use, or an address is missing.</exception>
    public static async Task<LabServer> StartAsync(LabOptions? options = null)
    {
        options ??= new LabOptions();
        var lab = new LabServer(options, new LabKey(options.Keys));
        try
        {
            lab.Start();
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a host of the lab.</summary>
    public IPAddress AddressOf(string host) =>
        Hosts.First(h => h.Name.Equals(host, StringComparison.OrdinalIgnoreCase)).Address;

    /// <summary>Writes the root certificate as PEM.</summary>
    public void WriteRootCertificate(string path) => File.WriteAllText(path, RootCertificate.ExportCertificatePem() + "\n");

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await Task.WhenAll(_servers.Select(s => s.DisposeAsync().AsTask()));
        _owned.ForEach(o => o.Dispose());
        RootCertificate?.Dispose();
        _leafKey.Dispose();
    }

    private void Start()
    {
        var issuer = LoopbackPorts.Bind([IPAddress.Loopback], null)[0];
        var authority = new LabCertificateAuthority(_leafKey, $"http://127.0.0.1:{PortOf(issuer)}/intermediate.cer", out var hidden);
        _owned.Add(authority);
        RootCertificate = X509CertificateLoader.LoadCertificate(authority.Root.RawData);
        var door = new TlsEndpoint(authority, Options.Delay);
        _servers.Add(new TcpServer(issuer, new IssuerService(hidden, Counters).ServeAsync));

        StartDns(new DnsResponder(Zone, _topology.Answers, Counters, Options.Delay), door);
        var https = new HttpsService(door, Counters, Options.Delay);
        HttpsPort = HostListeners.Open(
            [.. _topology.PolicyHosts.Select(h => new HostToOpen(
                h.Host.Address, h.Plan.Connect, (socket, stop) => https.ServeAsync(h.Host, h.Plan, socket, stop)))],
            Options.HttpsPort, _servers, _owned);
        var smtp = new SmtpService(door, Counters, Options.Delay);
        SmtpPort = HostListeners.Open(
            [.. _topology.MxHosts.Select(h => new HostToOpen(
                h.Host.Address, h.Plan.Connect, (socket, stop) => smtp.ServeAsync(h.Host, h.Plan, socket, stop)))],
            Options.SmtpPort, _servers, _owned);
    }

    private void StartDns(DnsResponder responder, TlsEndpoint door)
    {
        var dns = LoopbackPorts.Bind(
            [(IPAddress.Loopback, SocketType.Dgram), (IPAddress.Loopback, SocketType.Stream)], Options.DnsPort);
        DnsEndPoint = (IPEndPoint)dns[0].LocalEndPoint!;
        _servers.Add(new UdpDnsServer(dns[0], responder));
        _servers.Add(new TcpServer(dns[1], new TcpDnsService(responder).ServeAsync));

        var doh = LoopbackPorts.Bind([IPAddress.Loopback], null)[0];
        DohUrl = new Uri($"https://127.0.0.1:{PortOf(doh)}{DohService.Path}");
        _servers.Add(new TcpServer(doh, new DohService(responder, door).ServeAsync));
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
