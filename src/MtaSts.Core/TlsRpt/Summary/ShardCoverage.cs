using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>Which shards the added sums come from: a total that lacks a shard, or has one twice, looks as right as any other.</summary>
internal sealed class ShardCoverage
{
    private const int MostNamed = 12;

    private readonly SortedSet<DomainShard> _given = new(DomainShard.Order);
    private readonly SortedSet<DomainShard> _repeated = new(DomainShard.Order);
    private int _filled;
    private bool _hasUnknown;

    /// <summary>Notes a sum before it is added.</summary>
    public void Enter(PartialSum sum)
    {
        _hasUnknown |= sum.Shards.Count == 0;
        _given.UnionWith(sum.Shards);
        _filled = Math.Max(_filled, sum.FilledShards);
    }

    /// <summary>Notes that two sums of one group are added, before they are.</summary>
    public void Join(PartialSum one, PartialSum other) => _repeated.UnionWith(one.Shards.Where(other.Shards.Contains));

    /// <summary>What the totals lack or may have twice: sentences for a person, none when all is in order.</summary>
    /// <param name="domains">The domains of the reports that were added beside the sums.</param>
    /// <param name="isIn">Whether a domain is in the sums; null when they do not name their domains.</param>
    public IEnumerable<string> Warnings(IReadOnlyCollection<string> domains, Func<string, bool>? isIn)
    {
        if (_given.Count == 0) yield break;
        if (_repeated.Count > 0)
        {
            yield return $"There are different sums of the same groups and the same shard: {Names(_repeated)}. "
                + "Anything in more than one of them is counted more than once. Give one sum of each group for each shard.";
        }

        var count = _given.Max.Count;
        if (_given.Min.Count != count)
        {
            yield return FormattableString.Invariant($"The sums come from different shard counts: {_given.Min.Count:0} and {count:0}. A domain is in a shard ")
                + "of each, so it may be counted twice. Measure all shards with the same count.";
            yield break;
        }

        var covered = new BitArray(count);
        foreach (var shard in _given) covered[shard.Number - 1] = true;
        var twice = 0;
        foreach (var domain in domains)
        {
            var number = DomainShard.NumberOf(domain, count);
            if (!_given.Contains(new DomainShard(number, count))) covered[number - 1] = true;
            else if (isIn is null || isIn(domain)) twice++;
        }

        if (twice > 0)
        {
            var where = isIn is not null ? (twice == 1 ? "is" : "are") + " also in the sums."
                : (twice == 1 ? "belongs" : "belong") + " to shards whose sums were given too.";
            yield return FormattableString.Invariant($"{twice:#,0} of the domains in the reports {where}")
                + " A report that is also in these sums is counted twice. Give only the reports of the other shards.";
        }

        var absent = Enumerable.Range(1, count).Where(number => !covered[number - 1]).Select(number => new DomainShard(number, count)).ToList();
        var missing = Math.Min(_filled - (count - absent.Count), absent.Count);
        if (missing <= 0 || _hasUnknown) yield break;
        var which = absent.Count == missing ? $"The sums of {Names(absent)} are missing."
            : missing == 1 ? $"The sums of one shard are missing; it is among {Names(absent)}."
            : FormattableString.Invariant($"The sums of {missing:#,0} shards are missing; they are among {Names(absent)}.");
        yield return which + " The totals do not contain their domains. Measure them with -Shard, and give all sums together.";
    }

    private static string Names(IReadOnlyCollection<DomainShard> shards) =>
        (shards.Count == 1 ? "shard " : "shards ") + ShortList.Join([.. shards.Select(shard => shard.ToString())], MostNamed);
}
