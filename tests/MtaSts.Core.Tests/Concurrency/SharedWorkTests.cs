using System;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Concurrency;

public class SharedWorkTests
{
    private readonly TaskCompletionSource<int> _work = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_result_reaches_the_waiting_caller(bool canCancel)
    {
        using var source = new CancellationTokenSource();
        var wait = SharedWork.WaitAsync(_work.Task, canCancel ? source.Token : CancellationToken.None);
        Assert.False(wait.IsCompleted);
        _work.SetResult(7);
        Assert.Equal(7, await Wait.For(wait));
        await source.CancelAsync();
        Assert.Equal(7, await wait);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_fault_reaches_the_waiting_caller(bool isThereBefore)
    {
        using var source = new CancellationTokenSource();
        if (isThereBefore) _work.SetException(new FormatException("no"));
        var wait = SharedWork.WaitAsync(_work.Task, source.Token);
        _work.TrySetException(new FormatException("no"));
        Assert.Equal("no", (await Assert.ThrowsAsync<FormatException>(() => Wait.For(wait))).Message);
    }

    [Fact]
    public async Task Cancelled_work_ends_the_wait_of_other_callers()
    {
        using var source = new CancellationTokenSource();
        var wait = SharedWork.WaitAsync(_work.Task, source.Token);
        _work.SetCanceled(new CancellationToken(true));
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(wait));
        Assert.NotEqual(source.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_cancelled_caller_leaves_and_the_others_stay()
    {
        using var source = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var leaves = SharedWork.WaitAsync(_work.Task, source.Token);
        var stays = SharedWork.WaitAsync(_work.Task, other.Token);
        await source.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(leaves));
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.False(stays.IsCompleted);
        _work.SetResult(7);
        Assert.Equal(7, await Wait.For(stays));
    }

    [Fact]
    public async Task A_cancelled_caller_does_not_wait()
    {
        var cancelled = new CancellationToken(true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(SharedWork.WaitAsync(_work.Task, cancelled)));
        _work.SetResult(7);
        Assert.Equal(7, await SharedWork.WaitAsync(_work.Task, cancelled)); // completed work is returned without a wait
    }

    [Fact]
    public async Task Cancellation_at_the_moment_of_the_result_has_either_outcome()
    {
        for (var i = 0; i < 500; i++)
        {
            var work = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var source = new CancellationTokenSource();
            using var start = new Barrier(2);
            var wait = SharedWork.WaitAsync(work.Task, source.Token);
            var ends = Task.Run(() =>
            {
                start.SignalAndWait();
                work.SetResult(i);
            });
            var cancels = Task.Run(() =>
            {
                start.SignalAndWait();
                source.Cancel();
            });
            try
            {
                Assert.Equal(i, await Wait.For(wait));
            }
            catch (OperationCanceledException error)
            {
                Assert.Equal(source.Token, error.CancellationToken);
            }

            await Wait.For(Task.WhenAll(ends, cancels));
        }
    }

    [Fact]
    public async Task A_waiting_caller_does_not_continue_on_the_thread_that_cancels()
    {
        using var source = new CancellationTokenSource();
        var onPool = Task.FromResult(false);
        var thread = new Thread(() =>
        {
            onPool = GoesOnOnPoolAsync();
            source.Cancel();
        });
        thread.Start();
        thread.Join();
        Assert.True(await Wait.For(onPool));

        async Task<bool> GoesOnOnPoolAsync()
        {
            await ((Task)SharedWork.WaitAsync(_work.Task, source.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Thread.CurrentThread.IsThreadPoolThread;
        }
    }
}
