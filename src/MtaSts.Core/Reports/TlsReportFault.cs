namespace MtaSts.Reports;

/// <summary>Why something could not be read as a TLS report.</summary>
public enum TlsReportFault
{
    /// <summary>It is no TLS report, and holds none.</summary>
    NotAReport,

    /// <summary>It begins like a JSON report, but is not JSON.</summary>
    NotJson,

    /// <summary>The JSON stops before its end.</summary>
    CutOff,

    /// <summary>A member without which a report means nothing is missing or empty.</summary>
    MissingMember,

    /// <summary>A member without which a report means nothing holds something else, such as a date that is none.</summary>
    InvalidMember,

    /// <summary>A limit of <see cref="TlsReportReaderOptions"/> was reached; reading stopped there.</summary>
    LimitExceeded,

    /// <summary>A gzip or zip is damaged, cut off, or made with a method that cannot be read.</summary>
    Damaged,

    /// <summary>A zip entry needs a password.</summary>
    Encrypted,

    /// <summary>The file or stream itself could not be read.</summary>
    Unreadable,
}
