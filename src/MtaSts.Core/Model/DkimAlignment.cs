namespace MtaSts;

/// <summary>
/// Whether the mail that brought a TLS report was signed by the organization that the report names. A report that came
/// by mail must have a valid DKIM signature by the reporting domain, and must be ignored without one (RFC 8460 §3); anyone
/// can write any organization's name into a report.
/// </summary>
public enum DkimAlignment : long
{
    /// <summary>The report did not come by mail: it was a file of its own, which is taken as given.</summary>
    NotByMail = 0,

    /// <summary>The receiving mail system reports no valid DKIM signature of the mail, or the mail came inside another one.</summary>
    None = 1,

    /// <summary>A signature is valid, and its domain is not one of the organization's.</summary>
    NotAligned = 2,

    /// <summary>
    /// A signature is valid, and its domain has the same organizational domain as the reporting organization
    /// (relaxed, as in RFC 7489 §3.1.1).
    /// </summary>
    Aligned = 3,
}
