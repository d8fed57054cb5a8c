using System.Collections.Generic;
using MtaSts.Intake;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// What came with a page of messages or files, and is not in the state yet: the state may be saved before the whole page was passed on, and
/// a script that the command ended in the middle of the page gets its reports again.
/// </summary>
/// <param name="state">What is known.</param>
internal sealed class OpenPage(IntakeState state)
{
    private readonly List<ContentKey> _files = [];
    private readonly List<ContentKey> _reports = [];
    private readonly HashSet<ContentKey> _known = [];

    /// <summary>Adds a report.</summary>
    /// <param name="report">Its identity.</param>
    /// <returns>False when it was received before.</returns>
    public bool AddReport(ContentKey report)
    {
        if (state.Reports.Contains(report) || !_known.Add(report)) return false;
        _reports.Add(report);
        return true;
    }

    /// <summary>Adds a file that was read.</summary>
    /// <param name="file">Its path, length and time.</param>
    public void AddFile(ContentKey file) => _files.Add(file);

    /// <summary>Puts all of it into the state, and begins the next page.</summary>
    public void Close()
    {
        foreach (var file in _files) state.Files.Add(file);
        foreach (var report in _reports) state.Reports.Add(report);
        _files.Clear();
        _reports.Clear();
        _known.Clear();
    }
}
