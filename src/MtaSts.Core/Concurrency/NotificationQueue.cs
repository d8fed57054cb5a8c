using System;
using System.Collections.Concurrent;
using System.Threading;

namespace MtaSts.Concurrency;

/// <summary>Messages from many threads to one, and the signal that wakes it.</summary>
internal sealed class NotificationQueue : IDisposable
{
    // A listener that has gone or is slow must not make the queue grow without limit.
    private const int Most = 10_000;

    private readonly ConcurrentQueue<object> _messages = new();
    private readonly object _gate = new();
    private bool _isRinging;
    private int _count;

    public void Post(object message)
    {
        if (Interlocked.Increment(ref _count) > Most)
        {
            Interlocked.Decrement(ref _count);
            return;
        }

        _messages.Enqueue(message);
        Wake();
    }

    public bool TryTake(out object? message)
    {
        if (!_messages.TryDequeue(out message)) return false;
        Interlocked.Decrement(ref _count);
        return true;
    }

    /// <summary>Signals; a signal before the wait counts too.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isRinging = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for a signal. Only one thread waits.</summary>
    public void Wait()
    {
        lock (_gate)
        {
            while (!_isRinging) Monitor.Wait(_gate);
            _isRinging = false;
        }
    }

    public void Dispose()
    {
        while (_messages.TryDequeue(out _))
        {
            // Dropped.
        }
    }
}
