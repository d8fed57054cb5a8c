using System;
using System.IO;
using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of comparing with a baseline.</content>
internal static partial class ErrorRecords
{
    public static ErrorRecord NotAResult(PSObject? input, int count, string problem) => Create(
        new ArgumentException(
            RejectedInputs.Subject(input, count) + (count == 1 ? " was not compared, because it " : " were not compared, because each of them ")
                + Shown(problem) + "."),
            "NotAResult", ErrorCategory.InvalidType, input,
        "Pipe in results of Test-MtaSts, from this session or saved with Export-Clixml -Depth 4 or ConvertTo-Json -Depth 5.");

    public static ErrorRecord InvalidBaseline(string path, Exception error) => Create(
        new InvalidDataException(
            $"'{Shown(path)}' is not a readable baseline, and was not changed. {Shown(ExceptionText.Of(error))}",
            ExceptionText.ToKeep(error)), "InvalidBaseline",
            ErrorCategory.InvalidData, path,
        "Check the path, or restore an earlier copy of the file. Without one, move the file away: the next run creates a new baseline and reports every "
            + "fault as new.");

    public static ErrorRecord BaselineNotWritten(string path, Exception error) => Create(
        new IOException(
            $"The baseline '{Shown(path)}' could not be written, and was not changed: {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "BaselineNotWritten",
            ErrorCategory.WriteError, path,
        "Check the folder and your permission to write there, and run the command again. It will report the same changes as new.");

    public static ErrorRecord NoBaseline(string path, bool isRemoving = false) => Create(
        new FileNotFoundException(
            $"There is no baseline '{Shown(path)}', {(isRemoving ? "so nothing can be removed" : "and there are no results to create one from")}.", path),
            "NoBaseline", ErrorCategory.ObjectNotFound, path,
        isRemoving ? "Check the path." : "Check the path, or create one: Test-MtaSts contoso.com | Compare-MtaSts baseline.json");

    public static ErrorRecord NotInBaseline(string domain, string path) => Create(
        new ItemNotFoundException($"The baseline '{Shown(path)}' does not contain the domain {SafeText.Excerpt(domain, 100)}."), "NotInBaseline",
            ErrorCategory.ObjectNotFound, domain,
        "Check the spelling.");

    public static ErrorRecord NothingToAccept(string path, string selection) => Create(
        new ItemNotFoundException($"-Accept selects nothing that is open in '{Shown(path)}'{selection}."), "NothingToAccept", ErrorCategory.ObjectNotFound,
            path,
        "To list what is open, run Compare-MtaSts with the path only.");
}
