namespace MtaSts.TlsRpt;

/// <summary>Why something could not be read as a TLS report.</summary>
public enum TlsReportFault
{
    /// <summary>It is not a TLS report and does not contain one.</summary>
    NotAReport,

    /// <summary>It begins like a JSON report, but is not JSON.</summary>
    NotJson,

    /// <summary>The JSON stops before its end.</summary>
    CutOff,

    /// <summary>There are no policies, or no counts of sessions.</summary>
    MissingMember,

    /// <summary>The policies are not policies.</summary>
    InvalidMember,

    /// <summary>A limit of <see cref="TlsReportReaderOptions"/> was reached; reading stopped there.</summary>
    LimitExceeded,

    /// <summary>A gzip or zip is damaged, cut off, or made with a method that cannot be read.</summary>
    Damaged,

    /// <summary>A zip entry needs a password, or the message is encrypted.</summary>
    Encrypted,

    /// <summary>The file or stream itself could not be read.</summary>
    Unreadable,

    /// <summary>It is a DMARC aggregate report (XML, RFC 7489 §7.2), which is often found beside TLS reports.</summary>
    DmarcReport,
}
