using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.Lab.Reporting;
using MtaSts.Reporting;
using MtaSts.Scanning;

namespace MtaSts.Lab.CommandLine;

/// <summary>Writes an example of the HTML report: the results of all scenarios, and a generated month of TLS reports that matches them.</summary>
internal static class ReportCommand
{
    /// <summary>The exit code is 0.</summary>
    public static async Task<int> RunAsync(LabArguments arguments, TextWriter output)
    {
        var results = await ResultsAsync(arguments.ToOptions());
        var now = DateTime.UtcNow;
        using var report = new MtaStsReport(new MtaStsReportOptions
        {
            Title = "Mail transport security of the lab",
            UtcNow = now,
            CultureName = CultureInfo.CurrentCulture.Name,
            ModuleVersion = typeof(MtaStsReport).Assembly.GetName().Version?.ToString(3) ?? "",
        });
        foreach (var result in results) report.Add(result);
        foreach (var made in MadeMonth.Reports(results, now)) report.Add(made);
        foreach (var step in MadeMonth.Steps(results, now)) report.Add(step);
        var path = Path.GetFullPath(arguments.ReportPath!);
        await using (var writer = new StreamWriter(path, false, new UTF8Encoding(false)))
        {
            if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) report.WriteJson(writer);
            else report.WriteHtml(writer);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {report.Domains} domains, {report.Reports} TLS reports. Open it in a browser."));
        return 0;
    }

    /// <summary>Tests all scenarios.</summary>
    internal static async Task<IReadOnlyList<TestResult>> ResultsAsync(LabOptions options)
    {
        await using var lab = await LabServer.StartAsync(options);
        using var stub = RunCommand.ResolverFor(lab);
        var checker = RunCommand.CheckerFor(lab, stub);
        var sink = new Collector();
        using var pump = new OrderedWorkQueue<LabDomain,
            TestResult>((domain, cancellation) => checker.TestAsync(domain.Name, new TestOptions(), cancellation), RunCommand.ThrottleLimit, sink);
        foreach (var domain in lab.Scenarios) pump.Add(domain);
        pump.Complete();
        return sink.Results;
    }

    private sealed class Collector : IWorkQueueSink<LabDomain, TestResult>
    {
        public List<TestResult> Results { get; } = [];

        public void Result(LabDomain item, TestResult result) => Results.Add(result);

        public void Fault(LabDomain item, Exception exception) =>
            throw new InvalidOperationException($"{item.Name}: the test ended with an error: {exception.Message}", exception);

        public void Message(object message)
        {
        }
    }
}
