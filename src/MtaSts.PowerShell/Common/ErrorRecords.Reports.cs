using System;
using System.IO;
using System.Management.Automation;
using MtaSts.Reports;
using MtaSts.Text;

namespace MtaSts.PowerShell.Common;

/// <content>Errors of reading TLS reports.</content>
internal static partial class ErrorRecords
{
    public static ErrorRecord IsFolder(string path) => Create(
        new ArgumentException($"'{path}' is a folder."), "IsFolder", ErrorCategory.InvalidArgument, path,
        "Add -Recurse to read all files in it.");

    public static ErrorRecord NoReportContent(object? input) => Create(
        new ArgumentException($"{(input is null ? "Null" : "An object of type " + input.GetType().Name)} holds nothing to read a TLS report from."), "NoReportContent", ErrorCategory.InvalidType, input,
        "Give a file, bytes, a stream, JSON text, or an attachment with ContentBytes.");

    public static ErrorRecord ReportUnreadable(TlsReportError error, object target) => Create(
        new InvalidDataException(error.Message), "TlsReport" + error.Fault, CategoryOf(error.Fault), target,
        error.Fault == TlsReportFault.LimitExceeded
            ? "If the file is from a sender you trust, raise the limit with the parameter of that name."
            : "Look at the file, or leave it out: the other reports were read.");

    public static ErrorRecord UnknownResultType(string name) => Create(
        new ItemNotFoundException($"'{SafeText.Excerpt(name, 60)}' is no result type of RFC 8460. Known are: {string.Join(", ", TlsResultTypes.All)}."), "UnknownResultType", ErrorCategory.ObjectNotFound, name,
        "Check the spelling. Senders may use types of their own; they stand in reports as they were sent.");
}
