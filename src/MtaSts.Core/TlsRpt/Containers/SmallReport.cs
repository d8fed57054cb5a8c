#if NET8_0_OR_GREATER
using System;
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

    /// <summary>Reads a file.</summary>
    /// <param name="packed">The gzip, of which <see cref="SmallGzip.IsLikely"/> is true.</param>
    /// <param name="source">Its name, safe to show.</param>
    /// <param name="memory">What the result takes; null to count nothing.</param>
    /// <param name="cancellation">Ends the waiting for memory.</param>
    /// <returns>Null when it must be read in the usual way; no memory is taken.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public TlsReport? Read(ArraySegment<byte> packed, string source, ReadMemoryAccount? memory, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var size = Unpack(packed);
        if (size == 0 || _options is not { MaxNesting: > 0, MaxReports: > 0 } || size > _options.MaxTotalUnpackedBytes) return null;
        _notes.Reset();
        return Map(size, new ReportOrigin(source), memory, cancellation);
    }

    /// <summary>Reads an entry of a container, such as the part of a message.</summary>
    /// <param name="packed">The gzip, of which <see cref="SmallGzip.IsLikely"/> is true.</param>
    /// <param name="context">Where it is, and what its file has left of the limits.</param>
    /// <returns>Null when it must be read in the usual way; nothing is taken from the limits.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public TlsReport? Read(ArraySegment<byte> packed, ReadContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var size = Unpack(packed);
        if (size == 0 || context.Nesting >= _options.MaxNesting || !context.Budget.HasRoom(size)) return null;
        _notes.Reset();
        context.NoteForm(_notes);
        var report = Map(size, context.ToOrigin(), context.Memory, context.Cancellation);
        if (report is null) return null;
        context.Budget.TakeUnpacked(size);
        context.Budget.TakeReport();
        return report;
    }

    /// <summary>Unpacks to the buffer; 0 when it is not what it looks like, or larger than is allowed.</summary>
    private int Unpack(ArraySegment<byte> packed)
    {
        var size = SmallGzip.Unpack(packed, _input, ref _json);
        return size > 0 && size <= _options.MaxUnpackedBytes ? size : 0;
    }

    private TlsReport? Map(int size, in ReportOrigin origin, ReadMemoryAccount? memory, CancellationToken cancellation)
    {
        if (ContentSniffer.Detect(_json, Math.Min(size, PeekStream.HeadSize), out _) != ContentKind.Json) return null;
        _tokens.Start(_json, size);
        TlsReport report;
        try
        {
            _tokens.Next();
            if (_tokens.Kind != JsonToken.StartObject) return null;
            report = _mapper.Map(in origin, isRoot: true);
            if (_tokens.Rest(isJoined: true) == JsonRest.Another) return null;
        }
        catch (ReportFaultException)
        {
            return null;
        }

        memory?.Take((size * HeldSize.PerJsonByte) + HeldSize.Of(report), cancellation);
        return report;
    }
}
#endif
