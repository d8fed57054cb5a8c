#if NET8_0_OR_GREATER
using System;
using System.Collections.Concurrent;
using System.Threading;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>As many readers of small reports as there are threads that read at the same time. Thread-safe.</summary>
/// <param name="options">The limits.</param>
/// <param name="texts">Texts that were read lately.</param>
internal sealed class SmallReportPool(TlsReportReaderOptions options, TextCache texts)
{
    private readonly ConcurrentBag<SmallReport> _idle = [];

    /// <summary>See <see cref="SmallReport.Read(ArraySegment{byte}, string, ReadMemoryAccount, CancellationToken)"/>.</summary>
    public TlsReport? Read(ArraySegment<byte> packed, string source, ReadMemoryAccount? memory, CancellationToken cancellation)
    {
        var reader = Take();
        try
        {
            return reader.Read(packed, source, memory, cancellation);
        }
        finally
        {
            _idle.Add(reader);
        }
    }

    /// <summary>See <see cref="SmallReport.Read(ArraySegment{byte}, ReadContext)"/>.</summary>
    public TlsReport? Read(ArraySegment<byte> packed, ReadContext context)
    {
        if (!SmallGzip.IsLikely(packed)) return null;
        var reader = Take();
        try
        {
            return reader.Read(packed, context);
        }
        finally
        {
            _idle.Add(reader);
        }
    }

    private SmallReport Take() => _idle.TryTake(out var reader) ? reader : new SmallReport(options, texts);
}
#endif
