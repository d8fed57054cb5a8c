using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Concurrency;

/// <summary>Work that several wait for: one who is cancelled leaves, and the work goes on for the others.</summary>
public static class SharedWork
{
    /// <summary>Waits for the work or the caller's cancellation; work that is done counts, cancelled or not.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">The work; it is not stopped.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="System.OperationCanceledException">The token was cancelled first.</exception>
    public static Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken) =>
        work.IsCompleted || !cancellationToken.CanBeCanceled ? work : WaitOrLeaveAsync(work, cancellationToken);

    private static async Task<T> WaitOrLeaveAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        // Not Task.WaitAsync, which .NET has: with it whoever waits goes on inside the thread that cancels.
        var cancelled = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken)))
            return await (await Task.WhenAny(work, cancelled.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
