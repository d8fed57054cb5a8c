using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Lab;
using MtaSts.Lab.Scenarios;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using MtaSts.Smtp;
using MtaSts.Tests.Dns;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>
/// Each fault 1,000 times, many in parallel: every round has the same correct result in time, and after the last one
/// no socket, no timer and no task is left. Counts the open resources of the whole process, so no other test may run at the same time.
/// </summary>
[Collection(LeakTestsRunAlone.Name)]
[Trait("Category", "Rounds")]
public sealed class ThousandRoundsTests : IClassFixture<ThousandRoundsTests.Stage>, IDisposable
{
#if CORE_NETSTANDARD
    private const int Rounds = 100; // the tests of the other build run 1,000 rounds
#else
    private const int Rounds = 1000;
#endif

    // Faults with waits run in parallel.
    private const int AtOnce = 50;
    private const int WaitingAtOnce = 200;

    // The step of the timeout depends on the load of the machine; the tests of single faults check it.
    private const string Waited = "waited";

    // What the pool and the lab may keep; one leak per round would be 100 or 1,000.
    private const int Slack = 20;

    // Long enough for every answer; the short one is for hosts that never answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private static readonly string[] WordsOfTime = ["TimedOut", "Timeout", "in time", "Malformed"];

    private readonly Stage _stage;
    private readonly ConcurrentQueue<Exception> _unseen = new();

    public ThousandRoundsTests(Stage stage)
    {
        _stage = stage;
        TaskScheduler.UnobservedTaskException += OnUnseen;
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= OnUnseen;

    [Theory]
    [InlineData("dns-servfail.test", "ServFail")]
    [InlineData("dns-refused.test", "Refused")]
    [InlineData("dns-not-implemented.test", "ServerError")]
    [InlineData("dns-silent.test", Waited)]
    [InlineData("dns-garbage.test", Waited)] // for a correct answer that never arrives
    [InlineData("dns-cut-short.test", "Malformed")]
    [InlineData("dns-pointer-loop.test", "Malformed")]
    [InlineData("dns-wrong-id.test", Waited)]
    [InlineData("dns-wrong-question.test", Waited)]
    [InlineData("dns-no-tcp.test", "Unreachable")]
    [InlineData("dns-truncated.test", "Success")]
    [InlineData("dns-forged.test", "Success")]
    [InlineData("dns-large.test", "Success")]
    [InlineData("dns-cname-loop.test", "CnameLoop")]
    [InlineData("dns-cname-chain.test", "CnameLoop")]
    public Task Dns(string domain, string expected) =>
        Run(IsWaiting(domain) || domain is "dns-garbage.test" or "dns-wrong-id.test" or "dns-wrong-question.test", expected, async patience =>
    {
        using var resolver = _stage.Resolver(patience);
        return (await resolver.QueryAsync("_mta-sts." + domain, DnsRecordType.TXT, CancellationToken.None)).Status.ToString();
    });

    [Theory]
    [InlineData("lame", "ServerError")]
    [InlineData("65,535 octets over TCP", "Success")]
    [InlineData("silence over TCP", Waited)]
    [InlineData("closed over TCP", "Malformed")]
    [InlineData("a flood of strays", "Malformed")]
    public async Task Dns_with_a_separate_server(string fault, string expected)
    {
        byte[] Cut(byte[] query) => Packet.To(query).Truncated().Build();
        await using var server = fault switch
        {
            "lame" => ScriptedServer.Answering(query => Packet.To(query).NotRecursive().Authority("test", Packet.Ns, Packet.Name("ns.test"))),
            "65,535 octets over TCP" =>
                new ScriptedServer(
                    query => [Cut(query)], query => [Packet.Framed([.. Ask.Hello(query).Build(), .. new byte[65535 - Ask.Hello(query).Build().Length]])]),
            "silence over TCP" => new ScriptedServer(query => [Cut(query)], _ => [[]]),
            "closed over TCP" => new ScriptedServer(query => [Cut(query)], _ => []),
            _ => new ScriptedServer(query => Enumerable.Repeat(Packet.To(Packet.Query("other.test", Packet.Txt)).Build(), 120)),
        };
        await Run(fault.StartsWith("silence", StringComparison.Ordinal), expected, async patience =>
        {
            using var resolver = Ask.Resolver(patience, 1, server.Server);
            return (await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)).Status.ToString();
        });
    }

