using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Input;

/// <summary>Counts what a run skips without an error, for one warning of each kind at its end.</summary>
/// <param name="linkAdvice">How to read a linked folder with this cmdlet, after 'To read'.</param>
internal sealed class PassedOver(string linkAdvice)
{
    private readonly NamedCount _dmarc = new();
    private readonly NamedCount _followed = new();
    private readonly NamedCount _notRegular = new();
    private readonly NamedCount _linked = new();
    private readonly NamedCount _leftOut = new();
    private readonly NamedCount _unknown = new();
    private readonly NamedCount _otherReports = new();
    private readonly List<(string Folder, int Folders)> _onlyFolders = [];
    private int _cutReports;
    private int _keptReports;
    private int _undated;

    /// <summary>Counts what is not an error to the reader of TLS reports: a DMARC aggregate report.</summary>
    /// <returns>False for an error.</returns>
    public bool Takes(TlsReportError error)
    {
        if (error.Fault != TlsReportFault.DmarcReport) return false;
        _dmarc.Add(error.Source);
        return true;
    }

    /// <summary>Notes a report when something behind it was not read.</summary>
    public void AddFollowed(TlsReport report)
    {
        if (report.Warnings.Count > 0 && report.Warnings.Any(warning => warning.IsUnread)) _followed.Add(report.Source);
    }

    /// <summary>A pipe, a socket or a device.</summary>
    public void AddNotRegular(string path) => _notRegular.Add(path);

    /// <summary>A link to a folder, which was not followed.</summary>
    public void AddLinked(string path) => _linked.Add(path);

    /// <summary>A folder that was named, and has folders but no files; links are not counted.</summary>
    public void AddOnlyFolders(string folder, int folders) => _onlyFolders.Add((folder, folders));

    /// <summary>A report without dates, which cannot be compared with a time.</summary>
    public void AddUndated() => _undated++;

    /// <summary>The policies that a filter by domain omitted from one report.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="isWhole">True when nothing of the report was kept.</param>
    public void AddLeftOut(IReadOnlyList<TlsReportLeftOut> policies, bool isWhole)
    {
        if (!isWhole) _keptReports++;
        if (!isWhole && policies.Count > 0) _cutReports++;
        foreach (var policy in policies)
        {
            if (policy.IsUnknown) _unknown.Add(policy.Domain.Length == 0 ? "(no domain)" : policy.Domain);
            else if (isWhole) _otherReports.Add(policy.Domain);
            else _leftOut.Add(policy.Domain);
        }
    }

    /// <summary>One warning for each kind that there is.</summary>
    /// <param name="domains">The requested domains.</param>
    public IEnumerable<string> Warnings(string[] domains)
    {
        if (_dmarc.Count > 0)
        {
            yield return Format(
                "{0} skipped: {1}. Found in {2}.",
                _dmarc.Count == 1 ? "1 DMARC aggregate report (XML) was" : Format("{0} DMARC aggregate reports (XML) were", _dmarc.Count),
                _dmarc.Count == 1 ? "it is not a TLS report" : "they are not TLS reports", _dmarc);
        }
        if (_followed.Count > 0)
        {
            yield return Format(
                "Something follows the end of {0} and was not read; it may be another report. Found in {1}. If files were joined, give each of them alone.",
                _followed.Count == 1 ? "1 report" : Format("{0:#,0} reports", _followed.Count), _followed);
        }
        if (_notRegular.Count > 0)
        {
            yield return Format(
                "{0} skipped: {1}. To read a pipe or a device, give its own path. Found: {2}.",
                _notRegular.Count == 1 ? "1 entry was" : Format("{0} entries were", _notRegular.Count),
                _notRegular.Count == 1 ? "it is a pipe, a socket or a device" : "they are pipes, sockets or devices", _notRegular);
        }
        if (_linked.Count > 0)
        {
            yield return Format(
                "{0} not read: links to folders are not followed, because they can form a loop. Found: {1}. To read {2}, {3}.",
                _linked.Count == 1 ? "1 linked folder was" : Format("{0:#,0} linked folders were", _linked.Count), _linked,
                _linked.Count == 1 ? "it" : "one of them", linkAdvice);
        }
        foreach (var (folder, folders) in _onlyFolders)
        {
            yield return Format(
                "The folder '{0}' contains no files. {1} not read. Add -Recurse to read all files below it.",
                SafeText.Excerpt(folder, 1000), folders == 1 ? "The folder in it was" : Format("The {0:#,0} folders in it were", folders));
        }
        if (_undated > 0)
        {
            yield return Format(
                "{0} left out, because -After and -Before need a date.",
                _undated == 1 ? "1 report without dates was" : Format("{0} reports without dates were", _undated));
        }
        string[] sentences = [.. LeftOut(domains)];
        if (sentences.Length > 0) yield return string.Join(" ", sentences);
    }

    private IEnumerable<string> LeftOut(string[] domains)
    {
        if (_leftOut.Count > 0)
        {
            yield return Format(
                "-DomainName left {0} out of {1}: {2}.",
                _leftOut.Count == 1 ? "1 policy for another domain" : Format("{0} policies for other domains", _leftOut.Count),
                _cutReports == 1 ? "1 report" : Format("{0} reports", _cutReports), _leftOut);
        }
        if (_unknown.Count > 0)
        {
            yield return Format(
                "-DomainName left out {0} whose domain is not known: {1}. A DANE policy may name an MX host instead. "
                    + "If you read the mail instead, the header TLS-Report-Domain shows the domain.",
                _unknown.Count == 1 ? "1 policy" : Format("{0} policies", _unknown.Count), _unknown);
        }
        if (_keptReports == 0 && _otherReports.Count > 0)
        {
            yield return Format(
                "No report is about {0}. The reports are about {1}.",
                string.Join(" or ", domains.Select(domain => SafeText.Excerpt(domain.TrimEnd('.')))), _otherReports);
        }
    }

    private static string Format(string format, params object?[] values) => string.Format(CultureInfo.InvariantCulture, format, values);

    /// <summary>A count of items, and the names of the first.</summary>
    private sealed class NamedCount
    {
        private const int MaxNamed = 3;
        private const int MaxKept = 1000; // distinct names

        private readonly HashSet<string> _names = [];
        private readonly List<string> _first = [];

        public int Count { get; private set; }

        public void Add(string name)
        {
            Count++;
            if (_names.Count >= MaxKept || !_names.Add(name)) return;
            if (_first.Count < MaxNamed) _first.Add(SafeText.Excerpt(name, 200));
        }

        public override string ToString()
        {
            var more = _names.Count - _first.Count;
            return string.Join(", ", _first) + (more > 0 ? Format(" and {0} more", more) : "");
        }
    }
}
