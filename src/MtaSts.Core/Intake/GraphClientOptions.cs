using System;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Intake;

/// <summary>How requests to Microsoft Graph are sent and repeated.</summary>
public sealed class GraphClientOptions
{
    /// <summary>How many requests run at once. Exchange Online allows 4 per app and mailbox.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>How often a request is sent before its fault is given up on. 8.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>The longest wait that Graph may ask for. 15 minutes.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one attempt may take. 100 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The largest page, in bytes. 64 MB.</summary>
    public long MaxPageBytes { get; init; } = 64_000_000;

    /// <summary>Called when a run waits: how long, and why.</summary>
    public Action<TimeSpan, string>? Waiting { get; init; }

    /// <summary>Waits; tests do not.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = Task.Delay;

    /// <summary>The current time, in UTC.</summary>
    internal Func<DateTime> UtcNow { get; init; } = () => DateTime.UtcNow;
}
