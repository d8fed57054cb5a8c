using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of comparing with a baseline.</content>
internal static partial class ErrorRecords
{
    public static ErrorRecord NotAResult(PSObject? input, string problem) => Create(
        new ArgumentException(
            $"An object of type {SafeText.Excerpt(input?.TypeNames.FirstOrDefault() ?? "null", 100)} was not compared: {Shown(problem)}."),
            "NotAResult", ErrorCategory.InvalidType, input,
        "Pipe in results of Test-MtaSts, from this session or saved with Export-Clixml -Depth 4 or ConvertTo-Json -Depth 5.");

    public static ErrorRecord InvalidBaseline(string path, Exception error) => Create(
        new InvalidDataException(
            $"'{Shown(path)}' is not a readable baseline, and was left alone. {Shown(ExceptionText.Of(error))}",
            ExceptionText.ToKeep(error)), "InvalidBaseline",
            ErrorCategory.InvalidData, path,
        "Check the path, or put back an earlier copy of the file. Without one, move the file away: a new baseline then begins, and every fault is new.");

    public static ErrorRecord BaselineNotWritten(string path, Exception error) => Create(
        new IOException($"The baseline '{Shown(path)}' was not written and is as it was: {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "BaselineNotWritten",
            ErrorCategory.WriteError, path,
        "Check the folder and the right to write there, and run it again. What was reported now is then reported as new again.");

    public static ErrorRecord NoBaseline(string path) => Create(
        new FileNotFoundException($"There is no baseline '{Shown(path)}', and no result to begin one with.", path), "NoBaseline", ErrorCategory.ObjectNotFound,
            path,
        "Check the path, or begin one: Test-MtaSts contoso.com | Compare-MtaSts baseline.json");

    public static ErrorRecord NotInBaseline(string domain, string path) => Create(
        new ItemNotFoundException($"The baseline '{Shown(path)}' does not hold the domain {SafeText.Excerpt(domain, 100)}."), "NotInBaseline",
            ErrorCategory.ObjectNotFound, domain,
        "Check the spelling.");

    public static ErrorRecord NothingToAccept(string path, string selection) => Create(
        new ItemNotFoundException($"Nothing is open in '{Shown(path)}' that -Accept selects{selection}."), "NothingToAccept", ErrorCategory.ObjectNotFound,
            path,
        "See what is open: Compare-MtaSts with the path alone.");
}
