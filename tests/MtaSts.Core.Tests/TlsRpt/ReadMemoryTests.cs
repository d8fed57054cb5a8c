using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

public class ReadMemoryTests
{
    [Fact]
    public void The_file_whose_turn_it_is_passes_alone_however_large_it_is()
    {
        var memory = new ReadMemory(100);
        var first = memory.Open(0);
        first.Take(1_000, default);
        Assert.True(first.IsUsedUp);
        Assert.Equal(1_000, memory.Used);
        first.Release(first.Settle());
        Assert.Equal(0, memory.Used);
    }

    [Fact]
    public async Task Another_file_waits_until_memory_is_given_back()
    {
        var memory = new ReadMemory(100);
        var first = memory.Open(0);
        first.Take(80, default);
        var second = Task.Run(() => memory.Open(1).Take(50, default));
        await Task.Delay(50);
        Assert.False(second.IsCompleted);
        first.Release(first.Settle());
        await second;
        Assert.Equal(50, memory.Used);
    }

    [Fact]
    public async Task A_waiting_file_goes_on_when_its_turn_comes()
    {
        var memory = new ReadMemory(100);
        memory.Open(0).Take(80, default);
        var second = Task.Run(() => memory.Open(1).Take(500, default));
        memory.SetTurn(1);
        await second;
        Assert.Equal(580, memory.Used);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting()
    {
        var memory = new ReadMemory(100);
        memory.Open(0).Take(80, default);
        using var source = new CancellationTokenSource();
        var second = Task.Run(() => memory.Open(1).Take(50, source.Token));
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(80, memory.Used);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting_of_many_at_once()
    {
        for (var round = 0; round < 300; round++)
        {
            var memory = new ReadMemory(100);
            memory.Open(0).Take(100, default);
            using var source = new CancellationTokenSource();
            using var ready = new CountdownEvent(8);
            var waiting = Enumerable.Range(1, 8).Select(number => Task.Factory.StartNew(
                () =>
                {
                    ready.Signal();
                    memory.Open(number).Take(50, source.Token);
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
            ready.Wait();
            var cancelling = Task.Run(source.Cancel);
            foreach (var task in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(TimeSpan.FromSeconds(60)));
            await cancelling;
        }
    }

    [Fact]
    public async Task Many_files_at_once_end_and_stay_within_the_limit_but_for_the_one_whose_turn_it_is()
    {
        const int Files = 200;
        const int Limit = 1_000;
        const int Largest = 3_000;
        var memory = new ReadMemory(Limit);
        var highest = 0L;
        using var slots = new SemaphoreSlim(8);
        var order = Enumerable.Range(0, Files).Select(_ => new TaskCompletionSource<ReadMemoryAccount>()).ToArray();
        var start = Task.Run(async () =>
        {
            for (var i = 0; i < Files; i++)
            {
                await slots.WaitAsync();
                var number = i;
                _ = Task.Run(() =>
                {
                    var random = new Random(number);
                    var account = memory.Open(number);
                    for (var left = random.Next(1, Largest); left > 0; left -= 50) account.Take(50, default);
                    slots.Release();
                    order[number].SetResult(account);
                });
            }
        });
        for (var i = 0; i < Files; i++)
        {
            memory.SetTurn(i);
            var account = await order[i].Task;
            highest = Math.Max(highest, memory.Used);
            account.Close();
        }

        await start;
        Assert.Equal(0, memory.Used);
        Assert.InRange(highest, 1, Limit + Largest + 50);
    }

    [Fact]
    public void What_a_report_takes_grows_with_its_JSON_and_is_given_back()
    {
        var memory = new ReadMemory(long.MaxValue);
        var account = memory.Open(0);
        using var stream = new MemoryStream(Sample.Gzip(Sample.With("id-1", new string('x', 100_000))));
        Assert.NotNull(new TlsReportReader().Read(stream, "file", account, isAttachment: false, default).Single().Report);
        Assert.InRange(memory.Used, 300_000, 320_000);
        account.Release(account.Settle());
        Assert.Equal(0, memory.Used);
    }
}
