using System.Collections.Generic;
using System.Globalization;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>Collects the warnings of one report, up to the number that a person would read.</summary>
internal sealed class ReportNotes
{
    private const int Max = 200;

    private List<TlsReportWarning>? _warnings;
    private int _left;

    /// <summary>Starts with another report.</summary>
    public void Reset()
    {
        _warnings = null;
        _left = 0;
    }

    public void Add(string path, string text)
    {
        _warnings ??= [];
        if (_warnings.Count < Max) _warnings.Add(new TlsReportWarning(path, text));
        else _left++;
    }

    public ReadableList<TlsReportWarning> ToList()
    {
        if (_warnings is null) return ReadableList<TlsReportWarning>.Empty;
        if (_left > 0) _warnings.Add(new TlsReportWarning("$", "There are " + _left.ToString(CultureInfo.InvariantCulture) + " more warnings."));
        return _warnings.ToReadableList();
    }
}
