using System;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net.Transport;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Net.Transport;

public class DeadlineTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_result_in_time_is_returned_and_the_resource_stays_open()
    {
        using var resource = new Resource();
        Assert.Equal(7, await Deadline.RunAsync(_ => Task.FromResult(7), resource, Wait.Long, CancellationToken.None));
        await Deadline.RunAsync(_ => Task.CompletedTask, resource, Wait.Long, CancellationToken.None);
        Assert.False(resource.IsDisposed);
    }

    [Fact]
    public async Task An_exception_of_the_operation_is_thrown()
    {
        using var resource = new Resource();
        await Assert.ThrowsAsync<FormatException>(
            () => Deadline.RunAsync(_ => Task.FromException(new FormatException()), resource, Wait.Long, CancellationToken.None));
        await Assert.ThrowsAsync<FormatException>(() => Deadline.RunAsync<int>(_ => throw new FormatException(), resource, Wait.Long, CancellationToken.None));
        Assert.False(resource.IsDisposed);
    }

    [Fact]
    public async Task After_the_timeout_the_resource_is_disposed_and_its_exception_translated()
    {
        using var resource = new Resource();
        await Assert.ThrowsAsync<TimeoutException>(() => Wait.For(Deadline.RunAsync(_ => resource.Disposed, resource, Short, CancellationToken.None)));
        Assert.True(resource.IsDisposed);
    }

    [Fact]
    public async Task An_operation_that_accepts_tokens_is_also_cancelled()
    {
        using var resource = new Resource();
        await Assert.ThrowsAsync<TimeoutException>(
            () => Wait.For(Deadline.RunAsync(token => Task.Delay(Timeout.Infinite, token), resource, Short, CancellationToken.None)));
    }

    [Fact]
    public async Task Cancellation_is_a_cancellation_and_not_a_timeout()
    {
        using var resource = new Resource();
        using var source = new CancellationTokenSource();
        var run = Deadline.RunAsync(_ => resource.Disposed, resource, Wait.Long, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(run));
        Assert.True(resource.IsDisposed);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Deadline.RunAsync(_ => throw new FormatException(), resource, Wait.Long, source.Token));
    }

    private sealed class Resource : IDisposable
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Disposed => _disposed.Task;

        public bool IsDisposed { get; private set; }

        public void Dispose()
        {
            IsDisposed = true;
            _disposed.TrySetException(new ObjectDisposedException("resource"));
        }
    }
}
