using System;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Concurrency;

/// <summary>One fetch that several callers wait for.</summary>
/// <typeparam name="T">The result of the fetch.</typeparam>
#pragma warning disable CA1001 // The source has no timer, link or wait handle to dispose, and the last caller may cancel just when the fetch ends
internal sealed class Flight<T>
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancel = new();

    // The callers that share the fetch continue on the pool, never on the thread that brings the result.
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The number of callers that wait; changed only under the lock of the cache.</summary>
    public int Callers { get; set; }

    public CancellationToken Token => _cancel.Token;

    public Task<T> Result => _result.Task;

    public void Cancel() => _cancel.Cancel();

    public void Succeed(T value) => _result.TrySetResult(value);

    public void Fail(Exception fault)
    {
        _result.TrySetException(fault);
        _ = _result.Task.Exception; // observed, even when every caller has left
    }
}
