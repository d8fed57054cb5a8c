using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of reading TLS reports.</content>
internal static partial class ErrorRecords
{
    // The limits that Read-TlsRptReport has a parameter for.
    private static readonly string[] Raisable = ["MaxUnpackedBytes", "MaxMailBytes", "MaxEntries", "MaxNesting", "MaxJsonDepth", "MaxReports"];

    public static ErrorRecord IsFolder(string path) => Create(
        new ArgumentException($"'{Shown(path)}' is a folder."), "IsFolder", ErrorCategory.InvalidArgument, path,
        "Add -Recurse to read all files in it.");

    public static ErrorRecord NoReportContent(object? input) => Create(
        new ArgumentException($"{(input is null ? "Null" : "An object of type " + input.GetType().Name)} holds nothing to read a TLS report from."),
            "NoReportContent", ErrorCategory.InvalidType, input,
        "Give a file, bytes, a stream, JSON text, or an attachment whose ContentBytes were fetched.");

    public static ErrorRecord PipedTooLarge(long limit, string what) => Create(
        new InvalidDataException(
            FormattableString.Invariant($"{what} from the pipeline is larger than the limit of {limit:#,0} characters or bytes (MaxMailBytes).")),
            "PipedTooLarge", ErrorCategory.LimitsExceeded, what,
        "Give the path of the file with -Path: it is read piece by piece, in little memory. Or raise -MaxMailBytes.");

    public static ErrorRecord NotAReport(PSObject? input) => Create(
        new ArgumentException(
            $"An object of type {SafeText.Excerpt(input?.TypeNames.FirstOrDefault() ?? "null", 100)} is not a TLS report that can be counted."), "NotAReport",
            ErrorCategory.InvalidType, input,
        "Give what Read-TlsRptReport gives, in the same session: rows of -Flatten, and what a job or Import-Clixml brings back, have lost what is counted. "
            + "In a job, measure there.");

    public static ErrorRecord ReportUnreadable(TlsReportError error, object target) => Create(
        new InvalidDataException(error.Message), "TlsReport" + error.Fault, CategoryOf(error.Fault), target,
        IsRaisable(error) ? "If it is from a sender you trust, raise the limit with the parameter of that name."
            : error.Reason.Contains("(MaxErrors)") ? "Look at the errors before this one. A file with so many is damaged, or was made to harm."
            : error.Fault == TlsReportFault.LimitExceeded ? "The limit is fixed: no report comes near it. Look at it, or leave it out."
            : error is { Source: "(text)", Fault: TlsReportFault.NotAReport } ? "A text is taken for the report itself. Give the path of a file with -Path."
            : "Look at it, or leave it out. Whatever else was given is read all the same.");

    public static ErrorRecord UnknownResultType(string name) => Create(
        new ItemNotFoundException($"'{SafeText.Excerpt(name, 60)}' is not a result type of RFC 8460. Known are: {string.Join(", ", TlsResultTypes.All)}."),
            "UnknownResultType", ErrorCategory.ObjectNotFound, name,
        "Check the spelling. Senders may use types of their own; they stand in reports as they were sent.");

    private static bool IsRaisable(TlsReportError error) =>
        error.Fault == TlsReportFault.LimitExceeded && Array.Exists(Raisable, name => error.Reason.Contains("(" + name + ")"));
}
