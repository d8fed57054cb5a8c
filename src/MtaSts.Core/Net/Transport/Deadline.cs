using System;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Net.Transport;

/// <summary>
/// Limits the time of an operation. Many operations of .NET Framework take no token: the resource that they wait on is
/// disposed, which ends them and works everywhere.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Starts the clock.</summary>
    /// <param name="timeout">How long the operation may take.</param>
    /// <param name="resource">Disposed at the timeout and on cancellation; null for an operation that takes the token.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public Deadline(TimeSpan timeout, IDisposable? resource, CancellationToken cancellationToken)
    {
        _caller = cancellationToken;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registration = resource is null ? default : _source.Token.Register(static state => ((IDisposable)state!).Dispose(), resource);
        _source.CancelAfter(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero);
    }

    /// <summary>Canceled when the time is up or the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Runs an operation that ends when its resource is disposed.</summary>
    /// <param name="operation">Gets a token that is canceled at the timeout too.</param>
    /// <param name="resource">Disposed at the timeout and on cancellation.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="TimeoutException">The time is up.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
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
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> operation, IDisposable resource, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new Deadline(timeout, resource, cancellationToken);
        try
        {
            var result = await operation(deadline.Token).ConfigureAwait(false);

            // The time may have run out at the moment of success; then the resource is disposed.
            return deadline.IsOver() ? throw new TimeoutException() : result;
        }
        catch (Exception e) when (e is not TimeoutException && deadline.Token.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException();
        }
    }

    /// <summary>Whether the time is up.</summary>
    /// <exception cref="OperationCanceledException">The caller canceled.</exception>
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
