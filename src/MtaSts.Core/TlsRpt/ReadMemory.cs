using System;
using System.Threading;

namespace MtaSts.TlsRpt;

/// <summary>
/// One limit for what all reports take that are being read, or were read and wait for their turn. Readers wait here when it
/// is used up. The one whose turn it is never waits, so there is always one that goes on, and one report that is larger
/// than the limit passes alone.
/// </summary>
/// <param name="limit">The limit, in bytes.</param>
public sealed class ReadMemory(long limit)
{
    private const long Large = 1_000_000;

    private readonly object _gate = new();
    private long _used;
    private long _turn;
    private long _letGo; // of large reports, since memory was collected

    /// <summary>Whether nothing more should be read ahead.</summary>
    public bool IsUsedUp => Interlocked.Read(ref _used) >= limit;

    /// <summary>What is taken now, in bytes.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>An account for one file.</summary>
    /// <param name="number">The file's place in the order in which the results are taken, from 0.</param>
    public ReadMemoryAccount Open(long number) => new(this, number);

    /// <summary>Says whose results are taken now.</summary>
    /// <param name="number">The file's place in the order.</param>
    public void SetTurn(long number)
    {
        lock (_gate)
        {
            _turn = number;
            Monitor.PulseAll(_gate);
        }
    }

    internal void Take(long number, long bytes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!MustWait(number, bytes))
            {
                Interlocked.Add(ref _used, bytes);
                return;
            }
        }

        // The registration ends outside of the lock: its end waits for the callback, and the callback for the lock.
        using var registration = cancellationToken.Register(Pulse);
        lock (_gate)
        {
            while (MustWait(number, bytes))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }

            Interlocked.Add(ref _used, bytes);
        }
    }

    internal void Release(long bytes)
    {
        lock (_gate)
        {
            Interlocked.Add(ref _used, -bytes);
            Monitor.PulseAll(_gate);
            if (bytes < Large) return;
            _letGo += bytes;
            if (_letGo < limit / 2) return;
            _letGo = 0;
        }

        // .NET lets large texts lie as long as the machine has memory, which others may need; small reports never get here.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false, compacting: false);
    }

    private bool MustWait(long number, long bytes) => number > _turn && _used + bytes > limit;

    private void Pulse()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
