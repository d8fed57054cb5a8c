using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace MtaSts.PowerShell.Common;

/// <summary>Counts what runs and what is done, and says when it is worth showing again.</summary>
internal sealed class ProgressCounter
{
    // A bar that changes more often costs more than the work it shows.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly LinkedList<string> _running = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next;

    public int Done { get; private set; }

    public int Running => _running.Count;

    /// <summary>The domain that has been running longest; empty when none is.</summary>
    public string Oldest => _running.FirstOrDefault() ?? "";

    /// <summary>For example <c>12 done, 4 running: contoso.com</c>.</summary>
    public string Text => FormattableString.Invariant($"{Done} done, {Running} running{(Running > 0 ? ": " + Oldest : "")}");

    /// <summary>Counts a message.</summary>
    /// <returns>True when it is time to show the bar again.</returns>
    public bool Take(ProgressMessage message)
    {
        if (message.IsBegin)
        {
            _running.AddLast(message.Domain);
        }
        else
        {
            _running.Remove(message.Domain);
            Done++;
        }

        if (_watch.Elapsed < _next) return false;
        _next = _watch.Elapsed + Pace;
        return true;
    }
}
