using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Lab;
using MtaSts.Lab.Scenarios;
using MtaSts.Net.Transport;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>Counts the open resources of the whole process, so no other test may run at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class LeakTestsRunAlone
{
    public const string Name = "checker leaks";
}

[Collection(LeakTestsRunAlone.Name)]
public class LeakTests
{
    private static readonly string[] Names =
    [
        "healthy.test", "tls12.test", "host-refused.test", "host-plain-http.test", "host-tls10.test", "cert-expired.test", "http-404.test", "http-cut-off.test",
        "http-endless.test", "http-nonsense.test", "smtp-closes.test", "smtp-554.test", "smtp-garbage.test", "smtp-endless.test", "smtp-no-starttls.test",
            "smtp-tls10.test",
        "smtp-injected.test", "three-one-expired.test", "host-silent.test", "smtp-silent.test",
    ];

    [Fact]
    public async Task Hundreds_of_tests_leave_no_socket_and_no_unobserved_exception()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [.. AllScenarios.Domains.Where(d => Names.Contains(d.Name))] });
        Assert.Equal(Names.Length, lab.Scenarios.Count);
        using var stub = lab.Resolver();
        var checker = new MtaStsChecker(stub, new NetworkOptions
        {
            StepTimeout = TimeSpan.FromMilliseconds(500),
            FetchTimeout = TimeSpan.FromSeconds(1),
            HttpsPort = lab.HttpsPort,
            SmtpPort = lab.SmtpPort,
            AllowPrivateAddress = true,
            Trust = lab.Trust(),
        });
        var unseen = new ConcurrentQueue<Exception>();
        void OnUnseen(object? sender, UnobservedTaskExceptionEventArgs e) => unseen.Enqueue(e.Exception);

        TaskScheduler.UnobservedTaskException += OnUnseen;
        try
        {
            await RunAsync(checker, 2); // creates everything that is created only once
            var before = await OpenAsync(lab);
            await RunAsync(checker, 10);
            // One leak per test would be 200; the pool and the lab keep a few.
            Assert.InRange(await OpenAsync(lab), 0, before + 15);
            Assert.Empty(unseen);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= OnUnseen;
        }
    }

    /// <summary>All domains in parallel; every third test is cancelled at some point.</summary>
    private static async Task RunAsync(MtaStsChecker checker, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Wait.For(Task.WhenAll(Names.Select(async (name, i) =>
            {
                using var source = new CancellationTokenSource();
                if ((i + round) % 3 == 0) source.CancelAfter(i * 3);
                try
                {
                    await checker.TestAsync(name, new TestOptions(), source.Token);
                }
                catch (OperationCanceledException)
                {
                    Assert.True(source.IsCancellationRequested);
                }
            })));
        }
    }

    /// <summary>The open resources after the lab has closed every session.</summary>
    private static async Task<int> OpenAsync(LabServer lab)
    {
        await Wait.For(Task.WhenAll(lab.Counters.SmtpSessions.Select(s => s.Ended)));
        var count = Open();
        for (var i = 0; i < 20; i++)
        {
            // The lab closes its ends on the thread pool.
            await Task.Delay(50);
            var next = Open();
            if (next >= count && i > 3) break;
            count = Math.Min(count, next);
        }

        return count;
    }

    private static int Open()
    {
        const string OpenFiles = "/proc/self/fd";
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return Directory.Exists(OpenFiles) ? Directory.GetFileSystemEntries(OpenFiles).Length : self.HandleCount;
    }
}
