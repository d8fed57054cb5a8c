using System;
using System.Management.Automation;
using System.Threading;

namespace MtaSts.PowerShell.Output;

/// <summary>The bar of one invocation. Work is counted as it is told, and the bar follows the clock.</summary>
internal sealed class ProgressBar : IDisposable
{
    // A bar that changes more often costs more than the work it shows; quick work shows none at all.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);
    private static readonly object Tick = new();

    private readonly ProgressCounter _counter = new();
    private readonly string _activity;
    private readonly Timer _clock;
    private bool _isShown;

    /// <summary>Starts the clock.</summary>
    /// <param name="activity">What the bar is called.</param>
    /// <param name="post">Leaves a message for the thread that may write.</param>
    public ProgressBar(string activity, Action<object> post)
    {
        _activity = activity;
        _clock = new Timer(_ => post(Tick), null, Pace, Pace);
    }

    /// <summary>Takes a message, on the thread that may write; others than the bar's own are left alone.</summary>
    public void Take(object message, Cmdlet cmdlet)
    {
        if (message is ProgressMessage told) _counter.Take(told);
        else if (ReferenceEquals(message, Tick)) Show(cmdlet);
    }

    /// <summary>Takes the bar away.</summary>
    public void Hide(Cmdlet cmdlet)
    {
        if (_isShown) cmdlet.WriteProgress(new ProgressRecord(1, _activity, _counter.Text) { RecordType = ProgressRecordType.Completed });
        _isShown = false;
    }

    public void Dispose() => _clock.Dispose();

    private void Show(Cmdlet cmdlet)
    {
        _isShown = true;
        cmdlet.WriteProgress(new ProgressRecord(1, _activity, _counter.Text));
    }
}
