using System;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Dns;

/// <summary>One question that several callers wait for.</summary>
#pragma warning disable CA1001 // The source has no timer, link or wait handle to give back, and a caller who leaves may cancel just when the question ends
internal sealed class InFlightQuery
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancel = new();

    // Those who share it go on elsewhere, never inside the thread that brings the answer.
    private readonly TaskCompletionSource<DnsResponse> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many wait; changed under the owner's lock only.</summary>
    public int Callers { get; set; }

    public CancellationToken Token => _cancel.Token;

    public Task<DnsResponse> Answer => _answer.Task;

    public void Cancel() => _cancel.Cancel();

    public void End(DnsResponse? response, Exception? fault)
    {
        if (response is not null)
        {
            _answer.TrySetResult(response);
            return;
        }

        _answer.TrySetException(fault!);
        _ = _answer.Task.Exception; // seen, even when every caller has left
    }
}
