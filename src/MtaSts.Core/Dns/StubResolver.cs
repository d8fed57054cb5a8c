using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Transport;
using MtaSts.Dns.Udp;
using MtaSts.Dns.Wire;
using MtaSts.Text;

namespace MtaSts.Dns;

/// <summary>
/// Asks DNS servers over UDP (through DnsClient), TCP and HTTPS and ignores everything that it did not query. It keeps no answers and
/// sends a query for each call; put a <see cref="CachingResolver"/> in front of it. Thread-safe.
/// </summary>
public sealed class StubResolver : IDnsResolver, IDisposable
{
    private readonly StubResolverOptions _options;
    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    private readonly List<IDnsTransport> _servers;
    private readonly NameServerFailover _round;
    private readonly UdpClientLoader _udp;

    /// <summary>Creates a resolver; the network is not used yet.</summary>
    /// <param name="options">How to ask; null for the system's servers and the usual limits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A timeout is not greater than zero, or a count is out of range.</exception>
    public StubResolver(StubResolverOptions? options = null)
    {
        _options = options ?? new StubResolverOptions();
        if (_options.AttemptTimeout <= TimeSpan.Zero || _options.OverallTimeout <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(options), "A timeout must be greater than zero.");
        if (_options.AttemptsPerServer < 1) throw new ArgumentOutOfRangeException(nameof(options), "Each server must be asked at least once.");
        if (_options.MaxCnames < 0) throw new ArgumentOutOfRangeException(nameof(options), "The number of CNAMEs must not be negative.");

        _udp = _options.Udp ?? UdpClientLoader.BesideTheCore();
        Servers = _options.Servers.Count > 0 ? _options.Servers : _options.SystemServers();
        _servers = [.. Servers.Select(server => Transport(server))];
        _round = new NameServerFailover(_servers, _options);
    }

    /// <summary>The servers to query, in this order; empty when the machine has none.</summary>
    public ReadableList<DnsServer> Servers { get; }

    /// <summary>
    /// What is wrong with this installation, and what to do: the assembly that queries over UDP could not be loaded, and every
    /// query uses TCP. Null when nothing is wrong or no plain DNS server has been queried yet.
    /// </summary>
    public string? Problem => _udp.Problem;

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">The name has characters outside ASCII; convert it to A-labels first.</exception>
    public async Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        if (name.Any(static c => c > 0x7F)) throw new ArgumentException("The name has characters outside ASCII; convert it to A-labels first.", nameof(name));
        cancellationToken.ThrowIfCancellationRequested();

        var clock = Stopwatch.StartNew();
        var asked = DnsName.WithoutFinalDot(name);
        var fault = DnsQuery.TryCreate(name, type, out var query);
        if (query is null)
            return Failed(asked, type, DnsStatus.NxDomain, $"This name cannot exist in the DNS: {fault}. It was not looked up.");
        if (_servers.Count == 0)
            return Failed(asked, type, DnsStatus.Unreachable, "No DNS server is configured on this machine. Specify one, for example with -Server.");

        var walk = new CnameChaser(query.Name, type, _options.MaxCnames);
        while (true)
        {
            var result = await _round.AskAsync(query, () => _options.OverallTimeout - clock.Elapsed, cancellationToken).ConfigureAwait(false);
            var status = result.Message is null ? result.Status : walk.Read(result.Message);
            if (status is { } end) return Response(asked, type, end, walk, result, clock.Elapsed);

            // The target was read from the wire, so it can be written again.
            fault = DnsQuery.TryCreate(walk.Current, type, out query);
            if (query is null) throw new InvalidOperationException(fault);
        }
    }

    /// <summary>Closes the connections to DNS-over-HTTPS servers. All queries must have ended before.</summary>
    public void Dispose()
    {
        foreach (var server in _servers) server.Dispose();
        _random.Dispose();
    }

    private IDnsTransport Transport(DnsServer server) => server.Url is { } url
        ? new HttpsTransport(server, DohClientFactory.Create(url, _options.AttemptTimeout, _options.Proxy, _options.TrustedRoots))
        : new PlainTransport(server, _random, _udp);

    private static DnsResponse Response(string name, DnsRecordType type, DnsStatus status, CnameChaser walk, NameServerResult result, TimeSpan elapsed) => new()
    {
        Name = name,
        Type = type,
        Status = status,
        Records = walk.Records.ToReadableList(),
        CnameChain = walk.Chain.ToReadableList(),
        IsAuthenticated = walk.IsAuthenticated && result.Message is not null,
        TimeToLive = TimeSpan.FromSeconds(walk.TimeToLive ?? 0),
        NegativeTimeToLive = TimeSpan.FromSeconds(walk.NegativeTimeToLive ?? 0),
        Server = result.Server?.Shown ?? "",
        Error = result.Error ?? walk.Error,
        Elapsed = elapsed,
    };

    private static DnsResponse Failed(string name, DnsRecordType type, DnsStatus status, string error) =>
        new() { Name = name, Type = type, Status = status, Error = error };
}
