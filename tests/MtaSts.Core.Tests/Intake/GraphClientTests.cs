using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Intake;
using Xunit;

namespace MtaSts.Tests.Intake;

/// <summary>Waiting, giving up, and limits.</summary>
public class GraphClientTests
{
    [Theory]
    [InlineData("7", 7)]
    [InlineData(" 120 ", 120)]
    [InlineData("Sat, 28 Nov 2026 12:05:00 GMT", 300)]
    [InlineData("Sat, 28 Nov 2026 11:00:00 GMT", 0)] // it has passed
    [InlineData("soon", 1)]
    [InlineData("-1", 1)]
    [InlineData(null, 1)] // the first of the growing pauses
    public async Task The_next_attempt_waits_as_long_as_Graph_asks(string? retryAfter, int seconds)
    {
        var run = new Receiver("");
        var stub = new GraphStub(1, MadeMail.Report);
        stub.Fault = _ => stub.Requests == 1 ? GraphStub.Error(429, "x", retryAfter is null ? [] : [("retry-after", retryAfter)]) : null;
        await FetchAsync(stub, run.Options());
        Assert.Equal([TimeSpan.FromSeconds(seconds)], run.Waits);
    }

    [Fact]
    public async Task What_Graph_asks_of_one_request_holds_for_all()
    {
        var run = new Receiver("");
        var stub = new GraphStub(2, MadeMail.Report);
        var blocked = new TaskCompletionSource();
        stub.Fault = _ => stub.Requests == 1 ? GraphStub.Error(429, "x", ("Retry-After", "60")) : null;
        var waits = new List<TimeSpan>();
        var options = new GraphClientOptions
        {
            UtcNow = () => new DateTime(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc),
            Delay = (time, _) =>
            {
                lock (waits) waits.Add(time);
                return blocked.Task;
            },
        };
        using var client = new GraphClient(stub, GraphEndpoint.Global, options);
        var first = client.GetMimeAsync(GraphStub.Mailbox, GraphStub.IdOf(0), 1000_000, CancellationToken.None);
        while (waits.Count == 0) await Task.Yield();
        var second = client.GetMimeAsync(GraphStub.Mailbox, GraphStub.IdOf(1), 1000_000, CancellationToken.None);
        Assert.Equal(1, stub.Requests);
        Assert.Equal([TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60)], waits);
        blocked.SetResult();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Pauses_grow_and_end()
    {
        var run = new Receiver("");
        var stub = new GraphStub(1, MadeMail.Report) { Fault = _ => throw new HttpRequestException("No such host is known.") };
        var error = await Assert.ThrowsAsync<GraphException>(() => FetchAsync(stub, run.Options()));
        Assert.Equal(GraphFault.Unavailable, error.Fault);
        Assert.Equal("Microsoft Graph cannot be reached: No such host is known.", error.Message);
        Assert.Equal([1, 2, 4, 8, 16, 32, 32], run.Waits.Select(wait => (int)wait.TotalSeconds));
    }

    [Fact]
    public async Task A_wait_of_a_day_is_an_error_with_the_time()
    {
        var stub = new GraphStub(1, MadeMail.Report) { Fault = _ => GraphStub.Error(429, "x", ("Retry-After", "86400")) };
        var error = await Assert.ThrowsAsync<GraphException>(() => FetchAsync(stub, new Receiver("").Options()));
        Assert.Equal(GraphFault.Throttled, error.Fault);
        Assert.Contains("2026-11-29 12:00 UTC", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_not_held()
    {
        var stub = new GraphStub(1, _ => new byte[1_000_001]);
        Assert.Equal(GraphFault.TooLarge, (await Assert.ThrowsAsync<GraphException>(() => FetchAsync(stub, null))).Fault);
    }

    [Fact]
    public async Task A_stranger_s_words_in_an_error_are_safe_and_short()
    {
        var stub = new GraphStub(1, MadeMail.Report) { Fault = _ => GraphStub.Error(403, "\u001b[31m" + new string('x', 10_000)) };
        var error = await Assert.ThrowsAsync<GraphException>(() => FetchAsync(stub, null));
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.InRange(error.Message.Length, 10, 1000);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait()
    {
        var stub = new GraphStub(1, MadeMail.Report) { Fault = _ => throw new IOException("x") };
        using var stop = new CancellationTokenSource();
        using var client = new GraphClient(stub, GraphEndpoint.Global, new GraphClientOptions { Waiting = (_, _) => stop.Cancel() });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetMimeAsync(GraphStub.Mailbox, "x", 1, stop.Token));
    }

    [Fact]
    public async Task A_silent_server_is_given_up_on()
    {
        var options = new GraphClientOptions { MaxAttempts = 2, AttemptTimeout = TimeSpan.FromMilliseconds(1), Delay = (_, _) => Task.CompletedTask };
        using var client = new GraphClient(new Silent(), GraphEndpoint.Global, options);
        var error = await Assert.ThrowsAsync<GraphException>(() => client.GetMimeAsync(GraphStub.Mailbox, "x", 1, CancellationToken.None));
        Assert.Equal("Microsoft Graph did not answer in time.", error.Message);
    }

    private static async Task<byte[]> FetchAsync(GraphStub stub, GraphClientOptions? options)
    {
        using var client = new GraphClient(stub, GraphEndpoint.Global, options);
        return await client.GetMimeAsync(GraphStub.Mailbox, GraphStub.IdOf(0), 1_000_000, CancellationToken.None);
    }

    private sealed class Silent : IGraphTransport
    {
        public async Task<GraphResponse> SendAsync(GraphRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("This is never reached.");
        }
    }
}
