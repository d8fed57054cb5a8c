using System;
using System.Threading;

namespace MtaSts.Fuzz;

/// <summary>Ends the process when an input hangs: nothing else can end a parser in an endless loop.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Timer _timer;
    private readonly string _folder;
    private (string Target, byte[] Input, long Since)? _running;

    public Watchdog(string folder)
    {
        _folder = folder;
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Begin(string target, byte[] input)
    {
        lock (_timer) _running = (target, input, Environment.TickCount64);
    }

    public void End()
    {
        lock (_timer) _running = null;
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_timer)
        {
            if (_running is not { } now || Environment.TickCount64 - now.Since < Patience.TotalMilliseconds) return;
            Console.WriteLine($"FINDING {SavedInput.Save(_folder, now.Target, now.Input, null, "It hangs.")}: it hangs");
            Environment.Exit(1);
        }
    }
}
