using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Rollout.Evidence;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>One group's failures before a moment and since, and whether they came back.</summary>
/// <param name="since">The moment, UTC.</param>
/// <param name="isRest">The group has what is without a result type or MX host, and failures with one are in other groups.</param>
internal sealed class SinceTotals(DateTime since, bool isRest)
{
    private const int MaxReportersNamed = 3;

    private readonly HashSet<string> _reportersBefore = new(StringComparer.Ordinal);
    private long _before;
    private long _since;
    private long _undated;
    private DateTime? _last;

    public void AddFailures(TlsReport report, long count)
    {
        if (count == 0) return;
        var end = ReportPeriod.End(report) ?? report.StartDate;
        if (end is null)
        {
            _undated = SessionMath.Add(_undated, count);
            return;
        }

        if (!(end <= _last)) _last = end;
        if (SinceScope.IsSince(report, since))
        {
            _since = SessionMath.Add(_since, count);
            return;
        }

        _before = SessionMath.Add(_before, count);
        _reportersBefore.Add(report.OrganizationName);
    }

    /// <summary>The group's totals with the answer.</summary>
    public TlsReportRecurrence ToRecurrence(TlsReportSummary totals, SinceScope scope)
    {
        var undated = _undated == 0
            ? string.Empty
            : Format(" {0} in reports without a date, which may be from before or since.", Failed(_undated, isStart: true));
        return new TlsReportRecurrence(totals)
        {
            Since = since,
            FailuresBefore = _before,
            FailuresSince = _since,
            LastFailure = _last,
            ReportsSince = scope.Reports,
            CameBack = _before == 0 ? null : _since > 0 ? true : scope.Reports > 0 ? false : null,
            SinceThen = InWords(scope) + undated,
        };
    }

    private string InWords(SinceScope scope)
    {
        if (_since > 0 && _before == 0)
        {
            return Format(
                "New: {0} since then, and none before it in these reports. The last report with it ends {1:yyyy-MM-dd HH:mm} UTC.", Failed(_since), _last);
        }
        if (_since > 0) return Format("Came back: {0} since then. The last report with it ends {1:yyyy-MM-dd HH:mm} UTC.", Failed(_since), _last);
        if (scope.Reports == 0)
        {
            var last = scope.LastEnd is DateTime end ? Format("; the last report ends {0:yyyy-MM-dd HH:mm} UTC", end) : string.Empty;
            return Format(
                "Not known yet: no report with sessions begins at {0:yyyy-MM-dd HH:mm} UTC or later{1}. "
                    + "Most senders report a day late, Microsoft up to 72 hours.", since, last);
        }

        var told = Format(
            "none in {0} with {1} since then, up to {2:yyyy-MM-dd HH:mm} UTC.", scope.Reports == 1 ? "1 report" : Format("{0} reports", scope.Reports),
            scope.Sessions == 1 ? "1 session" : Format("{0} sessions", scope.Sessions), scope.LastEnd);
        var others = isRest ? " Failures with a result type or MX host are in the other groups." : string.Empty;
        return _before == 0
            ? (isRest ? "No failure without details: " : "No failure: ") + told + others
            : "Did not come back: " + told + Absent(scope) + others;
    }

    /// <summary>A sender that has not reported again does not show that a failure is gone.</summary>
    private string Absent(SinceScope scope)
    {
        if (_reportersBefore.Overlaps(scope.Reporters)) return string.Empty;
        var names = _reportersBefore.OrderBy(name => name, StringComparer.Ordinal).Select(name => SafeText.Excerpt(name));
        return Format(" None of them is from {0}, which reported it before.", ShortList.Join(names, MaxReportersNamed));
    }

    private static string Failed(long count, bool isStart = false) => count == 1
        ? isStart ? "1 failed session is" : "1 failed session"
        : Format(isStart ? "{0} failed sessions are" : "{0} failed sessions", count);

    private static string Format(string format, params object?[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
