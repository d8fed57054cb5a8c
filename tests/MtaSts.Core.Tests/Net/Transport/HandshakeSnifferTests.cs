using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net.Transport;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Net.Transport;

/// <summary>SslStream of .NET Framework uses only the Begin and End methods of the inner stream.</summary>
public class HandshakeSnifferTests
{
    [Fact]
    public async Task A_read_that_waits_blocks_no_thread()
    {
        using var inner = new SilentStream();
        using var sniffer = new HandshakeSniffer(inner);
        var isCalled = new TaskCompletionSource<IAsyncResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var state = new object();
        var begun = sniffer.BeginRead(new byte[8], 0, 8, isCalled.SetResult, state);
        Assert.False(begun.IsCompleted);
        Assert.Same(state, begun.AsyncState);
        inner.Answer(5);
        var ended = await Wait.For(isCalled.Task);
        Assert.Equal(5, sniffer.EndRead(ended));
    }

    [Fact]
    public async Task A_fault_is_thrown_at_the_end_of_the_work()
    {
        using var inner = new SilentStream();
        using var sniffer = new HandshakeSniffer(inner);
        var isCalled = new TaskCompletionSource<IAsyncResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        sniffer.BeginRead(new byte[8], 0, 8, isCalled.SetResult, null);
        inner.Fail();
        var ended = await Wait.For(isCalled.Task);
        Assert.Throws<IOException>(() => sniffer.EndRead(ended));
    }

    [Fact]
    public async Task A_write_reaches_the_inner_stream()
    {
        using var inner = new SilentStream();
        using var sniffer = new HandshakeSniffer(inner);
        await Task.Factory.FromAsync(sniffer.BeginWrite, sniffer.EndWrite, new byte[] { 1, 2, 3 }, 0, 3, null);
        Assert.Equal(3, inner.Written);
    }

    /// <summary>Answers on request. Its blocking methods fail, because a call would block a thread.</summary>
    private sealed class SilentStream : MemoryStream
    {
        private readonly TaskCompletionSource<int> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Written { get; private set; }

        public void Answer(int count) => _answer.SetResult(count);

        public void Fail() => _answer.SetException(new IOException("The connection broke."));

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("A blocking read.");

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("A blocking write.");

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _answer.Task;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Written += count;
            return Task.CompletedTask;
        }
    }
}
