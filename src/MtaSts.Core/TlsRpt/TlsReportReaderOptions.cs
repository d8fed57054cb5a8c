namespace MtaSts.TlsRpt;

/// <summary>
/// The limits of <see cref="TlsReportReader"/> for strangers' input. The defaults allow every report seen in practice
/// with room to spare, and stop malicious archives.
/// </summary>
public sealed class TlsReportReaderOptions
{
    /// <summary>The largest unpacked report, in bytes; also the most that one gzip or zip entry may unpack to. 20 MB.</summary>
    public long MaxUnpackedBytes { get; init; } = 20_000_000;

    /// <summary>The most that everything in one file, or in one message of a mailbox, may unpack to together, in bytes. 200 MB.</summary>
    public long MaxTotalUnpackedBytes { get; init; } = 200_000_000;

    /// <summary>
    /// The largest message, in bytes; also the largest zip that must be kept in memory (one in a message, or from a
    /// stream that cannot seek). 25 MB.
    /// </summary>
    public long MaxMailBytes { get; init; } = 25_000_000;

    /// <summary>How deep objects and arrays may be nested in the JSON. A report needs five levels. 64.</summary>
    public int MaxJsonDepth { get; init; } = 64;

    /// <summary>How many entries one zip, and how many parts one message may have. 1,000.</summary>
    public int MaxEntries { get; init; } = 1_000;

    /// <summary>How deep containers (gzip, zip, message) may be nested. A report by mail needs two levels. 5.</summary>
    public int MaxNesting { get; init; } = 5;

    /// <summary>How many policies, failure details, list items and unknown members one report may have together. 100,000.</summary>
    public int MaxReportItems { get; init; } = 100_000;

    /// <summary>How many reports, whole or damaged, one file or one message of a mailbox may hold. 100,000.</summary>
    public int MaxReports { get; init; } = 100_000;

    /// <summary>
    /// How many errors one file gives, and how many damaged reports are read in one JSON text; the others are counted in one
    /// more error. 1,000.
    /// </summary>
    public int MaxErrors { get; init; } = 1_000;

    /// <summary>What neither claims to be a TLS report nor contains one has no result, instead of an error: other mail in a mailbox.</summary>
    public bool IgnoreOtherContent { get; init; }
}
