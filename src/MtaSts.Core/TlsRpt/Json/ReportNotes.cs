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
    /// <param name="isUnread">See <see cref="TlsReportWarning.IsUnread"/>. Such a warning takes the place of the last one when there are too many.</param>
    public void Add(string path, string text, bool isUnread = false)
    {
        _warnings ??= [];
        var warning = new TlsReportWarning(path, text) { IsUnread = isUnread };
        if (_warnings.Count < Max)
        {
            _warnings.Add(warning);
            return;
        }

        _left++;
        if (isUnread) _warnings[Max - 1] = warning;
    }

    public ReadableList<TlsReportWarning> ToList()
    {
        if (_warnings is null) return ReadableList<TlsReportWarning>.Empty;
        if (_left > 0) _warnings.Add(new TlsReportWarning("$", "There are " + _left.ToString(CultureInfo.InvariantCulture) + " more warnings."));
        return _warnings.ToReadableList();
    }
}
