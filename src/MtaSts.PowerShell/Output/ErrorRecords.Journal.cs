using System;
using System.IO;
using System.Management.Automation;
using MtaSts.Journaling;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of the journal of a scan.</content>
internal static partial class ErrorRecords
{
    private const string KeepOutput = "Keep the output of this command, which is complete. ";

    public static ErrorRecord InvalidJournal(string path, Exception error) => Create(
        new InvalidDataException(
            $"The journal '{Shown(path)}' cannot be used, and was not changed. {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "InvalidJournal", ErrorCategory.InvalidData, path,
        "Check the path, or move the file away to begin a new scan.");

    public static ErrorRecord JournalInUse(string path, Exception error) => Create(
        new IOException($"The journal '{Shown(path)}' cannot be used now. {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "JournalInUse", ErrorCategory.ResourceBusy, path,
        "Wait until the other command has ended, or give each command a separate journal.");

    public static ErrorRecord JournalOfOtherSettings(string path, Exception error) => Create(
        new InvalidOperationException(
            $"The journal '{Shown(path)}' cannot be used, and was not changed. {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "JournalOfOtherSettings", ErrorCategory.InvalidArgument, path,
        "To continue with that scan, run the command with the same parameters and the same version of the module. "
            + "To begin a new scan, give another journal, or -JournalHours 0.");

    public static ErrorRecord JournalNotOpened(string path, Exception error) => Create(
        new IOException($"The journal '{Shown(path)}' could not be opened: {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "JournalNotOpened", ErrorCategory.OpenError, path,
        "Check the path and your permission to write there.");

    public static ErrorRecord JournalNotWritten(string path, Exception error) => Create(
        new IOException(
            $"The journal '{Shown(path)}' could not be written, so some results are missing from it: {Shown(ExceptionText.Of(error))}",
            ExceptionText.ToKeep(error)), "JournalNotWritten", ErrorCategory.WriteError, path,
        "Check the free space. The scan continues, and its output is complete. If it is stopped before it ends, the next run tests the missing domains again.");

    public static ErrorRecord JournalGone(string path, Exception error, JournalFault fault) => Create(
        new IOException(Gone(Shown(path), fault) + " " + Shown(ExceptionText.Of(error)), ExceptionText.ToKeep(error)),
            "JournalGone", ErrorCategory.WriteError, path,
        fault == JournalFault.LinkChanged
                ? KeepOutput + "Point the link to that file again before you run the command again. Otherwise the scan continues with the results of another "
                    + "journal, or begins again."
            : fault == JournalFault.Changed ? KeepOutput + "Delete the journal before you run the command again. Then all domains are tested again."
            : KeepOutput + "If the file was renamed, rename it back before you run the command again. Otherwise all domains are tested again.");

    private static string Gone(string path, JournalFault fault) => fault switch
    {
        JournalFault.LinkChanged => $"The link '{path}' no longer leads to the journal.",
        JournalFault.Changed => $"Another program changed the journal '{path}' while the scan was running.",
        _ => $"The journal '{path}' is no longer in its place.",
    };

    public static ErrorRecord NoJournal(string parameter) => Create(
        new ArgumentException($"-{parameter} needs -Journal."), "NoJournal", ErrorCategory.InvalidArgument, parameter,
        "Give the path of a journal, or leave out the parameter.");
}
