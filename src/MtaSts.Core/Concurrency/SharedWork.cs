using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Concurrency;

/// <summary>Work that several callers wait for: a caller that is canceled leaves, and the work continues for the others.</summary>
public static class SharedWork
{
    /// <summary>Waits for the work or the caller's cancellation; the result of completed work is returned even after a cancellation.</summary>
    /// <typeparam name="T">The result of the work.</typeparam>
    /// <param name="work">The work; it is not stopped.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="System.OperationCanceledException">The token was canceled first.</exception>
    public static Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken) =>
        work.IsCompleted || !cancellationToken.CanBeCanceled ? work : WaitOrLeaveAsync(work, cancellationToken);

    private static async Task<T> WaitOrLeaveAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        // Not Task.WaitAsync of .NET: with it the waiting caller continues on the thread that cancels.
        var cancelled = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken)))
            return await (await Task.WhenAny(work, cancelled.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
