using System;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MtaSts.Certificates;
using MtaSts.Checking;
using MtaSts.Concurrency;
using MtaSts.Dns;
using MtaSts.Lab;
using MtaSts.Text;
using MtaSts.Transport;

namespace MtaSts.Benchmarks;

/// <summary>Tests so many domains and prints the seconds it took, the most memory in MB, KB allocated a domain and processor time in ms a domain.</summary>
internal static class CheckerChild
{
    public static Task<int> RunAsync(string labLine, int count, int throttleLimit)
    {
        var parts = labLine.Split('|');
        if (!DnsServer.TryParse(parts[0], out var server, out var problem)) throw new ArgumentException(problem);
        using var root = X509CertificateLoader.LoadCertificateFromFile(parts[3]);
        using var stub = new StubResolver(new StubResolverOptions { Servers = new ReadableList<DnsServer>([server]) });
        var checker = new MtaStsChecker(new CoalescingResolver(stub), new NetworkOptions
        {
            HttpsPort = int.Parse(parts[1], CultureInfo.InvariantCulture),
            SmtpPort = int.Parse(parts[2], CultureInfo.InvariantCulture),
            AllowPrivateAddress = true,
            Trust = new CertificateTrust(new X509Certificate2Collection(root), null),
        });
        var sink = new Sink();
        var watch = Stopwatch.StartNew();
        using (var pump = new OrderedPump<string, TestResult>((domain, token) => checker.TestAsync(domain, new TestOptions(), token), throttleLimit, sink))
        {
            foreach (var domain in new SyntheticDomains().Names(count)) pump.Add(domain);
            pump.Complete();
        }

        var seconds = watch.Elapsed.TotalSeconds;
        if (sink.Passed != count) throw new InvalidOperationException($"{count - sink.Passed} of {count} domains did not pass: {sink.First}");
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} {process.PeakWorkingSet64 / 1_000_000d:0.0} {GC.GetTotalAllocatedBytes() / 1000d / count:0} {process.TotalProcessorTime.TotalMilliseconds / count:0.00}"));
        return Task.FromResult(0);
    }

    private sealed class Sink : IPumpSink<string, TestResult>
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
