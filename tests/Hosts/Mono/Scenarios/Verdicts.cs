using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Concurrency;

namespace MtaSts.Scenarios;

/// <summary>Counts the verdicts, and prints each one that is not as expected with its evidence.</summary>
internal sealed class Verdicts : IWorkQueueSink<ServedDomain, TestResult>
{
    public int AsExpected { get; private set; }

    public int Unexpected { get; private set; }

    public void Result(ServedDomain item, TestResult result)
    {
        if (result.Status.ToString() == item.Status && result.SenderAction.ToString() == item.SenderAction
            && new HashSet<string>(result.Problems).SetEquals(item.Problems))
        {
            AsExpected++;
            return;
        }

        Unexpected++;
        Console.WriteLine($"FAILED: {item.Name}: expected {item.Status}, {item.SenderAction}, {string.Join(" ", item.Problems)}");
        Console.WriteLine($"        got {result.Status}, {result.SenderAction}, {string.Join(" ", result.Problems)}");
        foreach (var check in result.Checks.Where(c => c.IsProblem)) Console.WriteLine("        " + check);
    }

    public void Fault(ServedDomain item, Exception exception)
    {
        Unexpected++;
        Console.WriteLine($"FAILED: {item.Name}: {exception}");
    }

    public void Message(object message)
    {
    }
}
