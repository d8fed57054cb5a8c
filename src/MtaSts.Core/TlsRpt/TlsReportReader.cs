using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using MtaSts.Text;
using MtaSts.TlsRpt.Containers;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt;

/// <summary>
/// Finds the TLS reports in files: JSON, gzip, zip, a message (.eml) or a mailbox (mbox), told apart by content and
/// nested in any way. A failure is a result too, never an exception. Reads front to back through small
/// buffers, so a large mailbox takes no more memory than a small one. Instances are thread-safe.
/// One reader for many files keeps the texts that they have in common once.
/// </summary>
public sealed class TlsReportReader
{
    private const int MaxSource = 4096; // the longest path of Linux; a name that came with an object may be longer

    private readonly TlsReportReaderOptions _options;
    private readonly TextCache _texts = new();
#if NET8_0_OR_GREATER
    private readonly SmallReportPool _small;
#endif

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The limits; null for the defaults.</param>
    public TlsReportReader(TlsReportReaderOptions? options = null)
    {
        _options = options ?? new TlsReportReaderOptions();
#if NET8_0_OR_GREATER
        _small = new SmallReportPool(_options, _texts);
#endif
    }

    /// <summary>Reads a stream to its end while the results are enumerated. The stream is not closed.</summary>
    /// <param name="stream">The content. A zip that cannot seek is kept in memory, up to <see cref="TlsReportReaderOptions.MaxMailBytes"/>.</param>
    /// <param name="source">Its name in results, such as a file name.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Each report and each fault as it is found; at least one, unless <see cref="TlsReportReaderOptions.IgnoreOtherContent"/> is set.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OperationCanceledException">Thrown while enumerating, when the token is cancelled.</exception>
    public IEnumerable<TlsReportResult> Read(Stream stream, string source, CancellationToken cancellationToken = default) =>
        Read(stream, source, null, isAttachment: false, cancellationToken);

    /// <summary>Reads a stream to its end while the results are enumerated, and counts what they take. The stream is not closed.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="source">What to call it in results.</param>
    /// <param name="memory">What the results of this stream take; reading waits in it. Null to count nothing.</param>
    /// <param name="isAttachment">
    /// Its content came inside a mail that is not here. Whoever sent that mail wrote it, so what a message in it says about signatures is
    /// worthless, and rows of an archive are not read.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Each report and each fault as it is found; at least one, unless <see cref="TlsReportReaderOptions.IgnoreOtherContent"/> is set.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OperationCanceledException">Thrown while enumerating, when the token is cancelled.</exception>
    public IEnumerable<TlsReportResult> Read(
        Stream stream, string source, ReadMemoryAccount? memory, bool isAttachment, CancellationToken cancellationToken)
    {
        if (stream is null) throw new ArgumentNullException(nameof(stream));
        if (source is null) throw new ArgumentNullException(nameof(source));
        var name = SafeText.Excerpt(source, MaxSource);
#if NET8_0_OR_GREATER
        if (stream is MemoryStream { Position: 0 } held && held.TryGetBuffer(out var octets) && SmallGzip.IsLikely(octets))
            return ReadSmall(held, octets, name, memory, isAttachment, cancellationToken);
#endif
        return ReadAny(stream, name, memory, isAttachment, cancellationToken);
    }

#if NET8_0_OR_GREATER
    private IEnumerable<TlsReportResult> ReadSmall(
        MemoryStream stream, ArraySegment<byte> octets, string name, ReadMemoryAccount? memory, bool isAttachment, CancellationToken cancellationToken)
    {
        if (_small.Read(octets, name, memory, cancellationToken) is { } report)
        {
            stream.Position = stream.Length;
            yield return new TlsReportResult(report);
            yield break;
        }

        foreach (var result in ReadAny(stream, name, memory, isAttachment, cancellationToken)) yield return result;
    }
#endif

    private IEnumerable<TlsReportResult> ReadAny(
        Stream stream, string name, ReadMemoryAccount? memory, bool isAttachment, CancellationToken cancellationToken)
    {
        var context = new ReadContext(_options, name, 0, !_options.IgnoreOtherContent, new ReadBudget(_options), cancellationToken)
        {
            Memory = memory,
            IsForwarded = isAttachment,
            Texts = _texts,
#if NET8_0_OR_GREATER
            Small = _small,
#endif
        };
        return ErrorLimit.Apply(ContentReader.ReadAll(stream, context), name, _options.MaxErrors);
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="source">Its name in results.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Each report and each fault as it is found; at least one, unless <see cref="TlsReportReaderOptions.IgnoreOtherContent"/> is set.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IEnumerable<TlsReportResult> Read(byte[] bytes, string source, CancellationToken cancellationToken = default)
    {
        if (bytes is null) throw new ArgumentNullException(nameof(bytes));
        return Read(new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true), source, cancellationToken);
    }

    /// <summary>Reads text: the JSON of a report, or a whole message.</summary>
    /// <param name="text">The content.</param>
    /// <param name="source">Its name in results.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Each report and each fault as it is found; at least one, unless <see cref="TlsReportReaderOptions.IgnoreOtherContent"/> is set.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IEnumerable<TlsReportResult> ReadText(string text, string source, CancellationToken cancellationToken = default)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        return Read(Encoding.UTF8.GetBytes(text), source, cancellationToken);
    }
}
