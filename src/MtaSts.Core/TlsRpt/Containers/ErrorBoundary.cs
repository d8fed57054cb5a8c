using System;
using System.Collections.Generic;
using System.IO;
using MtaSts.Mime;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Containers;

/// <summary>The one place where a fault becomes a result: the inner content ends, the outer content is still read.</summary>
internal static class ErrorBoundary
{
    /// <summary>The scope of a fault.</summary>
    public enum Scope
    {
        /// <summary>One entry or part; a fault of the whole message passes on to the message.</summary>
        Entry,

        /// <summary>One message of a mailbox.</summary>
        Message,

        /// <summary>The file: only cancellation passes on.</summary>
        File,
    }

    /// <summary>Returns the items of <paramref name="results"/>, and a fault as the last result.</summary>
    /// <param name="results">The results; enumerating them may throw.</param>
    /// <param name="context">The position of the reader.</param>
    /// <param name="scope">Which faults stop here.</param>
    /// <param name="whenEmpty">The message when a report is expected here but nothing was found.</param>
    public static IEnumerable<TlsReportResult> Contain(IEnumerable<TlsReportResult> results, ReadContext context, Scope scope, string? whenEmpty = null)
    {
        var count = 0;
        using var enumerator = results.GetEnumerator();
        while (true)
        {
            ReportFaultException? fault = null;
            TlsReportResult? current = null;
            try
            {
                if (enumerator.MoveNext()) current = enumerator.Current;
            }
            catch (ReportFaultException e)
            {
                fault = e;
            }
            catch (MimeLimitException e) when (scope != Scope.Entry)
            {
                fault = new ReportFaultException(TlsReportFault.LimitExceeded, ExceptionText.Of(e));
            }
            catch (Exception e) when (
                scope == Scope.File
                    && e is (IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException))
            {
                fault = new ReportFaultException(TlsReportFault.Unreadable, "Reading failed: " + SafeText.Clean(ExceptionText.Of(e)));
            }

            if (current is null)
            {
                if (fault is null && count == 0 && whenEmpty is not null)
                    fault = new ReportFaultException(TlsReportFault.NotAReport, whenEmpty) { IsForeign = true };
                if (fault is not null && (context.IsDeclared || !fault.IsForeign)) yield return new TlsReportResult(fault.ToError(context.Source));
                yield break;
            }

            count++;
            yield return current;
        }
    }
}
