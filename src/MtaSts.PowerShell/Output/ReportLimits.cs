using System;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Output;

/// <summary>The limits that errors of the reader name: which of them a cmdlet has a parameter for.</summary>
internal static class ReportLimits
{
    // The limits that Read-TlsRptReport has a parameter for.
    private static readonly string[] Raisable = ["MaxUnpackedBytes", "MaxMailBytes", "MaxEntries", "MaxNesting", "MaxJsonDepth", "MaxReports"];

    // Those that no cmdlet has a parameter for.
    private static readonly string[] Fixed = ["MaxErrors", "MaxReportItems", "MaxTotalUnpackedBytes"];

    /// <summary>The parameter of Read-TlsRptReport for the limit of an error; null when it is about something else, or the limit is fixed.</summary>
    public static string? RaisableOf(TlsReportError error) =>
        error.Fault == TlsReportFault.LimitExceeded ? Array.Find(Raisable, name => error.Reason.Contains($"({name})")) : null;

    /// <summary>The message of an error, without the names of options of the reader that are not parameters of the cmdlet.</summary>
    public static string MessageOf(TlsReportError error, ReportUse use)
    {
        var message = SafeText.Clean(error.Message);
        if (error.Fault != TlsReportFault.LimitExceeded) return message;
        var hidden = use switch
        {
            ReportUse.Read => Fixed,
            ReportUse.Show => Fixed.Concat(Raisable),
            _ => Fixed.Concat(Raisable).Where(name => name != nameof(TlsReportReaderOptions.MaxMailBytes)),
        };
        return hidden.Aggregate(message, (text, name) => text.Replace($" ({name})", ""));
    }
}
