using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FsCheck.Fluent;
using MtaSts.Concurrency;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Concurrency;

public class OrderedWorkQueueTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(1000, 7)]
    [InlineData(5, 100)] // a window larger than the input
    public void Results_are_in_input_order(int count, int limit)
    {
        var sink = new RecordingSink();
        using var pump = new OrderedWorkQueue<int, int>(async (i, _) =>
        {
            if (i % 3 == 0) await Task.Yield();
            return i * 2;
        }, limit, sink);
        for (var i = 0; i < count; i++) pump.Add(i);
        pump.Complete();
        Assert.Equal(Enumerable.Range(0, count).Select(i => i * 2), sink.Results);
        Assert.Empty(sink.Faults);
    }

    [Fact]
    public void Items_start_in_input_order()
    {
        var started = new ConcurrentQueue<int>();
        var first = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var pump = new OrderedWorkQueue<int, int>((i, _) =>
        {
            started.Enqueue(i);
            return i == 0 ? first.Task : Task.FromResult(i);
        }, 1, new RecordingSink());

        // Three items wait for the first one; an item that overtakes would not be awaited yet.
        for (var i = 0; i < 4; i++)
        {
            if (i == 3) first.SetResult(0);
            pump.Add(i);
        }

        for (var i = 4; i < 500; i++) pump.Add(i);
        pump.Complete();
        Assert.Equal(Enumerable.Range(0, 500), started);
    }

    [Fact]
    public void Results_are_in_input_order_for_any_order_of_completion() => Any.Hold(
        Gen.Shuffle(Enumerable.Range(0, 12).ToArray()),
        order =>
        {
            var gates = order.Select(_ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
            var sink = new RecordingSink();
            using var pump = new OrderedWorkQueue<int, int>((i, _) => gates[i].Task, gates.Length, sink);
            for (var i = 0; i < gates.Length; i++) pump.Add(i);
            foreach (var i in order) gates[i].SetResult(i);
            pump.Complete();
            Assert.Equal(Enumerable.Range(0, gates.Length), sink.Results);
        },
        50);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public void The_limit_of_concurrent_work_is_reached_and_never_exceeded(int limit)
    {
        var running = 0;
        var most = 0;
        var missing = limit;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = new RecordingSink();
        using var pump = new OrderedWorkQueue<int, int>(async (i, _) =>
        {
            var now = Interlocked.Increment(ref running);
            int seen;
            while ((seen = Volatile.Read(ref most)) < now && Interlocked.CompareExchange(ref most, now, seen) != seen)
            {
            }

            // The first items wait for each other, so they must run in parallel.
            if (i < limit)
            {
                if (Interlocked.Decrement(ref missing) == 0) all.SetResult();
                await Wait.For(all.Task);
            }

            await Task.Yield();
            Interlocked.Decrement(ref running);
            return i;
        }, limit, sink);
        for (var i = 0; i < 300; i++) pump.Add(i);
        pump.Complete();
        Assert.Equal(300, sink.Results.Count);
        Assert.Empty(sink.Faults);
        Assert.Equal(limit, most);
    }

    [Fact]
    public void Running_and_waiting_work_is_limited_for_input_of_any_length()
    {
        const int Limit = 4;
        var first = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = 0;
        var most = 0;
        var added = 0;
        var sink = new RecordingSink();
        using (var pump = new OrderedWorkQueue<int, int>((i, _) =>
        {
            // The first item is slow: it ends only when the window after it is full.
            if (Interlocked.Increment(ref started) == Limit * 4) first.TrySetResult(0);
            return i == 0 ? first.Task : Task.FromResult(i);
        }, Limit, sink))
        {
            for (var i = 0; i < 5000; i++)
            {
                added++;
                most = Math.Max(most, added - sink.Results.Count);
                pump.Add(i);
            }

            pump.Complete();
        }

        Assert.Equal(5000, sink.Results.Count);
        Assert.InRange(most, 1, Limit * 4);
    }

    [Fact]
    public void Returned_results_are_not_kept_in_memory()
    {
        var results = new ConcurrentQueue<WeakReference>();
        using var pump = new OrderedWorkQueue<int, object>((_, _) =>
        {
            var result = new byte[1000];
            results.Enqueue(new WeakReference(result));
            return Task.FromResult<object>(result);
        }, 2, new ForgettingSink());
        for (var i = 0; i < 1000; i++) pump.Add(i);
        pump.Complete();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.InRange(results.Count(r => r.IsAlive), 0, 50);
    }

    [Fact]
    public void A_fault_of_one_item_is_reported_in_its_place_and_the_others_continue()
    {
        var sink = new RecordingSink();
        using var pump = new OrderedWorkQueue<int, int>((i, _) => i switch
        {
            1 => throw new InvalidOperationException("at once"),
            2 => Task.FromException<int>(new FormatException("in the task")),
            3 => Task.FromCanceled<int>(new CancellationToken(true)), // its own problem, the pump was not stopped
            4 => null!,
            _ => Task.FromResult(i),
        }, 2, sink);
        for (var i = 0; i < 6; i++) pump.Add(i);
        pump.Complete();
        Assert.Equal([0, 5], sink.Results);
        Assert.Equal([1, 2, 3, 4], sink.Faults.Select(f => f.Item));
        Assert.Equal(["at once", "in the task"], sink.Faults.Take(2).Select(f => f.Error.Message));
        Assert.IsAssignableFrom<OperationCanceledException>(sink.Faults[2].Error);
    }

    [Fact]
    public void Messages_reach_the_sink_on_the_owners_thread_and_none_is_lost()
    {
        var sink = new RecordingSink();
        OrderedWorkQueue<int, int>? pump = null;
        using (pump = new OrderedWorkQueue<int, int>((i, _) =>
        {
            pump!.Post("begin " + i);
            return Task.FromResult(i);
        }, 1, sink))
        {
            for (var i = 0; i < 50; i++) pump.Add(i);
            pump.Complete();
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(i => "begin " + i).Order(), sink.Messages.Cast<string>().Order());
        Assert.Equal(50, sink.Results.Count);
    }

    [Fact]
    public async Task A_message_wakes_the_owner_while_an_item_still_runs()
    {
        var told = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        OrderedWorkQueue<int, int>? pump = null;
        await Wait.For(Task.Run(() =>
        {
            // The item ends only when its message has reached the sink.
            using (pump = new OrderedWorkQueue<int, int>((_, _) =>
            {
                pump!.Post("begin");
                return told.Task;
            }, 1, new RecordingSink { OnMessage = _ => told.SetResult(1) }))
            {
                pump.Add(1);
                pump.Complete();
            }
        }));
    }

    [Fact]
    public void Messages_without_a_receiver_do_not_fill_the_memory()
    {
        var sink = new RecordingSink();
        using var pump = new OrderedWorkQueue<int, int>((i, _) => Task.FromResult(i), 1, sink);
        for (var i = 0; i < 50_000; i++) pump.Post(i);
        pump.Complete();
        Assert.InRange(sink.Messages.Count, 1, 10_000);
        pump.Post("again");
        pump.Complete();
        Assert.Equal("again", sink.Messages[^1]);
    }

    [Fact]
    public void Misuse_throws()
    {
        var sink = new RecordingSink();
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderedWorkQueue<int, int>((i, _) => Task.FromResult(i), 0, sink));
        Assert.Throws<ArgumentNullException>(() => new OrderedWorkQueue<int, int>(null!, 1, sink));
        Assert.Throws<ArgumentNullException>(() => new OrderedWorkQueue<int, int>((i, _) => Task.FromResult(i), 1, null!));
        var pump = new OrderedWorkQueue<int, int>((i, _) => Task.FromResult(i), 1, sink);
        pump.Dispose();
        pump.Dispose();
        pump.Stop(); // a late call is harmless
        pump.Post("late");
        Assert.Throws<ObjectDisposedException>(() => pump.Add(1));
        Assert.Throws<ObjectDisposedException>(pump.Complete);
    }

    private sealed class ForgettingSink : IWorkQueueSink<int, object>
    {
        public void Result(int item, object result)
        {
        }

        public void Fault(int item, Exception exception) => throw exception;

        public void Message(object message)
        {
        }
    }
}
