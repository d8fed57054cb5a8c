using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Concurrency;

public class OrderedWorkQueueStopTests
{
    private static readonly Func<int, CancellationToken, Task<int>> Endless = async (_, token) =>
    {
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    };

    [Fact]
    public void After_a_stop_nothing_more_is_accepted_or_returned()
    {
        var sink = new RecordingSink();
        using var pump = new OrderedWorkQueue<int, int>((i, _) => Task.FromResult(i), 4, sink);
        pump.Stop();
        Assert.ThrowsAny<OperationCanceledException>(() => pump.Add(1));
        Assert.ThrowsAny<OperationCanceledException>(pump.Complete);
        Assert.Empty(sink.Results);
    }

    [Fact]
    public async Task A_stop_wakes_the_waiting_owner()
    {
        using var pump = new OrderedWorkQueue<int, int>(Endless, 2, new RecordingSink());
        var added = 0;
        var waits = Task.Run(() =>
        {
            for (; added < 100; Interlocked.Increment(ref added)) pump.Add(added);
        });
        while (Volatile.Read(ref added) < 7) await Task.Yield(); // the eighth fills the window
        pump.Stop();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(waits));
    }

    [Fact]
    public async Task Cancelling_the_token_equals_a_stop()
    {
        using var source = new CancellationTokenSource();
        using var pump = new OrderedWorkQueue<int, int>(Endless, 1, new RecordingSink(), source.Token);
        pump.Add(1);
        var waits = Task.Run(pump.Complete);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(waits));
        Assert.Throws<ObjectDisposedException>(() => pump.Add(2));
    }

    [Fact]
    public async Task A_stop_returns_at_once_even_when_the_cancelled_work_is_slow()
    {
        using var goOn = new ManualResetEventSlim();
        using var isCancelling = new ManualResetEventSlim();
        using var isStarted = new ManualResetEventSlim();
        var sink = new RecordingSink();
        var pump = new OrderedWorkQueue<int, int>(async (_, token) =>
        {
            using var slow = token.Register(() =>
            {
                isCancelling.Set();
                goOn.Wait(Wait.Long);
            });
            isStarted.Set();
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }, 1, sink);
        pump.Add(1);
        Assert.True(isStarted.Wait(Wait.Long));
        pump.Stop(); // a blocking callback would never get past this line
        Assert.True(isCancelling.Wait(Wait.Long));
        await Wait.For(Task.Run(pump.Stop)); // a second call is harmless
        goOn.Set();
        await Wait.For(Task.Run(pump.Dispose));
    }

    [Fact]
    public async Task Dispose_cancels_the_work_and_waits_until_it_has_ended()
    {
        var ended = 0;
        var started = new SemaphoreSlim(0);
        var pump = new OrderedWorkQueue<int, int>(async (_, token) =>
        {
            started.Release();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
                return 0;
            }
            finally
            {
                await Task.Yield();
                await Task.Yield();
                Interlocked.Increment(ref ended);
            }
        }, 3, new RecordingSink());
        for (var i = 0; i < 3; i++) pump.Add(i);
        for (var i = 0; i < 3; i++) Assert.True(await started.WaitAsync(Wait.Long));
        await Wait.For(Task.Run(pump.Dispose));
        Assert.Equal(3, ended);
        started.Dispose();
    }

    [Theory]
    [InlineData("result")]
    [InlineData("message")]
    [InlineData("fault")]
    public void An_exception_of_the_sink_ends_the_work_and_is_thrown(string where)
    {
        var running = 0;
        OrderedWorkQueue<int, int>? pump = null;
        pump = new OrderedWorkQueue<int, int>(async (i, token) =>
        {
            Interlocked.Increment(ref running);
            try
            {
                if (i == 0 && where == "message") pump!.Post("now");
                if (i == 0 && where == "fault") throw new FormatException();
                if (i > 0 || where == "message") await Task.Delay(Timeout.Infinite, token);
                return i;
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }, 4, new ThrowingSink());
        var thrown = Assert.Throws<NotSupportedException>(() =>
        {
            for (var i = 0; i < 4; i++) pump.Add(i);
            pump.Complete();
        });
        Assert.Equal(where, thrown.Message);
        Assert.Equal(0, Volatile.Read(ref running)); // awaited, not abandoned
        Assert.Throws<ObjectDisposedException>(() => pump.Add(9));
        pump.Dispose();
    }

    [Fact]
    public async Task It_does_not_deadlock_under_a_context_with_one_thread()
    {
        var sink = default(RecordingSink);
        await Wait.For(Task.Factory.StartNew(
            () =>
            {
                // A context that runs nothing while its thread is busy: a continuation on it waits forever.
                SynchronizationContext.SetSynchronizationContext(new SilentContext());
                try
                {
                    sink = new RecordingSink();
                    using var pump = new OrderedWorkQueue<int, int>(async (i, _) =>
                    {
#pragma warning disable CA2007 // the test needs the context
                        await Task.Yield();
                        await Task.Delay(1, CancellationToken.None);
#pragma warning restore CA2007
                        return i;
                    }, 3, sink);
                    for (var i = 0; i < 20; i++) pump.Add(i);
                    pump.Complete();
                }
                finally
                {
                    SynchronizationContext.SetSynchronizationContext(null);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        Assert.Equal(Enumerable.Range(0, 20), sink!.Results);
    }

    [Fact]
    public void A_stop_at_any_moment_ends_in_a_cancellation_or_in_all_results()
    {
        for (var round = 0; round < 200; round++)
        {
            var results = new List<int>();
            var sink = new RecordingSink { OnResult = results.Add };
            using var pump = new OrderedWorkQueue<int, int>(async (i, token) =>
            {
                await Task.Yield();
                return i % 5 == 4 ? throw new FormatException() : i;
            }, 3, sink);
            var spin = round * 20;
            var stopper = new Thread(() =>
            {
                Thread.SpinWait(spin);
                pump.Stop();
            });
            stopper.Start();
            try
            {
                for (var i = 0; i < 30; i++) pump.Add(i);
                pump.Complete();
            }
            catch (OperationCanceledException)
            {
                // And nothing else.
            }

            stopper.Join();
            Assert.Equal(results.OrderBy(i => i), results);
        }
    }

    private sealed class SilentContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }

        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();
    }

    private sealed class ThrowingSink : IWorkQueueSink<int, int>
    {
        public void Result(int item, int result) => throw new NotSupportedException("result");

        public void Fault(int item, Exception exception) => throw new NotSupportedException("fault");

        public void Message(object message) => throw new NotSupportedException("message");
    }
}
