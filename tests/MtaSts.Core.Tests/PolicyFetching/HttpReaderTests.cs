#if CORE_NETSTANDARD
using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FsCheck.Fluent;
using MtaSts.PolicyFetching;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.PolicyFetching;

/// <summary>The HTTP client of the netstandard2.0 build.</summary>
public class HttpReaderTests
{
    private const int Limit = 65536;
    private static readonly Uri Url = new("https://mta-sts.contoso.test:8443/.well-known/mta-sts.txt");
    private static readonly int[][] Ways = [[1], [2, 3], [80], [100_000]];

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", "a length")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello, and more", 200, "hello", "more data than the length")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nhello", 200, "hello", "up to the end of the connection")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, "", "no reason phrase")]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 5\n\nhello", 404, "hello", "bare LF")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "", "204 has no body")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, "", "304 has no body")]
    [InlineData(
        "HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello",
        "interim answers")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=\"y\"\r\nlo\r\n0\r\nTrailer: x\r\n\r\n", 200, "hello",
        "chunks, an extension, a trailer")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 1\r\n\r\n0005 \r\nhello\r\n0\r\n\r\n", 200, "hello", "chunks win over a length")]
    public async Task A_good_answer_is_read_in_any_segmentation(string text, int status, string body, string reason)
    {
        foreach (var cuts in Ways)
        {
            var answer = await Get(text, cuts);
            Assert.True(status == answer.Status && body == Encoding.UTF8.GetString(answer.Body), reason);
            Assert.False(answer.IsTooLarge);
        }
    }

    [Theory]
    [InlineData("", "before it answered", "nothing")]
    [InlineData("HTTP/1.1 200 OK\r\nX: y", "before it answered", "an endless head")]
    [InlineData("hello\r\n\r\n", "no HTTP|does not begin with", "another protocol")]
    [InlineData("HTTP/2 200 OK\r\n\r\n", "does not begin with", "another version")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n", "does not begin with", "four digits")]
    [InlineData("HTTP/1.1 -20 OK\r\n\r\n", "does not begin with", "a sign")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n", "does not begin with", "below 100")]
    [InlineData("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", "malformed header", "a header without a colon")]
    [InlineData("HTTP/1.1 200 OK\r\n: x\r\n\r\n", "malformed header", "a header without a name")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "before the end", "a truncated body")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello", "Content-Length", "a negative length")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello", "Content-Length", "a length that is not a number")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nhello", "transfer coding", "another transfer coding")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\nhello", "malformed", "a chunk's size that is not a number")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nhello", "malformed", "a negative chunk")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nhello", "malformed", "a chunk that never ends")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello0\r\n\r\n", "malformed", "no line end after a chunk")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "before the end", "a truncated chunk")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "before it answered", "no last chunk")]
    public async Task A_bad_answer_is_rejected_in_any_segmentation(string text, string words, string reason)
    {
        foreach (var cuts in Ways)
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => Get(text, cuts));
            Assert.True(error is InvalidDataException or IOException, reason);
            Assert.Contains(words.Split('|'), word => error.Message.Contains(word, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_head_of_30_KiB_is_read_and_an_endless_one_is_not()
    {
        var headers = string.Concat(Enumerable.Range(0, 300).Select(i => $"X-{i:000}: {new string('a', 90)}\r\n"));
        foreach (var cuts in Ways)
        {
            Assert.Equal("hello", Encoding.UTF8.GetString((await Get("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: 5\r\n\r\nhello", cuts)).Body));
            var error = await Assert.ThrowsAsync<InvalidDataException>(() => Get("HTTP/1.1 200 OK\r\n" + headers + headers, cuts));
            Assert.Contains("32 KiB", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(65535, false)]
    [InlineData(65536, false)]
    [InlineData(65537, true)]
    [InlineData(1_000_000, true)]
    public async Task The_limit_is_exact_to_the_octet(int size, bool isTooLarge)
    {
        foreach (var head in new[] { "", FormattableString.Invariant($"Content-Length: {size}\r\n") })
        {
            var answer = await Get("HTTP/1.1 200 OK\r\n" + head + "\r\n" + new string('a', size), [4096]);
            Assert.Equal((isTooLarge, Math.Min(size, Limit)), (answer.IsTooLarge, answer.Body.Length));
        }
    }

    [Fact]
    public async Task Headers_are_found_regardless_of_case_and_the_first_one_counts()
    {
        var answer =
            await Get("HTTP/1.1 301 Moved\r\nCONTENT-TYPE:  text/html \r\ncontent-type: text/plain\r\nlocation: /x\r\nContent-Encoding: gzip\r\n\r\n", [7]);
        Assert.Equal(("text/html", "/x", "gzip"), (answer.ContentType, answer.Location, answer.ContentEncoding));
        Assert.Equal("Identity", (await Get("HTTP/1.1 200 OK\r\nContent-Encoding: Identity\r\n\r\n", [7])).ContentEncoding);
        Assert.Null((await Get("HTTP/1.1 200 OK\r\nContent-Encoding: \r\n\r\n", [7])).ContentEncoding);
    }

    [Fact]
    public async Task The_request_is_valid_for_a_server()
    {
        var stream = new Duplex("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        await DirectExchange.GetAsync(stream, Url, Limit, CancellationToken.None);
        var sent = Encoding.ASCII.GetString(stream.Sent.ToArray());
        Assert.StartsWith("GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: mta-sts.contoso.test:8443\r\n", sent, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", sent, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_answer_in_any_blocks_has_the_same_result_or_the_same_fault()
    {
        var answers = Any.Of(
            14, "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 C\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "\r\n", "\r\n", "3\r\n", "abc", "0\r\n",
            ";", "\n", "x: y", "\0");
        Any.Hold(
            Gen.OneOf(
                answers, answers.Select(text => "HTTP/1.1 200 OK\r\n" + text),
                answers.Select(text => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + text)).Zip(Any.Cuts),
            pair =>
            Assert.Equal(Told(pair.Item1, [100_000]), Told(pair.Item1, pair.Item2)), 2000);
    }

    private static Task<HttpAnswer> Get(string text, int[] cuts) =>
        DirectExchange.GetAsync(new Duplex(Encoding.UTF8.GetBytes(text), cuts), Url, Limit, CancellationToken.None);

    private static string Told(string text, int[] cuts)
    {
        try
        {
            var answer = Get(text, cuts).GetAwaiter().GetResult();
            return $"{answer.Status} {answer.ContentType} {answer.IsTooLarge} {Encoding.Latin1.GetString(answer.Body)}";
        }
        catch (IOException error)
        {
            return error.Message;
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
    }

#pragma warning disable CA1844 // the core reads into arrays
    private sealed class Duplex(byte[] bytes, params int[] cuts) : Stream
    {
        private readonly CutStream _inner = new(bytes, cuts);

        public MemoryStream Sent { get; } = new();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => _inner.Read(buffer, offset, count);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            _inner.ReadAsync(buffer, offset, count, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => Sent.Write(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
#endif
