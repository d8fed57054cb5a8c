#if !NET8_0_OR_GREATER
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.PolicyFetching;

/// <summary>The body of an HTTP/1.1 answer: chunked, with a length, or up to the end of the connection (RFC 9112 §6.3).</summary>
internal sealed class HttpBody : Stream
{
    private readonly HttpReader _reader;
    private readonly bool _isChunked;
    private readonly bool _hasLength;
    private long _left;
    private bool _isFirstChunk = true;
    private bool _isAtEnd;

    public HttpBody(HttpReader reader, Dictionary<string, string> headers, bool hasBody)
    {
        _reader = reader;
        _isAtEnd = !hasBody;
        if (headers.TryGetValue("Transfer-Encoding", out var coding))
        {
            _isChunked = string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase);
            if (!_isChunked) throw new InvalidDataException("The answer has an unknown transfer coding.");
        }
        else if (headers.TryGetValue("Content-Length", out var length))
        {
            _hasLength = true;
            if (!long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out _left))
                throw new InvalidDataException("The answer has a malformed Content-Length.");
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_isAtEnd) return 0;
        if (_isChunked && _left == 0) await ReadChunkSizeAsync(cancellationToken).ConfigureAwait(false);
        if (_isAtEnd || (_hasLength && _left == 0)) return 0;

        var wanted = _isChunked || _hasLength ? (int)Math.Min(count, _left) : count;
        var read = await _reader.ReadAsync(buffer, offset, wanted, cancellationToken).ConfigureAwait(false);
        if (read == 0 && (_isChunked || _hasLength)) throw new IOException("The server closed the connection before the end of the body.");
        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task ReadChunkSizeAsync(CancellationToken cancellationToken)
    {
        // The data of a chunk is followed by a line ending.
        if (!_isFirstChunk && (await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false)).Length > 0) throw Malformed();
        _isFirstChunk = false;

        var line = await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        var extension = line.IndexOf(';');
        var size = (extension < 0 ? line : line.Substring(0, extension)).Trim(' ', '\t');
        if (size.Length is 0 or > 15 || !long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left)) throw Malformed();
        if (_left > 0) return;
        _isAtEnd = true;
        while ((await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false)).Length > 0)
        {
            // Trailer fields are irrelevant to a policy.
        }
    }

    private static InvalidDataException Malformed() => new("The chunks of the answer are malformed.");
}
#endif
