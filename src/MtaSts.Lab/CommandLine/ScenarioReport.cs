using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MtaSts.Concurrency;

namespace MtaSts.Lab.CommandLine;

/// <summary>Prints a line a domain as results come in, a progress line on a terminal, and a summary.</summary>
internal sealed class ScenarioReport : IWorkQueueSink<LabDomain, TestResult>, IDisposable
{
    private readonly TextWriter output;
    private readonly int total;
    private readonly int nameWidth;
    private readonly bool isTerminal = !Console.IsOutputRedirected;
    private readonly List<string> differences = [];
    private int done;

    public ScenarioReport(TextWriter output, IReadOnlyList<LabDomain> cast)
    {
        this.output = output;
        total = cast.Count;
        nameWidth = cast.Max(d => d.Name.Length);
    }

    public void Begin()
    {
        output.WriteLine($"{"Domain".PadRight(nameWidth)}  {"Status",-13}  {"A sender",-16}  Problems");
        output.WriteLine($"{new string('-', nameWidth)}  {new string('-', 13)}  {new string('-', 16)}  --------");
        Progress();
    }

    public void Result(LabDomain item, TestResult result)
    {
        ClearProgress();
        var problems = result.Problems.Count == 0 ? "-" : string.Join(", ", result.Problems);
        output.WriteLine($"{item.Name.PadRight(nameWidth)}  {result.Status,-13}  {result.SenderAction,-16}  {problems}");
        if (result.Advice.Length > 0) output.WriteLine($"    Fix: {result.Advice}");
        Compare(item, result);
        done++;
        Progress();
    }

    public void Fault(LabDomain item, Exception exception)
    {
        ClearProgress();
        differences.Add($"{item.Name}: the test broke off: {exception}");
        done++;
        Progress();
    }

    public void Message(object message)
    {
    }

    /// <summary>Prints the summary; 0 when every verdict is as expected, else 1.</summary>
    public int End(IEnumerable<string> leftOut, TimeSpan elapsed)
    {
        ClearProgress();
        output.WriteLine();
        foreach (var difference in differences) output.WriteLine("NOT AS EXPECTED  " + difference);
        foreach (var name in leftOut) output.WriteLine($"Left out: {name} (this machine has no IPv6 loopback)");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{total} domains tested in {elapsed.TotalSeconds:0.0} seconds: {total - differences.Count} verdicts as expected, {differences.Count} not."));
        return differences.Count == 0 && done == total ? 0 : 1;
    }

    public void Dispose() => ClearProgress();

    private void Compare(LabDomain item, TestResult result)
    {
        var actual = new Expected(result.Status.ToString(), result.SenderAction.ToString(), [.. result.Problems]);
        var isSame = actual.Status == item.Expected.Status && actual.SenderAction == item.Expected.SenderAction
            && actual.Problems.ToHashSet(StringComparer.Ordinal).SetEquals(item.Expected.Problems);
        if (isSame) return;
        var evidence = string.Join("\n    ", result.Checks.Where(c => c.IsProblem).Select(c => c.ToString()));
        differences.Add($"{item.Name} ({item.StandsFor})\n  expected {item.Expected}\n  got      {actual}\n    {evidence}");
    }

    private void Progress()
    {
        if (isTerminal && done < total) output.Write($"Testing {done} of {total} domains...");
    }

    private void ClearProgress()
    {
        if (isTerminal) output.Write("\r" + new string(' ', 40) + "\r");
    }
}
