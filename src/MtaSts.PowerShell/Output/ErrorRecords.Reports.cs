using System;
using System.IO;
using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of reading TLS reports.</content>
internal static partial class ErrorRecords
{
    // The limits that Read-TlsRptReport has a parameter for.
    private static readonly string[] Raisable = ["MaxUnpackedBytes", "MaxMailBytes", "MaxEntries", "MaxNesting", "MaxJsonDepth"];

    public static ErrorRecord IsFolder(string path) => Create(
        new ArgumentException($"'{path}' is a folder."), "IsFolder", ErrorCategory.InvalidArgument, path,
        "Add -Recurse to read all files in it.");

    public static ErrorRecord NoReportContent(object? input) => Create(
        new ArgumentException($"{(input is null ? "Null" : "An object of type " + input.GetType().Name)} contains nothing that can be read as a TLS report."),
            "NoReportContent", ErrorCategory.InvalidType, input,
        "Give a file, bytes, a stream, JSON text, or an attachment whose ContentBytes were fetched.");

    public static ErrorRecord NotAReport(PSObject? input, int count) => Create(
        new ArgumentException(
            $"{RejectedInputs.Subject(input, count)} {(count == 1 ? "is not a TLS report" : "are not TLS reports")} that can be counted."
                + RejectedInputs.Found(input, "of a TLS report in this session, with Policies as objects")),
        "NotAReport", ErrorCategory.InvalidType, input,
        "Give the output of Read-TlsRptReport in the same session: rows of -Flatten, and objects from a job or Import-Clixml, have lost what is counted. "
            + "In a job, run the measurement there.");

    public static ErrorRecord ReportUnreadable(TlsReportError error, object target) => Create(
        new InvalidDataException(error.Message), "TlsReport" + error.Fault, CategoryOf(error.Fault), target,
        IsRaisable(error) ? "If it is from a sender you trust, raise the limit with the parameter of that name."
            : error.Fault == TlsReportFault.LimitExceeded ? "The limit is fixed: no report comes near it. Check the file, or leave it out."
            : error is { Source: "(text)", Fault: TlsReportFault.NotAReport } ? "A string is read as the report itself. Give the path of a file with -Path."
            : "Check it, or leave it out. All other input is read anyway.");

    public static ErrorRecord UnknownResultType(string name) => Create(
        new ItemNotFoundException($"'{SafeText.Excerpt(name, 60)}' is not a result type of RFC 8460. Known are: {string.Join(", ", TlsResultTypes.All)}."),
            "UnknownResultType", ErrorCategory.ObjectNotFound, name,
        "Check the spelling. Senders may use their own types; these appear in reports as they were sent.");

    private static bool IsRaisable(TlsReportError error) =>
        error.Fault == TlsReportFault.LimitExceeded && Array.Exists(Raisable, name => error.Reason.Contains("(" + name + ")"));
}
