using System;
using System.IO;
using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of writing a report for people.</content>
internal static partial class ErrorRecords
{
    public static ErrorRecord NotReportable(PSObject? input, int count) => Create(
        new ArgumentException(
            $"{RejectedInputs.Subject(input, count)} cannot be shown in a report."
                + (SavedTestResult.IsLike(input) ? " A saved result of Test-MtaSts has lost data that the report shows, such as the certificates."
                    : SavedTestResult.IsRow(input) ? " A row of Test-MtaSts -Flatten or -ProblemsOnly does not contain the result."
                    : RejectedInputs.Found(
                        input, "OrganizationName, PolicyDomain, StartDate, EndDate, PolicySuccessCount and PolicyFailureCount (a row of a TLS report)"))),
        "NotReportable", ErrorCategory.InvalidType, input,
        SavedTestResult.IsLike(input)
                ? "Write the report in the session that tests the domains: Test-MtaSts ... | Export-MtaStsReport report.html. Test-MtaSts -Journal FILE "
                    + "keeps whole results: within -JournalHours the same command returns them again, without testing the domains."
            : SavedTestResult.IsRow(input) ? "Pipe in the results themselves: Test-MtaSts without -Flatten and -ProblemsOnly."
            : "Pipe in results of Test-MtaSts, TLS reports of Read-TlsRptReport or their rows, steps of Step-MtaStsPolicy, or files and folders with TLS "
                + "reports. Steps and results must be of this session; TLS reports and their rows can be saved ones.");

    public static ErrorRecord DateUnreadable(object? input, string problem) => Create(
        new InvalidDataException(Shown(problem)), "DateUnreadable", ErrorCategory.InvalidData, input,
        "Save the object again with this version of the module, which adds a column with the time in UTC (StartDateUtc, EndDateUtc, TestedUtc) and reads that. "
            + "Or write the date as 2026-01-31T00:00:00Z.");

    public static ErrorRecord NothingToShow(string? path) => Create(
        new InvalidOperationException("There is nothing to show, so no report was written."), "NothingToShow", ErrorCategory.ObjectNotFound, path,
        "Give results of Test-MtaSts or TLS reports: Get-AcceptedDomain | Test-MtaSts | Export-MtaStsReport report.html");

    public static ErrorRecord FileExists(string path) => Create(
        new IOException($"'{Shown(path)}' already exists, and was not changed."), "FileExists", ErrorCategory.ResourceExists, path,
        "Give another path, or add -Force to overwrite the file.");

    public static ErrorRecord FolderNotFound(string path) => Create(
        new DirectoryNotFoundException(
            File.Exists(FolderOf(path)) ? $"'{Shown(FolderOf(path))}' is a file, not a folder." : $"There is no folder '{Shown(FolderOf(path))}'."),
            "FolderNotFound", ErrorCategory.ObjectNotFound, path,
        path.StartsWith(@"\\", StringComparison.Ordinal) && Path.DirectorySeparatorChar != '\\'
            ? "Mount the share, and give the path of the mounted folder. A path that begins with two backslashes works only on Windows."
            : "Check the path, or create the folder first.");

    public static ErrorRecord ReportNotWritten(string path, Exception error) => Create(
        new IOException($"The report could not be written to '{Shown(path)}': {Shown(ExceptionText.Of(error))}",
            ExceptionText.ToKeep(error)), "ReportNotWritten", ErrorCategory.WriteError, path,
        "Check the folder and your permission to write there.");
}
