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
    public static ErrorRecord IsFolder(string path, bool isPiped) => Create(
        new ArgumentException($"'{Shown(path)}' is a folder, and was not read."), "IsFolder", ErrorCategory.InvalidArgument, path,
        isPiped
            ? "Add -Recurse to read all files below it. To read only files, pipe in files: Get-ChildItem -File."
            : "Add -Recurse to read all files below it. To read only files, give a pattern that matches no folder.");

    public static ErrorRecord NoReportContent(object? input) => Create(
        new ArgumentException($"{(input is null ? "Null" : "An object of type " + input.GetType().Name)} contains nothing that can be read as a TLS report."),
            "NoReportContent", ErrorCategory.InvalidType, input,
        "Give a file, bytes, a stream, JSON text, or an attachment whose ContentBytes were fetched.");

    public static ErrorRecord TooManyGroups(int reports, int most) => Create(
        new InvalidOperationException(
            FormattableString.Invariant($"The reports result in more than {most:#,0} groups or domains. ")
                + FormattableString.Invariant($"{reports:#,0} of the reports were not counted, or not completely.")),
            "TooManyGroups", ErrorCategory.LimitsExceeded, null,
        "Anyone can invent names in reports. Give Read-TlsRptReport the domains with -DomainName, or give -GroupBy fewer properties.");

    public static ErrorRecord PipedTooLarge(long limit, string what) => Create(
        new InvalidDataException(
            FormattableString.Invariant($"{Shown(what)} from the pipeline is larger than the limit of {limit:#,0} characters or bytes (MaxMailBytes).")),
            "PipedTooLarge", ErrorCategory.LimitsExceeded, what,
        "Give the path of the file with -Path, so that it is read in pieces and needs little memory. Or raise -MaxMailBytes.");

    public static ErrorRecord SinceWithDay(object? since) => Create(
        new ArgumentException("-Since cannot be combined with -GroupBy Day: a single day is entirely before or entirely after that time."),
            "SinceWithDay", ErrorCategory.InvalidArgument, since,
        "Leave Day out of -GroupBy, or leave out -Since and compare the days.");

    public static ErrorRecord NotAReport(PSObject? input, int count, string use = "counted") => Create(
        new ArgumentException(
            RowInput.IsRow(input)
                ? $"{RejectedInputs.Subject(input, count)} {(count == 1 ? "is a row of a TLS report" : "are rows of TLS reports")}, and cannot be {use}."
                : $"{RejectedInputs.Subject(input, count)} {(count == 1 ? "is not a TLS report" : "are not TLS reports")} that can be {use}."
                    + RejectedInputs.Found(input, "those of a TLS report with Policies as objects")),
        "NotAReport", ErrorCategory.InvalidType, input,
        RowInput.IsRow(input)
            ? "Give the reports themselves: the output of Read-TlsRptReport without -Flatten."
            : "Give the output of Read-TlsRptReport, directly or restored by Import-Clixml, a job or ConvertFrom-Json. Objects that "
                + "ConvertTo-Json saved with a -Depth below 6 have lost data.");

    public static ErrorRecord InvalidShard(string shard) => Create(
        new ArgumentException($"'{Shown(shard)}' is not a valid shard."), "InvalidShard", ErrorCategory.InvalidArgument, shard,
        "Give the number of the shard, from 1, and the number of shards, up to 100,000: 3/16.");

    public static ErrorRecord SinceWithShard(object? since) => Create(
        new ArgumentException("-Since cannot be combined with -Shard: the sums do not show what happened after a given time."), "SinceWithShard",
            ErrorCategory.InvalidArgument, since,
        "Leave out -Shard, and name the domains with Read-TlsRptReport -DomainName.");

    public static ErrorRecord SumNotAdded(object? first, int count, string reason) => Create(
        new ArgumentException(FormattableString.Invariant($"{(count == 1 ? "A sum was" : $"{count:#,0} sums were")} not added: {Shown(reason)}.")),
        "SumNotAdded", ErrorCategory.InvalidData, first,
        "Pipe sums of Measure-TlsRptReport -Shard, from this session or saved with Export-Clixml, Export-Csv or ConvertTo-Json, to Measure-TlsRptReport with "
            + "the same -GroupBy and without -Shard and -Since.");

    public static ErrorRecord ReportUnreadable(TlsReportError error, object target, ReportUse use = ReportUse.Read) => Create(
        new InvalidDataException(ReportLimits.MessageOf(error, use)), "TlsReport" + error.Fault, CategoryOf(error.Fault), target,
        ReportLimits.RaisableOf(error) is { } limit
                ? "If it is from a sender you trust, "
                    + (use == ReportUse.Read ? $"raise the limit with -{limit}."
                    : use == ReportUse.Show ? $"read it with Read-TlsRptReport -{limit}, and pipe in its reports."
                    : $"save it as a file and read it with Read-TlsRptReport -{limit}.")
            : use == ReportUse.Move ? "Open the message. It was not moved."
            : use == ReportUse.Try ? "Open the message or the file. Because of -WhatIf it does not count as received."
            : use == ReportUse.Receive
                ? "Open the message or the file. It counts as received: later runs return no error about it, unless it is a file that has changed."
            : error.Reason.Contains("(MaxErrors)") ? "Look at the errors before this one. A file with so many is damaged or malicious."
            : error.Fault == TlsReportFault.LimitExceeded ? "The limit is fixed: no report comes near it. Check the file, or leave it out."
            : error is { Source: "(text)", Fault: TlsReportFault.NotAReport } ? "A string is read as the report itself. Give the path of a file with -Path."
            : "Check it, or leave it out. All other input is read anyway.");

    public static ErrorRecord UnknownResultType(string name) => Create(
        new ItemNotFoundException(
            $"'{SafeText.Excerpt(name, 60)}' is not a result type of RFC 8460. The known types are: {string.Join(", ", TlsResultTypes.All)}."),
            "UnknownResultType", ErrorCategory.ObjectNotFound, name,
        "Check the spelling. Senders may use their own types; these appear in reports as they were sent.");
}