    [Theory]
    [InlineData("host-missing.test", "Lookup")]
    [InlineData("host-refused.test", "Connect Refused")]
    [InlineData("host-timeout.test", Waited)]
    [InlineData("host-silent.test", Waited)]
    [InlineData("host-closes.test", "Tls Closed")]
    [InlineData("host-plain-http.test", "Tls NotTls")]
    [InlineData("host-handshake-closed.test", "Tls Closed")]
    [InlineData("host-handshake-failure.test", "Tls Alert")]
    [InlineData("host-unknown-name.test", "Tls UnknownName")]
    [InlineData("host-version-alert.test", "Tls TooOld")]
    [InlineData("host-tls10.test", "Tls TooOld")]
    [InlineData("cert-expired.test", "200 Expired")]
    [InlineData("cert-wrong-name.test", "200 NameMismatch")] // as from a server without SNI
    [InlineData("cert-common-name.test", "200 NoDnsName")]
    [InlineData("cert-self-signed.test", "200 SelfSigned")]
#if !CORE_NETSTANDARD
    // The other build cannot prevent the platform from fetching the issuer, and 50 parallel waits for it block the pool.
    [InlineData("cert-incomplete.test", "200 MissingIntermediate")]
#endif
    [InlineData("http-silent.test", Waited)]
    [InlineData("http-drip.test", Waited)]
    [InlineData("http-no-answer.test", "Http")]
    [InlineData("http-nonsense.test", "Http")]
    [InlineData("http-cut-off.test", "Http")]
    [InlineData("http-bad-chunks.test", "Http")]
    [InlineData("http-endless-headers.test", "Http")]
    [InlineData("http-endless.test", "200 too large")]
    [InlineData("http-packed.test", "200 packed")]
    [InlineData("http-301.test", "301")]
    [InlineData("http-1-0.test", "200 usable")]
    [InlineData("http-100.test", "200 usable")]
    public Task Policy_host(string domain, string expected) => Run(IsWaiting(domain), expected, async patience =>
    {
        var fetch = await _stage.Fetcher(patience).FetchAsync(domain, CancellationToken.None);
        return fetch.Failure switch
        {
            FetchFailure.None => FormattableString.Invariant($"{fetch.Status} {Described(fetch)}").Trim(),
            FetchFailure.Connect => $"Connect {fetch.TcpFailure}",
            FetchFailure.Tls => $"Tls {fetch.TlsFailure}",
            var other => other.ToString(),
        };
    });

    [Theory]
    [InlineData("smtp-refused.test", "Connect Refused")]
    [InlineData("smtp-timeout.test", Waited)]
    [InlineData("smtp-silent.test", Waited)]
    [InlineData("smtp-drip.test", Waited)]
    [InlineData("smtp-closes.test", "Greeting")]
    [InlineData("smtp-554.test", "Greeting 554")]
    [InlineData("smtp-garbage.test", "Greeting")]
    [InlineData("smtp-endless.test", "Greeting")]
    [InlineData("smtp-long-line.test", "Greeting")]
    [InlineData("smtp-helo-only.test", "Hello 502")]
    [InlineData("smtp-no-starttls.test", "StartTls 250")]
    [InlineData("smtp-454.test", "StartTls 454")]
    [InlineData("smtp-handshake-closed.test", "Handshake 220")]
    [InlineData("smtp-tls10.test", "Handshake 220")]
    [InlineData("smtp-injected.test", "Done 220 injected")]
    [InlineData("smtp-cert-expired.test", "Done 220")]
    public Task Mx_host(string domain, string expected)
    {
        var host = "mail." + domain;
        return Run(IsWaiting(domain), expected, async patience =>
        {
            var probe = await new SmtpProber(_stage.Options(patience)).ProbeAsync(host, [_stage.Lab.AddressOf(host)], CancellationToken.None);
            if (probe.Stage == SmtpPhase.Connect) return $"Connect {probe.TcpFailure}";
            return FormattableString.Invariant(
                $"{probe.Stage} {probe.ReplyCode}{(probe.IsTimedOut ? "in time" : "")}{(probe.HasInjectedText ? " injected" : "")}").Trim();
        });
    }

    private static bool IsWaiting(string domain) =>
        domain.EndsWith("-silent.test", StringComparison.Ordinal) || domain.EndsWith("-drip.test", StringComparison.Ordinal)
            || domain.EndsWith("-timeout.test", StringComparison.Ordinal);

    private static bool IsOfTime(string answer) => WordsOfTime.Any(word => answer.Contains(word, StringComparison.Ordinal));

    private static string Described(PolicyFetch fetch)
    {
        if (fetch.IsTooLarge) return "too large";
        if (fetch.ContentEncoding is not null) return "packed";
        return fetch.IsUsable ? "usable" : fetch.Certificate!.Problems.ToString();
    }

