using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Rollout.Evidence;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// The totals of one group in a form to which those of other reports can be added. Sums of disjoint domains result in the same as the
/// reports themselves; of a domain that is in two of them nothing can be judged.
/// </summary>
internal sealed class PartialSum
{
    private const int TopTypes = 5;
    private const int TopExplanations = 5;

    /// <summary>How many explanations are kept: a stranger may name any number of hosts.</summary>
    public const int MaxExplanations = 100;

    /// <summary>The key of the text it was read from; the same sum has the same.</summary>
    public ContentKey Check { get; set; }

    /// <summary>Tells the sums that one command returned from all others.</summary>
    public ContentKey Batch { get; set; }

    /// <summary>How many sums that command returned.</summary>
    public int BatchSize { get; set; }

    public GroupKey Key { get; set; }

    /// <summary>How the totals are grouped.</summary>
    public TlsReportGrouping GroupBy { get; set; }

    /// <summary>The shards whose domains are in it; none when that is not known.</summary>
    public SortedSet<DomainShard> Shards { get; } = new(DomainShard.Order);

    /// <summary>How many shards, of all, have a domain in the reports that were measured.</summary>
    public int FilledShards { get; set; }

    /// <summary>The settings with which its domains were judged (see <see cref="SumSettings"/>); none when they are not judged.</summary>
    public SortedSet<string> Settings { get; } = new(StringComparer.Ordinal);

    public long Successes { get; set; }

    public long Failures { get; set; }

    public long Own { get; set; }

    public long Senders { get; set; }

    /// <summary>How many reports are about one domain.</summary>
    public int Reports { get; set; }

    /// <summary>The reports about several domains, by their identity: other sums have them too.</summary>
    public HashSet<ContentKey> Shared { get; } = [];

    public SortedSet<string> Reporters { get; } = new(StringComparer.Ordinal);

    public DateTime? First { get; set; }

    public DateTime? Last { get; set; }

    /// <summary>The days, each with whether there was a failure caused by the domain.</summary>
    public SortedDictionary<int, bool> Days { get; } = [];

    public Dictionary<string, long> Types { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Explanations { get; } = new(StringComparer.Ordinal);

    public RolloutStage? Stage { get; set; }

    public Readiness? Readiness { get; set; }

    public IReadOnlyList<string> Reasons { get; set; } = [];

    public DateTime? LastEvidence { get; set; }

    public RolloutEvidence? Evidence { get; set; }

    /// <summary>Adds the totals of other reports.</summary>
    public void Add(PartialSum other)
    {
        Shards.UnionWith(other.Shards);
        FilledShards = Math.Max(FilledShards, other.FilledShards);
        Settings.UnionWith(other.Settings);
        Successes = SessionMath.Add(Successes, other.Successes);
        Failures = SessionMath.Add(Failures, other.Failures);
        Own = SessionMath.Add(Own, other.Own);
        Senders = SessionMath.Add(Senders, other.Senders);
        Reports = (int)Math.Min((long)Reports + other.Reports, int.MaxValue);
        Shared.UnionWith(other.Shared);
        Reporters.UnionWith(other.Reporters);
        if (other.First is { } first && !(first >= First)) First = first;
        if (other.Last is { } last && !(last <= Last)) Last = last;
        foreach (var day in other.Days) Days[day.Key] = day.Value || (Days.TryGetValue(day.Key, out var isMarked) && isMarked);
        foreach (var type in other.Types) ResultCounts.Add(Types, type.Key, type.Value);
        foreach (var explanation in other.Explanations)
        {
            Explanations.TryGetValue(explanation.Key, out var before);
            Explanations[explanation.Key] = SessionMath.Add(before, explanation.Value);
        }

        // Of those that stay nothing was dropped anywhere: the first in the order of texts stay in each sum.
        while (Explanations.Count > MaxExplanations) Explanations.Remove(Explanations.Keys.Last());
        if (GroupBy != TlsReportGrouping.Domain) return;
        (Stage, Readiness, LastEvidence, Evidence) = (null, null, null, null);
        Reasons = ["The domain is in more than one of the sums, so its evidence cannot be judged. Measure its reports together."];
    }

    /// <summary>The totals for a person or a script.</summary>
    /// <param name="part">The form to which others can be added; null for none.</param>
    public TlsReportSummary ToSummary(string? part)
    {
        var days = Days.ToList();
        return new TlsReportSummary
        {
            GroupBy = GroupBy,
            Domain = Key.Domain is "" ? null : Shown(Key.Domain),
            Organization = Shown(Key.Organization),
            Day = Key.Day is int day ? ReportPeriod.ToDate(day) : null,
            ResultType = Shown(Key.ResultType),
            MxHost = Shown(Key.MxHost),
            Successes = Successes,
            Failures = Failures,
            OwnFailures = Own,
            SenderFailures = Senders,
            Reports = Reports + Shared.Count,
            Reporters = Reporters.Select(SafeText.Clean).ToReadableList(),
            First = First,
            Last = Last,
            DaysWithReports = days.Count,
            DaysWithoutFailure = days.Count - 1 - days.FindLastIndex(entry => entry.Value),
            TopResultTypes = ResultCounts.Top(Types, TopTypes),
            Explanations = Explanations.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(TopExplanations)
                .Select(pair => pair.Key).ToReadableList(),
            Stage = Stage,
            Evidence = Evidence,
            LastEvidence = LastEvidence,
            Readiness = Readiness,
            Reasons = Reasons.ToReadableList(),
            Part = part,
        };
    }

    /// <summary>A stranger's word as the name of a group: not empty, and safe to show.</summary>
    private static string? Shown(string? name) => name is null ? null : SafeText.Clean(name);
}
