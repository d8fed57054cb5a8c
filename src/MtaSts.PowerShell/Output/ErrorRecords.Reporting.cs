using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of writing a report for people.</content>
internal static partial class ErrorRecords
{
    public static ErrorRecord NotReportable(PSObject? input) => Create(
        new ArgumentException($"An object of type {SafeText.Excerpt(input?.TypeNames.FirstOrDefault() ?? "null", 100)} cannot be shown in a report."),
            "NotReportable", ErrorCategory.InvalidType, input,
        "Pipe in results of Test-MtaSts, TLS reports of Read-TlsRptReport or their rows, steps of Step-MtaStsPolicy, or files and folders with TLS reports. "
            + "Results and reports that a job or Import-Clixml brings back have lost what is shown: write the report in the session that made them.");

    public static ErrorRecord NothingToShow(string? path) => Create(
        new InvalidOperationException("There is nothing to show, so no report was written."), "NothingToShow", ErrorCategory.ObjectNotFound, path,
        "Give results of Test-MtaSts or TLS reports: Get-AcceptedDomain | Test-MtaSts | Export-MtaStsReport report.html");

    public static ErrorRecord FileExists(string path) => Create(
        new IOException($"'{Shown(path)}' exists, and was left alone."), "FileExists", ErrorCategory.ResourceExists, path,
        "Give another path, or add -Force to overwrite the file.");

    public static ErrorRecord FolderNotFound(string path) => Create(
        new DirectoryNotFoundException($"There is no folder '{Shown(Path.GetDirectoryName(path))}'."), "FolderNotFound", ErrorCategory.ObjectNotFound, path,
        "Check the path, or make the folder first.");

    public static ErrorRecord ReportNotWritten(string path, Exception error) => Create(
        new IOException($"The report could not be written to '{Shown(path)}': {Shown(error.Message)}", error), "ReportNotWritten",
            ErrorCategory.WriteError, path,
        "Check the folder and the right to write there.");
}
