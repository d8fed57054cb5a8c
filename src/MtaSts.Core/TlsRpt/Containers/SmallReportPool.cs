#if NET8_0_OR_GREATER
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>As many readers of small reports as there are threads that read at the same time. Thread-safe.</summary>
/// <param name="options">The limits.</param>
/// <param name="texts">Texts that were read lately.</param>
internal sealed class SmallReportPool(TlsReportReaderOptions options, TextCache texts)
{
    private readonly ConcurrentBag<SmallReport> _idle = [];

    /// <summary>See <see cref="SmallReport.Read(MemoryStream, string, ReadMemoryAccount, CancellationToken)"/>.</summary>
    public TlsReport? Read(MemoryStream packed, string source, ReadMemoryAccount? memory, CancellationToken cancellation)
    {
        if (!_idle.TryTake(out var reader)) reader = new SmallReport(options, texts);
        try
        {
            return reader.Read(packed, source, memory, cancellation);
        }
        finally
        {
            _idle.Add(reader);
        }
    }
}
#endif
