using System;
using System.Threading;

namespace MtaSts.Net.Transport;

/// <summary>
/// Disposes something when the time is up or the caller cancels. On netstandard2.0 a receive takes no token:
/// closing its socket is the one way to end it, and works everywhere. Unlike <see cref="Deadline"/> it
/// throws nothing when the time is up: what a server sent until then is part of the answer.
/// </summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    public TimeLimit(TimeSpan limit, IDisposable? closes, CancellationToken caller)
    {
        _caller = caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _registration = closes is null ? default : _source.Token.Register(static state => ((IDisposable)state!).Dispose(), closes);
        _source.CancelAfter(limit > TimeSpan.Zero ? limit : TimeSpan.Zero);
    }

    /// <summary>Cancelled when the time is up or the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time is up; throws when it is the caller who cancelled.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public bool IsOver()
    {
        _caller.ThrowIfCancellationRequested();
        return _source.IsCancellationRequested;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
