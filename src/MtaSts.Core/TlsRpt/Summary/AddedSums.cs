using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.TlsRpt.Summary;

/// <summary>The sums that were measured before and are added to the totals, by their group.</summary>
/// <param name="options">The options of the measure to which they are added.</param>
internal sealed class AddedSums(TlsReportMeasureOptions options)
{
    private readonly Dictionary<GroupKey, PartialSum> _groups = [];
    private readonly SumBatches _batches = new();
    private readonly ShardCoverage _coverage = new();
    private readonly SumSettings _settings = new();

    /// <summary>The groups that they are of.</summary>
    public IReadOnlyCollection<GroupKey> Keys => _groups.Keys;

    /// <summary>How many were left out, because there are as many groups as there may be.</summary>
    public int LeftOut { get; private set; }

    /// <summary>The sum of a group; null when there is none.</summary>
    public PartialSum? Find(GroupKey key) => _groups.TryGetValue(key, out var sum) ? sum : null;

    /// <summary>Adds a sum.</summary>
    /// <param name="part">Its text.</param>
    /// <returns>Why it cannot be added; null when it was.</returns>
    public string? Add(string part)
    {
        if (options.Shard is not null) return "-Shard counts the domains of reports, and a sum already belongs to its shard. Add sums without -Shard";
        if (options.Since is not null) return "a sum does not show what happened since the given time. Measure the reports with -Since";
        if (PartialSumText.Read(part) is not { } sum)
            return "the property Part cannot be read. It was changed or cut off, or a newer version of the module wrote it";
        if (sum.GroupBy != options.GroupBy) return $"grouped by {sum.GroupBy}, and not by {options.GroupBy}. Use the same -GroupBy";
        if (!_batches.Enter(sum)) return null;
        _coverage.Enter(sum);
        _settings.Enter(sum);
        if (Find(sum.Key) is { } before)
        {
            _coverage.Join(before, sum);
            before.Add(sum);
        }
        else if (_groups.Count < options.MaxGroups)
        {
            _groups[sum.Key] = sum;
        }
        else
        {
            LeftOut++;
        }

        return null;
    }

    /// <summary>What the totals lack, have twice or cannot compare: sentences for a person, none when all is in order.</summary>
    /// <param name="domains">The domains of the reports that were added beside the sums.</param>
    public IReadOnlyList<string> Warnings(IReadOnlyCollection<string> domains)
    {
        if (_groups.Count == 0) return [];
        Func<string, bool>? isIn = null;
        if ((options.GroupBy & TlsReportGrouping.Domain) != 0) isIn = new HashSet<string?>(_groups.Keys.Select(key => key.Domain)).Contains;
        var defaults = new TlsReportMeasureOptions { NowUtc = options.NowUtc };
        var own = SumSettings.Of(options);
        return
        [
            .. _batches.Warnings(), .. _coverage.Warnings(domains, isIn),
            .. _settings.Warnings(own, own != SumSettings.Of(defaults), domains.Count > 0),
        ];
    }
}
