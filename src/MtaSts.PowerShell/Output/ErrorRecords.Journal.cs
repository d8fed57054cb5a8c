using System;
using System.IO;
using System.Management.Automation;
using MtaSts.Journaling;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <content>Errors of the journal of a scan.</content>
internal static partial class ErrorRecords
{
    public static ErrorRecord JournalNotUsable(string path, JournalException error)
    {
        var (id, category, action) = error.Reason switch
        {
            JournalFault.InUse => ("JournalInUse", ErrorCategory.ResourceBusy,
                "Wait until the other command has ended, or give each command a separate journal, such as with -Shard."),
            JournalFault.OtherSettings => ("JournalOfOtherSettings", ErrorCategory.InvalidArgument,
                "Run the command with the same parameters to go on with that scan, or begin a new scan with another journal or -JournalHours 0."),
            _ => ("InvalidJournal", ErrorCategory.InvalidData, "Check the path, or move the file away to begin a new scan."),
        };
        return Create(
            new InvalidDataException(
                $"The journal '{Shown(path)}' cannot be used, and was not changed. {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            id, category, path, action);
    }

    public static ErrorRecord JournalNotOpened(string path, Exception error) => Create(
        new IOException($"The journal '{Shown(path)}' could not be opened: {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "JournalNotOpened", ErrorCategory.OpenError, path,
        "Check the path and your permission to write there.");

    public static ErrorRecord JournalNotWritten(string path, Exception error) => Create(
        new IOException(
            $"The journal '{Shown(path)}' could not be written, so it does not have all results: {Shown(ExceptionText.Of(error))}", ExceptionText.ToKeep(error)),
            "JournalNotWritten", ErrorCategory.WriteError, path,
        "Check the free space. The scan goes on, and its output is complete. If it is ended before that, the missing domains are tested again.");

    public static ErrorRecord NoJournal(string parameter) => Create(
        new ArgumentException($"-{parameter} needs -Journal."), "NoJournal", ErrorCategory.InvalidArgument, parameter,
        "Give the path of a journal, or leave out the parameter.");
}
