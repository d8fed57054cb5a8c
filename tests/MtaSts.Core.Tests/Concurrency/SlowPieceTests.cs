using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using FsCheck.Fluent;
using MtaSts.Concurrency;
using MtaSts.Dns;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Concurrency;

public class SlowPieceTests
{
    [Fact]
    public void As_completed_results_come_in_the_order_of_their_ends() => Any.Hold(
        Gen.Shuffle(Enumerable.Range(0, 12).ToArray()),
        order =>
        {
            var gates = Enumerable.Range(0, order.Length).Select(_ => Gate()).ToArray();
            var handedOut = new SemaphoreSlim(0);
            var sink = new RecordingSink { OnResult = _ => handedOut.Release() };
            using var pump = new OrderedWorkQueue<int, int>((i, _) => gates[i].Task, order.Length, sink, new WorkQueueOptions<int> { AsCompleted = true });
            for (var i = 0; i < order.Length; i++) pump.Add(i);
            var opening = Task.Run(() =>
            {
                foreach (var i in order)
                {
                    gates[i].SetResult(i);
                    Assert.True(handedOut.Wait(Wait.Long));
                }
            });
            pump.Complete();
            opening.GetAwaiter().GetResult();
            Assert.Equal(order, sink.Results);
        },
        50);

    [Fact]
    public void As_completed_a_fault_is_told_and_nothing_is_lost()
    {
        var sink = new RecordingSink();
        using var pump = new OrderedWorkQueue<int, int>(async (i, _) =>
        {
            await Task.Yield();
            return i % 7 == 3 ? throw new FormatException() : i;
        }, 5, sink, new WorkQueueOptions<int> { AsCompleted = true, Patience = TimeSpan.Zero, WeightOf = _ => 1, MaxWeight = 2 });
        for (var i = 0; i < 1000; i++) pump.Add(i);
        pump.Complete();
        Assert.Equal(Enumerable.Range(0, 1000).Where(i => i % 7 == 3), sink.Faults.Select(fault => fault.Item).Order());
        Assert.Equal(Enumerable.Range(0, 1000).Where(i => i % 7 != 3), sink.Results.Order());
    }

    [Fact]
    public void Slow_pieces_hold_no_place_that_quick_ones_need()
    {
        const int Limit = 2;
        var slow = Gate();
        var quick = 0;
        var sink = new RecordingSink();
        using var pump = new OrderedWorkQueue<int, int>(async (i, _) =>
        {
            if (i < Limit) return await slow.Task; // as many as there are places
            await Task.Yield();
            if (Interlocked.Increment(ref quick) == 500) slow.SetResult(-1);
            return i;
        }, Limit, sink, new WorkQueueOptions<int> { Window = 1000, Patience = TimeSpan.Zero });
        for (var i = 0; i < 500 + Limit; i++) pump.Add(i);
        pump.Complete(); // would never come back: the slow ones end after the last quick one
        Assert.Equal([-1, -1, .. Enumerable.Range(Limit, 500)], sink.Results);
    }

    [Fact]
    public void Slow_pieces_are_at_most_as_many_again()
    {
        const int Limit = 3;
        var (running, most, started) = (0, 0, 0);
        var gate = Gate();
        var sink = new RecordingSink();
        using var pump = new OrderedWorkQueue<int, int>(async (i, _) =>
        {
            lock (sink) most = Math.Max(most, ++running);
            if (Interlocked.Increment(ref started) == 2 * Limit) gate.SetResult(0);
            await gate.Task;
            await Task.Yield();
            lock (sink) running--;
            return i;
        }, Limit, sink, new WorkQueueOptions<int> { Window = 1000, Patience = TimeSpan.Zero });
        for (var i = 0; i < 500; i++) pump.Add(i);
        pump.Complete();
        Assert.Equal(500, sink.Results.Count);
        Assert.Equal(2 * Limit, most);
    }

    [Fact]
    public void Results_that_wait_for_their_turn_may_weigh_so_much_and_no_more()
    {
        const int Limit = 2;
        var first = Gate();
        var (weighed, added, most) = (0, 0, 0);
        var sink = new RecordingSink();
        using var pump = new OrderedWorkQueue<int, int>(
            (i, _) => i == 0 ? first.Task : Task.FromResult(i), Limit, sink, new WorkQueueOptions<int>
            {
                Window = 1000,
                WeightOf = _ =>
                {
                    if (Interlocked.Increment(ref weighed) == 4) first.TrySetResult(0);
                    return 10;
                },
                MaxWeight = 30,
            });
        for (var i = 0; i < 300; i++)
        {
            added++;
            most = Math.Max(most, added - sink.Results.Count);
            pump.Add(i);
        }

        pump.Complete();
        Assert.Equal(Enumerable.Range(0, 300), sink.Results);

        // Without the weight all 300 would have fitted behind the first: it, four that are done, one that runs and those taken in advance.
        Assert.InRange(most, 1, 1 + 4 + 1 + Limit + 1);
    }

    [Fact]
    public async Task A_stop_ends_slow_pieces_too()
    {
        var running = 0;
        using var pump = new OrderedWorkQueue<int, int>(async (_, token) =>
        {
            Interlocked.Increment(ref running);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
                return 0;
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }, 2, new RecordingSink(), new WorkQueueOptions<int> { Window = 100, Patience = TimeSpan.Zero });
        var waits = Task.Run(() =>
        {
            for (var i = 0; i < 50; i++) pump.Add(i);
        });
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref running) == 4, Wait.Long));
        pump.Stop();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(waits));
        Assert.Equal(0, Volatile.Read(ref running));
    }

    [Fact]
    public void A_usual_result_weighs_what_lets_the_window_be_full_and_a_large_one_more()
    {
        var options = ScanQueue.OptionsFor<TestResult>(asCompleted: false);
        Assert.Equal(ScanQueue.Window, options.MaxWeight / ScanQueue.BytesOf(null));
        var small = new MxLookup(FakeResolver.Failed("contoso.test", DnsRecordType.MX, DnsStatus.NoData), ReadableList<MxHost>.Empty);
        var host = new MxHost { DomainName = "contoso.test", Host = "mx.contoso.test", Preference = 1, Addresses = ReadableList<IPAddress>.Empty };
        var large = small with { Hosts = new ReadableList<MxHost>(Enumerable.Repeat(host, 3000)) };
        Assert.True(ScanQueue.BytesOf(large) > 100 * ScanQueue.BytesOf(small));
    }

    private static TaskCompletionSource<int> Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
