using System;
using System.Globalization;
using System.Linq;
using MtaSts.Text;

namespace MtaSts;

/// <summary>Totals of many TLS reports for one group, such as a domain, a day or an organization.</summary>
public class TlsReportSummary
{
    /// <summary>
    /// What the group is of: its domain, organization, day, result type and MX host, as far as they were asked for. <c>(all)</c> when the totals are
    /// not grouped; <c>(no result type)</c> and the like for what the reports do not contain.
    /// </summary>
    public string Group
    {
        get
        {
            var names = new[]
            {
                Name(Domain, TlsReportGrouping.Domain, "(no domain)"),
                Name(Organization, TlsReportGrouping.Organization, TlsReport.NotNamed),
                Name(Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), TlsReportGrouping.Day, "(no date)"),
                Name(ResultType, TlsReportGrouping.ResultType, "(no result type)"),
                Name(MxHost, TlsReportGrouping.MxHost, "(no MX host)"),
            };
            var group = string.Join(", ", names.Where(name => name is not null));
            return group.Length > 0 ? group : "(all)";
        }
    }

    /// <summary>By what the totals are grouped.</summary>
    internal TlsReportGrouping GroupBy { get; init; }

    /// <summary>The policy domain; null unless grouped by it, or when no report names one.</summary>
    public string? Domain { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>Who reported; null unless grouped by it.</summary>
    public string? Organization { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The day (UTC); null unless grouped by it, and in the group of the reports that have no date.</summary>
    public DateTime? Day { get; init; }

    /// <summary>The result type; null unless grouped by it, and in the group of the sessions that have none.</summary>
    public string? ResultType { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The MX host; null unless grouped by it, and in the group of the sessions whose host is not reported.</summary>
    public string? MxHost { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>Successes and failures together.</summary>
    public long Sessions => SessionMath.Add(Successes, Failures);

    /// <summary>Sessions with the TLS that the policy requires.</summary>
    public long Successes { get; init; }

    /// <summary>
    /// Sessions without that TLS. Grouped by result type or MX host they are counted from the failure details, which may
    /// overlap (RFC 8460 §4) and so sum to more than the failed sessions.
    /// </summary>
    public long Failures { get; init; }

    /// <summary>
    /// Successes of all sessions in percent, with two decimals, never rounded up to 100; null without sessions, and for
    /// a result type or an MX host: reports count successes by policy only.
    /// </summary>
    public double? SuccessRate => ResultType is not null || MxHost is not null ? null : SessionMath.SuccessRate(Successes, Failures);

    /// <summary>Failures that a change to the domain can fix.</summary>
    public long OwnFailures { get; init; }

    /// <summary>Failures that no change to the domain could have fixed: a sender's own setting, or its temporary fault.</summary>
    public long SenderFailures { get; init; }

    /// <summary>The number of reports, each counted once.</summary>
    public int Reports { get; init; }

    /// <summary>Who reported, by name.</summary>
    public ReadableList<string> Reporters { get; init; } = ReadableList<string>.Empty;

    /// <summary>The begin of the first period, in UTC; null when no report has a date.</summary>
    public DateTime? First { get; init; }

    /// <summary>
    /// The end of the last period, in UTC; of one that ends at midnight, the last second of the day before, which is
    /// its last day. Null when no report has a date.
    /// </summary>
    public DateTime? Last { get; init; }

    /// <summary>
    /// Days that the reports are about; reports without a date are about none. Grouped by day it is 1: a report of
    /// several days counts on its first day.
    /// </summary>
    public int DaysWithReports { get; init; }

    /// <summary>
    /// Days with reports after the last day with a failure caused by the domain, up to <see cref="Last"/>, whatever the
    /// stage. The days that a stage requires are counted in that stage only; <see cref="Reasons"/> contains that count.
    /// </summary>
    public int DaysWithoutFailure { get; init; }

    /// <summary>The five most frequent result types with their counts.</summary>
    public ReadableList<TlsResultCount> TopResultTypes { get; init; } = ReadableList<TlsResultCount>.Empty;

    /// <summary>
    /// What the reports themselves show about the failures, the most frequent first, at most five (see <see cref="TlsReportFailure.Explanation"/>).
    /// Safe to show.
    /// </summary>
    public ReadableList<string> Explanations { get; init; } = ReadableList<string>.Empty;

    /// <summary>The rollout stage that was given, or that the reports show; null when they show none, or unless grouped by domain alone.</summary>
    public RolloutStage? Stage { get; init; }

    /// <summary>
    /// Whether the evidence is enough for the next stage. It is judged for a whole domain: null unless grouped by domain
    /// alone, when no report contains the domain, and for a name that may be an MX host's because only DANE policies contain it.
    /// </summary>
    public Readiness? Readiness { get; init; }

    /// <summary>
    /// The last day (UTC) of the present stage on which a session under the policy succeeded, in reports that are evidence; null when there is none,
    /// or unless grouped by domain alone.
    /// </summary>
    public DateTime? LastEvidence { get; init; }

    /// <summary>Why.</summary>
    public ReadableList<string> Reasons { get; init; } = ReadableList<string>.Empty;

    /// <summary>
    /// The sum in a form to which others can be added (JSON); null unless a shard was measured or sums were added. <c>Measure-TlsRptReport</c> adds sums of
    /// disjoint domains, saved in any way, to the same totals that the reports have.
    /// </summary>
    public string? Part { get; init; }

    /// <summary>The evidence for the answer; null unless grouped by domain alone.</summary>
    internal RolloutEvidence? Evidence { get; init; }

    /// <summary>One line: group, sessions and rate, safe to show.</summary>
    public override string ToString()
    {
        var day = Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;
        var group = string.Join(" ", Domain, Organization, day, ResultType, MxHost).Trim();
        return SafeText.Clean(
            string.Format(
                CultureInfo.InvariantCulture, "{0}: {1} {2}, {3} failed", group.Length == 0 ? "all" : group, Sessions, Sessions == 1 ? "session" : "sessions",
                Failures));
    }

    private string? Name(string? name, TlsReportGrouping part, string missing)
    {
        if (!string.IsNullOrEmpty(name)) return name;
        return (GroupBy & part) != 0 ? missing : null;
    }
}
