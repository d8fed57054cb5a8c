using System;
using System.Management.Automation;
using System.Threading;

namespace MtaSts.PowerShell.Output;

/// <summary>The progress bar of one invocation. Work is counted as it is reported, and a timer updates the bar.</summary>
internal sealed class ProgressBar : IDisposable
{
    // A bar that changes more often costs more than the work it shows; quick work shows no bar.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);
    private static readonly object Tick = new();

    private readonly ProgressCounter _counter = new();
    private readonly string _activity;
    private readonly Timer _clock;
    private bool _isShown;

    /// <summary>Starts the timer.</summary>
    /// <param name="activity">The title of the bar.</param>
    /// <param name="post">Posts a message to the thread that may write.</param>
    public ProgressBar(string activity, Action<object> post)
    {
        _activity = activity;
        _clock = new Timer(_ => post(Tick), null, Pace, Pace);
    }

    /// <summary>Handles a message, on the thread that may write; messages that are not the bar's own are ignored.</summary>
    public void Take(object message, Cmdlet cmdlet)
    {
        if (message is ProgressMessage told) _counter.Take(told);
        else if (ReferenceEquals(message, Tick)) Show(cmdlet);
    }

    /// <summary>Removes the bar.</summary>
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
