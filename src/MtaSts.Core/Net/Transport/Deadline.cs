using System;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Net.Transport;

/// <summary>
/// Bounds an operation in time. Many operations of .NET Framework take no token: what they wait on is disposed, which
/// ends them, and the exception that follows is translated.
/// </summary>
internal static class Deadline
{
    /// <summary>Runs an operation that ends when its resource is disposed.</summary>
    /// <param name="operation">Gets a token that is cancelled at the time-out too.</param>
    /// <param name="resource">Disposed at the time-out and on cancellation.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="TimeoutException">The time is over.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task RunAsync(Func<CancellationToken, Task> operation, IDisposable resource, TimeSpan timeout, CancellationToken cancellationToken) =>
        RunAsync(
            async token =>
            {
                await operation(token).ConfigureAwait(false);
                return true;
            },
            resource,
            timeout,
            cancellationToken);

    /// <inheritdoc cref="RunAsync(Func{CancellationToken, Task}, IDisposable, TimeSpan, CancellationToken)"/>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, IDisposable resource, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(timeout);
        try
        {
            T result;
            using (source.Token.Register(static state => ((IDisposable)state!).Dispose(), resource))
                result = await operation(source.Token).ConfigureAwait(false);

            // Time may have run out in the moment of success; then the resource is gone.
            source.Token.ThrowIfCancellationRequested();
            return result;
        }
        catch (Exception) when (source.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException();
        }
    }
}
