using System.Threading;

namespace MtaSts.Intake;

/// <summary>The sizes of the files of a <see cref="ReportArchive"/>. The defaults can be read back with the default limits of the reader.</summary>
public sealed class ReportArchiveOptions
{
    /// <summary>The most rows of a file; a report is never split. 50,000.</summary>
    public int MaxRows { get; init; } = 50_000;

    /// <summary>The most bytes of a file before it is compressed; a report is never split. 16 MB.</summary>
    public long MaxBytes { get; init; } = 16_000_000;

    /// <summary>How many drafts are open at once. 64.</summary>
    public int MaxOpen { get; init; } = 64;

    /// <summary>Ends the compression of a file.</summary>
    public CancellationToken Cancellation { get; init; }
}
