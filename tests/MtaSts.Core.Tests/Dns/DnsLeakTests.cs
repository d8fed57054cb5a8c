using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using Xunit;

namespace MtaSts.Tests.Dns;

/// <summary>Counts the open resources of the whole process, so no other test may run at the same time.</summary>
[CollectionDefinition("DNS leaks", DisableParallelization = true)]
public class DnsLeakTestsRunAlone;

[Collection("DNS leaks")]
public class DnsLeakTests
{
    private const string OpenFiles = "/proc/self/fd";

    /// <summary>A server that never accepts its TCP connections. Another process may use the TCP port with the number of the free UDP port.</summary>
    private static async Task<(ScriptedServer Server, TcpListener Backlog)> NeverAcceptingAsync()
    {
        while (true)
        {
            var server = ScriptedServer.Answering(query => Packet.To(query).Truncated());
            var backlog = new TcpListener(IPAddress.Loopback, server.Port);
            try
            {
                backlog.Start();
                return (server, backlog);
            }
            catch (SocketException)
            {
                backlog.Dispose();
                await server.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Failing_queries_leave_no_socket_and_no_unobserved_exception()
    {
        await using var silent = ScriptedServer.Silent();
        await using var cutThenClosed = ScriptedServer.Answering(query => Packet.To(query).Truncated());
        await using var cutThenEarly = new ScriptedServer(query => [Packet.To(query).Truncated().Build()], _ => [[0]]);
        await using var cutThenSilent = new ScriptedServer(query => [Packet.To(query).Truncated().Build()], _ => [[]]);
        await using var stray = new ScriptedServer(_ => [[1, 2, 3]]);
        var (never, backlog) = await NeverAcceptingAsync();
        await using var cutThenNeverAccepted = never;
        using var listener = backlog;
        DnsServer[] servers =
        [
            cutThenNeverAccepted.Server,
            silent.Server, cutThenClosed.Server, cutThenEarly.Server, cutThenSilent.Server, stray.Server, Ask.Nobody(),
            DnsServer.FromUrl(new Uri(FormattableString.Invariant($"https://127.0.0.1:{Ask.Nobody().Port}/q"))),
        ];
        var unseen = new ConcurrentQueue<Exception>();
        void OnUnseen(object? sender, UnobservedTaskExceptionEventArgs e) => unseen.Enqueue(e.Exception);

        TaskScheduler.UnobservedTaskException += OnUnseen;
        try
        {
            await RunAsync(servers, 20); // creates everything that is created only once
            var before = Open();
            await RunAsync(servers, 300);
            Assert.InRange(Open(), 0, before + 5);
            Assert.Empty(unseen);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= OnUnseen;
        }
    }

    private static async Task RunAsync(DnsServer[] servers, int rounds)
    {
        var limit = TimeSpan.FromMilliseconds(5);
        for (var round = 0; round < rounds; round++)
        {
            using var resolver = Ask.Resolver(limit, 1, servers);
            using var cancel = new CancellationTokenSource();
            var task = resolver.QueryAsync("contoso.test", DnsRecordType.TXT, cancel.Token);
            if (round % 3 == 0) await cancel.CancelAsync();
            try
            {
                Assert.False((await task).IsDefinite);
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(0, round % 3);
            }
        }
    }

    private static int Open()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return Directory.Exists(OpenFiles) ? Directory.GetFileSystemEntries(OpenFiles).Length : self.HandleCount;
    }
}
