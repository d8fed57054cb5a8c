using System;
using System.IO;
using System.Threading;

namespace MtaSts.Hosting;

/// <summary>
/// Lets one process of this machine at a time write a site, so that of two writers one wins with all of its files. The system
/// gives the lock back when its owner is killed. It belongs to the thread that took it.
/// </summary>
internal sealed class SiteLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // writing takes milliseconds

    private readonly Mutex? _mutex;

    private SiteLock(Mutex? mutex) => _mutex = mutex;

    /// <summary>Waits until nobody else writes the site.</summary>
    /// <param name="root">The full path of the site's folder.</param>
    /// <exception cref="IOException">Another process has been writing for half a minute.</exception>
    public static SiteLock Take(string root)
    {
        if (Open(root) is not { } mutex) return new SiteLock(null);
        try
        {
            if (mutex.WaitOne(Patience)) return new SiteLock(mutex);
        }
        catch (AbandonedMutexException)
        {
            // Its owner was killed. What it has left are drafts, which the next one removes.
            return new SiteLock(mutex);
        }

        mutex.Dispose();
        throw new IOException(FormattableString.Invariant(
            $"another process has been writing to this folder for {Patience.TotalSeconds:0} seconds. Wait until it has ended, and try again."));
    }

    public void Dispose()
    {
        _mutex?.ReleaseMutex();
        _mutex?.Dispose();
    }

    /// <summary>The lock of the site; null where the system gives none, or another user has it. Each file is still replaced in one step.</summary>
    private static Mutex? Open(string root)
    {
        try
        {
            // Without 'Global' each terminal would have a lock of its own.
            return new Mutex(initiallyOwned: false, @"Global\MtaSts-" + DraftFolder.MarkOf(root));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PlatformNotSupportedException or NotSupportedException
            or WaitHandleCannotBeOpenedException)
        {
            return null;
        }
    }
}
