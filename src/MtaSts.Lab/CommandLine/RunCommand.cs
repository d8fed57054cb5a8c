using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Concurrency;
using MtaSts.Dns;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Lab.CommandLine;

/// <summary>Tests all scenarios and compares every verdict with the expected one.</summary>
internal static class RunCommand
{
    internal const int ThrottleLimit = 16;

    // The lab's hosts answer within milliseconds, except those that never answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The exit code is 0 when every verdict is as expected, otherwise 1.</summary>
    public static async Task<int> RunAsync(LabArguments arguments, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        await using var lab =
            await LabServer.StartAsync(arguments.ToOptions());
        using var stub = ResolverFor(lab);
        var checker = CheckerFor(lab, stub);
        using var report = new ScenarioReport(output, lab.Scenarios);
        using var pump = new OrderedWorkQueue<LabDomain, TestResult>(
            (domain, cancellation) => TestAsync(checker, domain, cancellation), ThrottleLimit, report);
        report.Begin();
        foreach (var domain in lab.Scenarios) pump.Add(domain);
        pump.Complete();
        return report.End(lab.LeftOut.Select(d => d.Name), watch.Elapsed);
    }

    /// <summary>A resolver that queries the lab's DNS.</summary>
    internal static StubResolver ResolverFor(LabServer lab) => new(new StubResolverOptions
    {
        Servers = new ReadableList<DnsServer>([DnsServer.FromAddress(lab.DnsEndPoint.Address, lab.DnsEndPoint.Port)]),
        AttemptTimeout = Patience / 2,
        OverallTimeout = Patience,
    });

    /// <summary>A checker for the lab's hosts.</summary>
    internal static MtaStsChecker CheckerFor(LabServer lab, StubResolver stub)
    {
        var options = new NetworkOptions
        {
            StepTimeout = Patience,
            FetchTimeout = Patience * 1.5,
            HttpsPort = lab.HttpsPort,
            SmtpPort = lab.SmtpPort,
            AllowPrivateAddress = true,
            Trust = new CertificateTrust(new X509Certificate2Collection(lab.RootCertificate), null),
        };
        return new MtaStsChecker(new CachingResolver(stub), options);
    }

    private static Task<TestResult> TestAsync(MtaStsChecker checker, LabDomain domain, CancellationToken cancellation) =>
        checker.TestAsync(domain.Name, new TestOptions(), cancellation);
}
