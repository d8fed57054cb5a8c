using System;
using System.Globalization;
using MtaSts.Journaling;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <summary>What is said about the journal of a scan.</summary>
/// <param name="path">The file.</param>
internal sealed class JournalText(string path)
{
    private readonly string _file = SafeText.Clean(path);

    /// <summary>Whether the scan is a new one, or how many results it has.</summary>
    public string Begin(ScanJournal journal)
    {
        var text = journal.Count == 0
            ? $"A new scan begins: the journal '{_file}' has no results yet."
            : FormattableString.Invariant($"The scan that began at {Time(journal.Begun)} continues: the journal '{_file}' has {journal.Count} results.");
        return journal.RemovedBytes == 0 ? text : text + " Its last line is incomplete. If it was a result, that domain is tested again.";
    }

    /// <summary>Why a scan that did not come to its end does not go on.</summary>
    public string NewScan(OldJournal old, int hours) => hours == 0
        ? $"-JournalHours 0 begins a new scan, although the scan in the journal '{_file}', which began at {Time(old.Begun)}, did not finish; "
            + $"its results are now in '{SafeText.Clean(old.Path)}'."
        : FormattableString.Invariant(
        $"A new scan begins, because the scan in the journal '{_file}' began at {Time(old.Begun)}{Age(old.Begun, hours)}. That scan did not finish. ")
        + $"Its results are now in '{SafeText.Clean(old.Path)}'. To continue with it, rename that file back, and give a higher -JournalHours.";

    /// <summary>All results are from the journal, which may not be what was meant.</summary>
    public string NothingTested(ScanJournal journal) =>
        $"No domain was tested now: all results are from the journal '{_file}', whose scan began at {Time(journal.Begun)}. "
            + "For a new scan, give -JournalHours 0.";

    private static string Age(DateTime begun, int hours) => begun > DateTime.UtcNow
        ? ", which is in the future: check the clock of this machine"
        : FormattableString.Invariant($", and -JournalHours is {hours}");

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
