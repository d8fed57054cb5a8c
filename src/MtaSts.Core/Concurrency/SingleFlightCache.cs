using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Concurrency;

/// <summary>
/// Fetches a value once for each key, however many callers ask at the same time, and keeps it for its lifetime, up to a
/// number of values. A caller who cancels does not disturb the others; when the last caller has left, the fetch is
/// canceled. A failure reaches all callers who wait for it and is not kept. Thread-safe.
/// </summary>
/// <typeparam name="TKey">The key of a value.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
/// <param name="capacity">The number of values to keep; the least recently used value goes first. 0 keeps none.</param>
/// <param name="lifetimeOf">How long a value is kept; zero for not at all, <see cref="TimeSpan.MaxValue"/> for no limit.</param>
/// <param name="utcNow">The clock that lifetimes are measured by.</param>
/// <param name="isAwaited">The last caller to leave waits until the canceled fetch has ended, so that nothing keeps running after it.</param>
internal sealed class SingleFlightCache<TKey, TValue>(int capacity, Func<TValue, TimeSpan> lifetimeOf, Func<DateTime> utcNow, bool isAwaited = false)
    where TKey : notnull
{
    private readonly object _gate = new();
    private readonly LruCache<TKey, (TValue Value, DateTime Until)> _kept = new(capacity);
    private readonly Dictionary<TKey, Flight<TValue>> _flights = [];

    /// <summary>The number of values kept.</summary>
    public int KeptCount
    {
        get
        {
            lock (_gate) return _kept.Count;
        }
    }

    /// <summary>The number of fetches that run.</summary>
    public int InFlightCount
    {
        get
        {
            lock (_gate) return _flights.Count;
        }
    }

    /// <summary>The kept value of the key, or the result of the fetch that runs for it, or of a new fetch.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fetch">Gets the value. Its token is canceled when every caller has left.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<TValue> GetAsync(TKey key, Func<CancellationToken, Task<TValue>> fetch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flight<TValue>? flight;
        var isNew = false;
        lock (_gate)
        {
            if (TryGetKept(key, out var kept)) return kept!;
            if (!_flights.TryGetValue(key, out flight))
            {
                flight = new Flight<TValue>();
                _flights.Add(key, flight);
                isNew = true;
            }

            flight.Callers++;
        }

        // Outside the lock: the fetch runs on this thread until it first waits. This caller then continues with the
        // result on the thread that brings it; the other callers continue on the pool.
        var result = isNew ? FetchAsync(key, flight, fetch) : flight.Result;
        try
        {
            return await SharedWork.WaitAsync(result, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var isLast = Leave(key, flight);

            // Nobody looks at the result of the fetch any more; an exception in it counts as observed.
            var ended = result.ContinueWith(
                static left => left.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (isLast && isAwaited) await ended.ConfigureAwait(false);
            throw;
        }
    }

    private bool TryGetKept(TKey key, out TValue? value)
    {
        value = default;
        if (!_kept.TryGet(key, out var kept)) return false;
        if (utcNow() >= kept.Until)
        {
            _kept.Remove(key);
            return false;
        }

        value = kept.Value;
        return true;
    }

    private async Task<TValue> FetchAsync(TKey key, Flight<TValue> flight, Func<CancellationToken, Task<TValue>> fetch)
    {
        try
        {
            var value = await fetch(flight.Token).ConfigureAwait(false);
            End(key, flight, value, lifetimeOf(value));
            flight.Succeed(value);
        }
#pragma warning disable CA1031 // Every exception is handed to the callers
        catch (Exception e)
#pragma warning restore CA1031
        {
            End(key, flight, default!, TimeSpan.Zero);
            flight.Fail(e);
        }

        return await flight.Result.ConfigureAwait(false);
    }

    private void End(TKey key, Flight<TValue> flight, TValue value, TimeSpan lifetime)
    {
        lock (_gate)
        {
            // When the last caller has left, another fetch may already run for this key.
            if (_flights.TryGetValue(key, out var running) && running == flight) _flights.Remove(key);
            if (lifetime <= TimeSpan.Zero) return;
            var now = utcNow();
            _kept.Set(key, (value, lifetime < DateTime.MaxValue - now ? now + lifetime : DateTime.MaxValue));
        }
    }

    /// <summary>Cancels the fetch when its last caller leaves.</summary>
    /// <returns>True when it was canceled.</returns>
    private bool Leave(TKey key, Flight<TValue> flight)
    {
        lock (_gate)
        {
            if (--flight.Callers > 0) return false;
            if (!_flights.TryGetValue(key, out var running) || running != flight) return false; // it has ended
            _flights.Remove(key);
        }

        flight.Cancel();
        return true;
    }
}
