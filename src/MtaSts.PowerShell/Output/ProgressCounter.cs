using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.PowerShell.Output;

/// <summary>Counts running and completed work.</summary>
internal sealed class ProgressCounter
{
    private readonly LinkedList<string> _running = new();

    public int Done { get; private set; }

    public int Running => _running.Count;

    /// <summary>The domain that has been running longest; empty when none is.</summary>
    public string Oldest => _running.FirstOrDefault() ?? "";

    /// <summary>For example <c>12 done, 4 running: contoso.com</c>.</summary>
    public string Text => FormattableString.Invariant($"{Done} done, {Running} running{(Running > 0 ? ": " + Oldest : "")}");

    /// <summary>Counts a message.</summary>
    public void Take(ProgressMessage message)
    {
        if (message.IsBegin)
        {
            _running.AddLast(message.Domain);
        }
        else
        {
            _running.Remove(message.Domain);
            Done += message.Count;
        }
    }
}