    private async Task Run(bool isWaiting, string expected, Func<TimeSpan, Task<string>> round)
    {
        // Everything that is created only once is created now, without a time limit.
        await Wait.For(round(isWaiting ? Short : Patience));
        var before = await Open.SettledAsync(Open.Count());
        using var gate = new SemaphoreSlim(isWaiting ? WaitingAtOnce : AtOnce);
        var answers = new ConcurrentDictionary<string, int>();
        await Task.WhenAll(Enumerable.Range(0, Rounds).Select(async _ =>
        {
            await gate.WaitAsync();
            try
            {
                var answer = await Wait.For(Task.Run(() => round(isWaiting ? Short : Patience)));
                answers.AddOrUpdate(isWaiting && IsOfTime(answer) ? Waited : answer, 1, (_, n) => n + 1);
            }
            finally
            {
                gate.Release();
            }
        }));

        Assert.Equal($"{Rounds} times {expected}", string.Join(", ", answers.Select(a => $"{a.Value} times {a.Key}")));
        var after = await Open.SettledAsync(before);
        Assert.InRange(after.Sockets, 0, before.Sockets + Slack);
        Assert.InRange(after.Timers, 0, before.Timers + Slack);
        Assert.InRange(after.Work, 0, Slack);
        Assert.Empty(_unseen);
    }

    private void OnUnseen(object? sender, UnobservedTaskExceptionEventArgs e) => _unseen.Enqueue(e.Exception);

    /// <summary>The open resources of the process: sockets (on systems other than Linux: handles), running timers, queued work.</summary>
    private readonly record struct Open(int Sockets, long Timers, long Work)
    {
        public static Open Count()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return new Open(CountSockets(), Timer.ActiveCount, ThreadPool.PendingWorkItemCount);
        }

        /// <summary>The open resources after servers have also closed their connections; the wait is limited.</summary>
        public static async Task<Open> SettledAsync(Open aim)
        {
            var now = Count();
            for (var i = 0; i < 100 && (now.Sockets > aim.Sockets || now.Timers > aim.Timers || now.Work > 0); i++)
            {
                await Task.Delay(50);
                now = Count();
            }

            return now;
        }

        /// <summary>The clients' sockets: a server's end belongs to the test, and is closed at the server's next read.</summary>
        private static int CountSockets()
        {
            const string OpenFiles = "/proc/self/fd";
            if (!Directory.Exists(OpenFiles))
            {
                using var self = System.Diagnostics.Process.GetCurrentProcess();
                return self.HandleCount;
            }

            var inodes = Directory.GetFileSystemEntries(OpenFiles).Select(InodeOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
            var table = File.ReadAllLines("/proc/net/tcp").Skip(1).Concat(File.ReadAllLines("/proc/net/tcp6").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => inodes.Contains(columns[9]))
                .Select(columns => (Inode: columns[9], Port: columns[1].Split(':')[1], IsListening: columns[3] == "0A"))
                .ToList();
            var servers = table.Where(s => s.IsListening).Select(s => s.Port).ToHashSet(StringComparer.Ordinal);
            return inodes.Count - table.Count(s => servers.Contains(s.Port));
        }

        private static string? InodeOf(string path)
        {
            try
            {
                return new FileInfo(path).LinkTarget is { } target && target.StartsWith("socket:[", StringComparison.Ordinal) ? target[8..^1] : null;
            }
            catch (IOException)
            {
                return null; // closed in the meantime
            }
        }
    }

    /// <summary>The lab with all faults.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync
    public sealed class Stage : IAsyncLifetime
    {
        private CertificateTrust _trust = CertificateTrust.System;

        public LabServer Lab { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Lab = await LabServer.StartAsync(new LabOptions { Scenarios = [.. AllScenarios.Domains], CountsByName = false });
            _trust = new CertificateTrust(new X509Certificate2Collection(Lab.RootCertificate), null);
        }

        public async Task DisposeAsync() => await Lab.DisposeAsync();

        public StubResolver Resolver(TimeSpan patience) => Ask.Resolver(patience, 1, DnsServer.FromAddress(Lab.DnsEndPoint.Address, Lab.DnsEndPoint.Port));

        public NetworkOptions Options(TimeSpan patience) => new()
        {
            StepTimeout = patience,
            FetchTimeout = patience,
            HttpsPort = Lab.HttpsPort,
            SmtpPort = Lab.SmtpPort,
            AllowPrivateAddress = true,
            Trust = _trust,
        };

        /// <summary>Steps have no short timeout; a missing policy has the given one.</summary>
        public PolicyFetcher Fetcher(TimeSpan patience) => new(new Known(Lab), Options(patience));

        /// <summary>Addresses without a DNS query, so that the rounds test only the policy host.</summary>
        private sealed class Known(LabServer lab) : IDnsResolver
        {
            public Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
            {
                var host = type == DnsRecordType.A ? lab.Hosts.FirstOrDefault(h => h.Name == name) : null;
                IEnumerable<DnsRecord> records = host is null ? [] : [new AddressRecord(name, 300, host.Address)];
                return Task.FromResult(host is null ? FakeResolver.Failed(name, type, DnsStatus.NoData) : FakeResolver.Answer(name, type, records));
            }
        }
    }
}
