using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Archive;

/// <summary>
/// The limits of what is written to an archive. They are within the defaults of <see cref="TlsReportReaderOptions"/>, so that whatever is written
/// can be read back without raising one.
/// </summary>
public static class ArchiveLimits
{
    /// <summary>
    /// The most octets of a file before it is compressed, and so of the rows of a report, which is in one file. The largest reports in practice have
    /// hundreds of details and take less than 1 MB.
    /// </summary>
    public const int MaxFileBytes = 16_000_000;

    /// <summary>The most rows of a file with more than one report. The reader counts reports, and a report has at least one row.</summary>
    public const int MaxFileRows = 50_000;

    /// <summary>The most octets of a text between its quotes. A text that was read can be longer here, because all but ASCII is escaped.</summary>
    public const int MaxTextBytes = JsonFaults.MaxTextBytes;

    /// <summary>The most lines and MX patterns of a policy together, which are in one row. Only a report that was never read can have more.</summary>
    public const int MaxItems = 100_000;
}
