using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MtaSts.Concurrency;

namespace MtaSts.Lab.CommandLine;

/// <summary>Prints a line per domain as results arrive, a progress line on a terminal, and a summary.</summary>
internal sealed class ScenarioReport : IWorkQueueSink<LabDomain, TestResult>, IDisposable
{
    private readonly TextWriter _output;
    private readonly int _total;
    private readonly int _nameWidth;
    private readonly bool _isTerminal = !Console.IsOutputRedirected;
    private readonly List<string> _differences = [];
    private int _done;

    public ScenarioReport(TextWriter output, IReadOnlyList<LabDomain> cast)
    {
        _output = output;
        _total = cast.Count;
        _nameWidth = cast.Max(d => d.Name.Length);
    }

    public void Begin()
    {
        _output.WriteLine($"{"Domain".PadRight(_nameWidth)}  {"Status",-13}  {"A sender",-16}  Problems");
        _output.WriteLine($"{new string('-', _nameWidth)}  {new string('-', 13)}  {new string('-', 16)}  --------");
        Progress();
    }

    public void Result(LabDomain item, TestResult result)
    {
        ClearProgress();
        var problems = result.Problems.Count == 0 ? "-" : string.Join(", ", result.Problems);
        _output.WriteLine($"{item.Name.PadRight(_nameWidth)}  {result.Status,-13}  {result.SenderAction,-16}  {problems}");
        if (result.Advice.Length > 0) _output.WriteLine($"    Fix: {result.Advice}");
        Compare(item, result);
        _done++;
        Progress();
    }

    public void Fault(LabDomain item, Exception exception)
    {
        ClearProgress();
        _differences.Add($"{item.Name}: the test ended with an error: {exception}");
        _done++;
        Progress();
    }

    public void Message(object message)
    {
    }

    /// <summary>Prints the summary; returns 0 when every verdict is as expected, otherwise 1.</summary>
    public int End(IEnumerable<string> leftOut, TimeSpan elapsed)
    {
        ClearProgress();
        _output.WriteLine();
        foreach (var difference in _differences) _output.WriteLine("NOT AS EXPECTED  " + difference);
        foreach (var name in leftOut) _output.WriteLine($"Left out: {name} (this machine has no IPv6 loopback)");
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_total} domains tested in {elapsed.TotalSeconds:0.0} s: {_total - _differences.Count} verdicts as expected, "
                + $"{_differences.Count} unexpected."));
        return _differences.Count == 0 && _done == _total ? 0 : 1;
    }

    public void Dispose() => ClearProgress();

    private void Compare(LabDomain item, TestResult result)
    {
        var actual = new Expected(result.Status.ToString(), result.SenderAction.ToString(), [.. result.Problems]);
        var isSame = actual.Status == item.Expected.Status && actual.SenderAction == item.Expected.SenderAction
            && actual.Problems.ToHashSet(StringComparer.Ordinal).SetEquals(item.Expected.Problems);
        if (isSame) return;
        var evidence = string.Join("\n    ", result.Checks.Where(c => c.IsProblem).Select(c => c.ToString()));
        _differences.Add($"{item.Name} ({item.StandsFor})\n  expected {item.Expected}\n  got      {actual}\n    {evidence}");
    }

    private void Progress()
    {
        if (_isTerminal && _done < _total) _output.Write($"Testing {_done} of {_total} domains...");
    }

    private void ClearProgress()
    {
        if (_isTerminal) _output.Write("\r" + new string(' ', 40) + "\r");
    }
}
