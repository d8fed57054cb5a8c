using System;
using System.IO;
#if NET8_0_OR_GREATER
using System.Runtime.InteropServices;
#endif
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Net.Transport;

/// <summary>
/// Passes bytes through, keeps the first bytes that the server sent, and notes what the client offered. TLS libraries say little about why a handshake failed;
/// the server's first record, which is never encrypted, shows it on every platform.
/// </summary>
/// <param name="inner">The connection; disposed with this stream.</param>
internal sealed class HandshakeSniffer(Stream inner) : ConnectionStream
{
    private const int Keep = 64;
    private readonly byte[] _first = new byte[Keep];
    private int _count;
    private int? _offered;

    /// <summary>What the server's first bytes say.</summary>
    public ServerFirstFlight FirstFlight => ServerFirstFlight.Read(_first, _count, _offered ?? 0);

    /// <summary>Whether the client has tried to send anything.</summary>
    public bool HasSent => _offered is not null;

    /// <summary>
    /// Whether the connection has shown anything: bytes, its end or a fault. A handshake that fails before that has failed on this machine.
    /// </summary>
    public bool HasHeard { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            var read = inner.Read(buffer, offset, count);
            KeepFirst(buffer, offset, read);
            return read;
        }
        finally
        {
            HasHeard = true;
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            KeepFirst(buffer, offset, read);
            return read;
        }
        finally
        {
            HasHeard = true;
        }
    }

#if NET8_0_OR_GREATER
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (_count < Keep)
            {
                var kept = Math.Min(read, Keep - _count);
                buffer.Span.Slice(0, kept).CopyTo(_first.AsSpan(_count));
                _count += kept;
            }

            return read;
        }
        finally
        {
            HasHeard = true;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_offered is null)
        {
            var hello = MemoryMarshal.TryGetArray(buffer, out var segment) ? segment : new ArraySegment<byte>(buffer.ToArray());
            KeepOffer(hello.Array!, hello.Offset, hello.Count);
        }

        return inner.WriteAsync(buffer, cancellationToken);
    }
#endif

    // SslStream of .NET Framework reads and writes through these pairs only, and those of Stream block a pool thread.
    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        AsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override int EndRead(IAsyncResult asyncResult) => AsyncResult.End<int>(asyncResult);

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        AsyncResult.Begin(WriteThroughAsync(buffer, offset, count), callback, state);

    public override void EndWrite(IAsyncResult asyncResult) => AsyncResult.End<bool>(asyncResult);

    public override void Write(byte[] buffer, int offset, int count)
    {
        KeepOffer(buffer, offset, count);
        inner.Write(buffer, offset, count);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        KeepOffer(buffer, offset, count);
        return inner.WriteAsync(buffer, offset, count, cancellationToken);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private async Task<bool> WriteThroughAsync(byte[] buffer, int offset, int count)
    {
        await WriteAsync(buffer, offset, count, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private void KeepOffer(byte[] buffer, int offset, int count) => _offered ??= ClientHello.NewestVersion(buffer, offset, count);

    private void KeepFirst(byte[] buffer, int offset, int read)
    {
        if (_count == Keep) return;
        var kept = Math.Min(read, Keep - _count);
        Buffer.BlockCopy(buffer, offset, _first, _count, kept);
        _count += kept;
    }
}
