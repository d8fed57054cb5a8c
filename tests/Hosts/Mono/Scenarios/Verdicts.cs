using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Concurrency;

namespace MtaSts.Scenarios;

/// <summary>Counts the verdicts, and prints each one that is not as expected with its evidence.</summary>
/// <param name="hasTls13">Whether this machine offers TLS 1.3.</param>
internal sealed class Verdicts(bool hasTls13) : IWorkQueueSink<ServedDomain, TestResult>
{
    public int AsExpected { get; private set; }

    public int Unexpected { get; private set; }

    public void Result(ServedDomain item, TestResult result)
    {
        var expected = hasTls13 ? item.Expected : item.ExpectedWithoutTls13;
        if (result.Status.ToString() == expected.Status && result.SenderAction.ToString() == expected.SenderAction
            && new HashSet<string>(result.Problems).SetEquals(expected.Problems))
        {
            AsExpected++;
            return;
        }

        Unexpected++;
        Console.WriteLine($"FAILED: {item.Name}: expected {expected.Status}, {expected.SenderAction}, {string.Join(" ", expected.Problems)}");
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
