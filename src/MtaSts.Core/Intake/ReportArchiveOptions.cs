using System.Threading;
using MtaSts.TlsRpt.Archive;

namespace MtaSts.Intake;

/// <summary>The sizes of the files of a <see cref="ReportArchive"/>. The defaults can be read back with the default limits of the reader.</summary>
public sealed class ReportArchiveOptions
{
    /// <summary>The most rows of a file; a report is never split, so one that has more is in a separate file. 50,000.</summary>
    public int MaxRows { get; init; } = ArchiveLimits.MaxFileRows;

    /// <summary>The most bytes of a file before it is compressed; a report is never split, so one that takes more is refused. 16 MB.</summary>
    public int MaxBytes { get; init; } = ArchiveLimits.MaxFileBytes;

    /// <summary>How many drafts are open at once. 64.</summary>
    public int MaxOpen { get; init; } = 64;

    /// <summary>Ends the compression of a file.</summary>
    public CancellationToken Cancellation { get; init; }
}
