namespace MtaSts.TlsRpt.Archive;

/// <summary>The member names of an archived row that are not names of columns of <see cref="TlsReportRow"/>.</summary>
internal static class ArchiveNames
{
    public const string SchemaVersion = "SchemaVersion";
    public const string Key = "Key";
    public const string ReportKey = "ReportKey";
    public const string Row = "Row";
    public const string Rows = "Rows";
    public const string PolicyNumber = "PolicyNumber";
    public const string DetailNumber = "DetailNumber";
    public const string PolicyString = "PolicyString";
    public const string PolicyMxHost = "PolicyMxHost";
    public const string DkimDomain = "DkimDomain";
    public const string MailReportDomain = "MailReportDomain";
    public const string MailSubmitter = "MailSubmitter";
    public const string Raw = "Raw";

    public const int CurrentVersion = 1;
}
