using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Concurrency;
using MtaSts.Dns;
using MtaSts.Lab;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Benchmarks;

/// <summary>Tests domains as <c>Test-MtaSts</c> does, some of which lead to a port that never answers, and prints what it cost.</summary>
internal static class TarpitsChild
{
    // Another address than any of the lab's, with the same port.
    private static readonly IPAddress Tarpit = IPAddress.Parse("127.213.213.213");

    /// <param name="lab">The lab's place.</param>
    /// <param name="count">Domains.</param>
    /// <param name="every">One in so many is a tarpit; 0 for none.</param>
    /// <param name="throttleLimit">Domains at once.</param>
    /// <param name="asCompleted">Results as they come, not in the order of the input.</param>
    public static int Run(LabEndpoints lab, int count, int every, int throttleLimit, bool asCompleted)
    {
        using var root = lab.LoadRoot();
        using var tarpit = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        tarpit.Bind(new IPEndPoint(Tarpit, lab.HttpsPort));
        tarpit.Listen(512); // the system takes the connections; they are never read
        if (!DnsServer.TryParse(lab.Dns.ToString(), out var server, out var problem)) throw new ArgumentException(problem);
        using var stub = new StubResolver(new StubResolverOptions { Servers = new ReadableList<DnsServer>([server]) });
        var domains = new SyntheticDomains().Names(count).ToList();
        var slow = every == 0 ? [] : domains.Where((_, i) => (i + 1) % every == 0).ToHashSet(StringComparer.Ordinal);
        var options = new NetworkOptions
        {
            HttpsPort = lab.HttpsPort,
            SmtpPort = lab.SmtpPort,
            AllowPrivateAddress = true,
            Trust = new CertificateTrust(new X509Certificate2Collection(root), null),
        };
        var sink = new Sink();
        Console.WriteLine(RunCost.Measure(count, () =>
        {
            var checker = new MtaStsChecker(new CachingResolver(new Detour(stub, [.. slow.Select(domain => "mta-sts." + domain)])), options);
            using var pump = new OrderedWorkQueue<string, TestResult>(
                (domain, token) => checker.TestAsync(domain, new TestOptions(), token), throttleLimit, sink, ScanQueue.OptionsFor<TestResult>(asCompleted));
            foreach (var domain in domains) pump.Add(domain);
            pump.Complete();
        }));

        // Every domain once, with its own verdict, and in order where order is asked for.
        var isRight = asCompleted ? sink.Domains.ToHashSet(StringComparer.Ordinal).SetEquals(domains) : sink.Domains.SequenceEqual(domains);
        if (sink.Domains.Count != count || !isRight || !sink.Failed.SetEquals(slow))
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{sink.Domains.Count} results, {sink.Failed.Count} not passed, {slow.Count} expected."));
        }

        return 0;
    }

    private sealed class Detour(IDnsResolver inner, HashSet<string> hosts) : IDnsResolver
    {
        public Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
        {
            if (!hosts.Contains(name)) return inner.QueryAsync(name, type, cancellationToken);
            return Task.FromResult(new DnsResponse
            {
                Name = name,
                Type = type,
                Status = type == DnsRecordType.A ? DnsStatus.Success : DnsStatus.NoData,
                Records = type == DnsRecordType.A ? new ReadableList<DnsRecord>([new AddressRecord(name, 300, Tarpit)]) : ReadableList<DnsRecord>.Empty,
                TimeToLive = TimeSpan.FromMinutes(5),
            });
        }
    }

    private sealed class Sink : IWorkQueueSink<string, TestResult>
    {
        public List<string> Domains { get; } = [];

        public HashSet<string> Failed { get; } = new(StringComparer.Ordinal);

        public void Result(string item, TestResult result)
        {
            Domains.Add(item);
            if (result.Status != TestStatus.Pass) Failed.Add(item);
        }

        public void Fault(string item, Exception exception) => throw new InvalidOperationException(item, exception);

        public void Message(object message)
        {
        }
    }
}
