using System.Collections.Generic;
using System.Globalization;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>Collects the warnings of one report, up to the number that a person would read.</summary>
internal sealed class ReportNotes
{
    /// <summary>The warning about a gzip that is whole, and is not all of its file.</summary>
    public const string GzipIsFollowed = "Something follows the end of the gzip; it was not read.";

    private const int Max = 200;

    private List<TlsReportWarning>? _warnings;
    private int _left;

    /// <summary>Starts with another report.</summary>
    public void Reset()
    {
        _warnings = null;
        _left = 0;
    }

    /// <summary>Adds a warning.</summary>
    /// <param name="path">See <see cref="TlsReportWarning.Path"/>.</param>
    /// <param name="text">See <see cref="TlsReportWarning.Text"/>.</param>
    /// <param name="isUnread">See <see cref="TlsReportWarning.IsUnread"/>. Such a warning is always kept.</param>
    public void Add(string path, string text, bool isUnread = false)
    {
        _warnings ??= [];
        if (_warnings.Count < Max || isUnread) _warnings.Add(new TlsReportWarning(path, text) { IsUnread = isUnread });
        else _left++;
    }

    public ReadableList<TlsReportWarning> ToList()
    {
        if (_warnings is null) return ReadableList<TlsReportWarning>.Empty;
        if (_left > 0) _warnings.Add(new TlsReportWarning("$", "There are " + _left.ToString(CultureInfo.InvariantCulture) + " more warnings."));
        return _warnings.ToReadableList();
    }
}
