using System.Collections.Generic;
using System.Globalization;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Lets the first errors of a file through and counts the others, so that a small file cannot give errors without end.</summary>
internal static class ErrorLimit
{
    /// <summary>Gives all reports, the first errors, and one error more: the last one, or one that counts the rest.</summary>
    /// <param name="results">What the file gives.</param>
    /// <param name="source">The file, safe to show.</param>
    /// <param name="maxErrors">The limit of <see cref="TlsReportReaderOptions.MaxErrors"/>.</param>
    public static IEnumerable<TlsReportResult> Apply(IEnumerable<TlsReportResult> results, string source, int maxErrors)
    {
        long errors = 0;
        TlsReportResult? beyond = null;
        foreach (var result in results)
        {
            // A DMARC report is not an error to the reader of TLS reports: whoever reads counts them.
            if (result.Error is { Fault: not TlsReportFault.DmarcReport } && ++errors > maxErrors) beyond = result;
            else yield return result;
        }

        // A single one is given itself: it may be the one that counts what was not read of a text.
        if (errors == maxErrors + 1) yield return beyond!;
        else if (errors > maxErrors) yield return new TlsReportResult(Rest(errors - maxErrors, "in this file", source, maxErrors));
    }

    /// <summary>The error that stands for others.</summary>
    /// <param name="count">How many.</param>
    /// <param name="where">Where they are.</param>
    /// <param name="source">The file and the way into it.</param>
    /// <param name="maxErrors">The limit.</param>
    public static TlsReportError Rest(long count, string where, string source, int maxErrors) => new(
        TlsReportFault.LimitExceeded,
        string.Format(
            CultureInfo.InvariantCulture, "There {0} {1:#,0} more {2} {3} after the first {4:#,0}, which is the limit (MaxErrors). {5} not listed.",
            count == 1 ? "is" : "are", count, count == 1 ? "error" : "errors", where, maxErrors, count == 1 ? "It is" : "They are"),
        source);
}
