using System;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Checks;
using MtaSts.Concurrency;
using MtaSts.Dns;
using MtaSts.Lab;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Benchmarks;

/// <summary>Tests a number of domains like <c>Test-MtaSts</c>, in a separate process, and prints the cost.</summary>
internal static class CheckerChild
{
    /// <param name="lab">The lab's addresses and ports.</param>
    /// <param name="warmUp">Domains tested before the measuring, so that the code they need is compiled; 0 for a new process.</param>
    /// <param name="count">Domains measured.</param>
    /// <param name="throttleLimit">Domains at once.</param>
    public static int Run(LabEndpoints lab, int warmUp, int count, int throttleLimit)
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
        if (warmUp > 0) Test(stub, options, warmUp, throttleLimit);
        Console.WriteLine(RunCost.Measure(count, () => Test(stub, options, count, throttleLimit)));
        return 0;
    }

    // A new checker for each run, as in a cmdlet: no cache of a run helps the next.
    private static void Test(StubResolver stub, NetworkOptions options, int count, int throttleLimit)
    {
        var checker = new MtaStsChecker(new CachingResolver(stub), options);
        var sink = new Sink();
        using (var pump = new OrderedWorkQueue<string, TestResult>(
            (domain, token) => checker.TestAsync(domain, new TestOptions(), token), throttleLimit, sink, ScanQueue.OptionsFor<TestResult>(asCompleted: false)))
        {
            foreach (var domain in new SyntheticDomains().Names(count)) pump.Add(domain);
            pump.Complete();
        }

        if (sink.Passed != count)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{count - sink.Passed} of {count} domains did not pass: {sink.First}"));
        }
    }

    private sealed class Sink : IWorkQueueSink<string, TestResult>
    {
        public int Passed { get; private set; }

        public string First { get; private set; } = "";

        public void Result(string item, TestResult result)
        {
            if (result.Status == TestStatus.Pass) Passed++;
            else if (First.Length == 0) First = $"{result} {result.Problems}";
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
