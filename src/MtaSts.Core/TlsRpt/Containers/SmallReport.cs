#if NET8_0_OR_GREATER
using System;
using System.IO;
using System.Threading;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// Reads one small report after another with the same buffers. It knows only reports without a fault, one in each gzip; whatever is not
/// exactly that is left to <see cref="ContentReader"/>, which says what is wrong with it. For one thread at a time.
/// </summary>
#pragma warning disable CA1001 // The tokens and the input hold nothing to give back: the buffers are not theirs
internal sealed class SmallReport
#pragma warning restore CA1001
{
    private readonly TlsReportReaderOptions _options;
    private readonly JsonTokens _tokens;
    private readonly ReportNotes _notes = new();
    private readonly ReportMapper _mapper;
    private readonly SmallInput _input = new();
    private byte[] _json = new byte[8 * 1024];

    /// <summary>Prepares for reports.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="texts">Texts that were read lately.</param>
    public SmallReport(TlsReportReaderOptions options, TextCache texts)
    {
        _options = options;
        _tokens = new JsonTokens(options.MaxJsonDepth, texts);
        _mapper = new ReportMapper(_tokens, _notes, options.MaxReportItems);
    }

    /// <summary>Reads a report.</summary>
    /// <param name="packed">The gzip, of which <see cref="SmallGzip.IsLikely"/> is true.</param>
    /// <param name="source">Its name, safe to show.</param>
    /// <param name="memory">What the result takes; null to count nothing.</param>
    /// <param name="cancellation">Ends the waiting for memory.</param>
    /// <returns>Null when it must be read in the usual way; the gzip is at its start again, and no memory is taken.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public TlsReport? Read(MemoryStream packed, string source, ReadMemoryAccount? memory, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var size = SmallGzip.Unpack(packed, _input, ref _json);
        if (size > 0 && IsAllowed(size) && Map(size, source) is { } report)
        {
            packed.Position = packed.Length;
            memory?.Take((size * HeldSize.PerJsonByte) + HeldSize.Of(report), cancellation);
            return report;
        }

        packed.Position = 0;
        return null;
    }

    private bool IsAllowed(int size) =>
        size <= Math.Min(_options.MaxUnpackedBytes, _options.MaxTotalUnpackedBytes) && _options is { MaxNesting: > 0, MaxReports: > 0 };

    private TlsReport? Map(int size, string source)
    {
        if (ContentSniffer.Detect(_json, Math.Min(size, PeekStream.HeadSize), out _) != ContentKind.Json) return null;
        _tokens.Start(_json, size);
        _notes.Reset();
        try
        {
            _tokens.Next();
            if (_tokens.Kind != JsonToken.StartObject) return null;
            var report = _mapper.Map(new ReportOrigin(source), isRoot: true);
            return _tokens.Rest() == JsonRest.AnotherObject ? null : report;
        }
        catch (ReportFaultException)
        {
            return null;
        }
    }
}
#endif
