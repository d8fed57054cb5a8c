using System;
using System.Globalization;
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

/// <summary>Goes through a list of domains of which few have MTA-STS, in a separate process, and prints the cost.</summary>
internal static class TwoStepChild
{
    private const int ThrottleLimit = 64;
    private const int WarmUp = 2_000;

    /// <param name="what">dns: three DNS queries alone; first: the DNS first; all: everything at once.</param>
    /// <param name="lab">The lab's addresses and ports.</param>
    /// <param name="count">Domains measured.</param>
    public static int Run(string what, LabEndpoints lab, int count)
    {
        using var root = lab.LoadRoot();
        if (!DnsServer.TryParse(lab.Dns.ToString(), out var server, out var problem)) throw new ArgumentException(problem);
        using var stub = new StubResolver(new StubResolverOptions { Servers = new ReadableList<DnsServer>([server]) });
        var options = new NetworkOptions
        {
            HttpsPort = lab.HttpsPort,
            SmtpPort = lab.SmtpPort,
            AllowPrivateAddress = true,
            Trust = new CertificateTrust(new X509Certificate2Collection(root), null),
        };
        Go(what, stub, options, WarmUp);
        Console.WriteLine(RunCost.Measure(count, () => Go(what, stub, options, count)));
        return 0;
    }

    private static void Go(string what, StubResolver stub, NetworkOptions options, int count)
    {
        var resolver = new CachingResolver(stub);
        var checker = new MtaStsChecker(resolver, options);
        var test = new TestOptions { DnsFirst = what == "first" };
        var sink = new Sink();
        Func<string, CancellationToken, Task<object>> work = what == "dns"
            ? async (domain, token) => await Task.WhenAll(
                resolver.QueryAsync(domain, DnsRecordType.MX, token),
                resolver.QueryAsync("_mta-sts." + domain, DnsRecordType.TXT, token),
                resolver.QueryAsync("_smtp._tls." + domain, DnsRecordType.TXT, token))
            : async (domain, token) => await checker.TestAsync(domain, test, token);
        using (var queue = new OrderedWorkQueue<string, object>(work, ThrottleLimit, sink, ScanQueue.OptionsFor<object>(asCompleted: false)))
        {
            foreach (var domain in new SyntheticDomains().Names(count)) queue.Add(domain);
            queue.Complete();
        }

        if (sink.Good != count)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{count - sink.Good} of {count} domains are wrong: {sink.First}"));
    }

    private sealed class Sink : IWorkQueueSink<string, object>
    {
        public int Good { get; private set; }

        public string First { get; private set; } = "";

        public void Result(string item, object result)
        {
            if (result is DnsResponse[] { Length: 3 } answers ? Array.TrueForAll(answers, answer => answer.IsDefinite)
                : result is TestResult { Status: TestStatus.Pass or TestStatus.NotConfigured })
            {
                Good++;
            }
            else if (First.Length == 0)
            {
                First = result.ToString()!;
            }
        }

        public void Fault(string item, Exception exception)
        {
            if (First.Length == 0) First = exception.ToString();
        }

        public void Message(object message)
        {
        }
    }
}
