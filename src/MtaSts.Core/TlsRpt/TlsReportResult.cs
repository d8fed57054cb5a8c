namespace MtaSts.TlsRpt;

/// <summary>The result of reading: either a report or an error, never both.</summary>
public sealed class TlsReportResult
{
    internal TlsReportResult(TlsReport report) => Report = report;

    internal TlsReportResult(TlsReportError error) => Error = error;

    /// <summary>The report, or null.</summary>
    public TlsReport? Report { get; }

    /// <summary>Why there is no report, or null.</summary>
    public TlsReportError? Error { get; }

    /// <summary>The report's or the error's text.</summary>
    public override string ToString() => Report?.ToString() ?? Error!.Message;
}
