using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>Which shards the added sums are of: a total that lacks a shard, or has one twice, looks as right as any other.</summary>
internal sealed class ShardCoverage
{
    private const int MostNamed = 12;

    private readonly HashSet<ContentKey> _texts = [];
    private readonly SortedSet<DomainShard> _given = new(DomainShard.Order);
    private readonly SortedSet<DomainShard> _repeated = new(DomainShard.Order);
    private int _filled;
    private bool _hasUnknown;

    /// <summary>How many sums were left out because the same text was added before.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Notes a sum before it is added.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="sum">The sum.</param>
    /// <returns>False when the same sum was added before.</returns>
    public bool Enter(string text, PartialSum sum)
    {
        if (!_texts.Add(ContentKey.Of(text)))
        {
            Duplicates++;
            return false;
        }

        _hasUnknown |= sum.Shards.Count == 0;
        Enter(sum.Shards, sum.FilledShards);
        return true;
    }

    /// <summary>Notes the shard that is measured now.</summary>
    public void Enter(DomainShard own, int filled) => Enter([own], filled);

    /// <summary>Notes that two sums of one group are added, before they are.</summary>
    public void Join(PartialSum one, PartialSum other) => _repeated.UnionWith(one.Shards.Where(other.Shards.Contains));

    /// <summary>What the totals lack or may have twice: sentences for a person, none when all is in order.</summary>
    /// <param name="domains">The domains of the reports that were added beside the sums; none when one shard of them was measured.</param>
    public IEnumerable<string> Warnings(IReadOnlyCollection<string> domains)
    {
        if (Duplicates > 0)
        {
            yield return Duplicates == 1
                ? "The same sum was given twice. It was counted once."
                : FormattableString.Invariant($"{Duplicates:#,0} sums were given more than once. Each was counted once.");
        }

        if (_given.Count == 0) yield break;
        if (_repeated.Count > 0)
        {
            yield return $"There are different sums of the same groups and the same shard: {Names(_repeated)}. "
                + "What is in several of them is counted several times. Give one sum of each group for each shard.";
        }

        var count = _given.Max.Count;
        if (_given.Min.Count != count)
        {
            yield return FormattableString.Invariant($"The sums are of shards of {_given.Min.Count:0} and of {count:0}. A domain is in a shard of each, ")
                + "so it may be counted twice. Measure all shards with the same count.";
            yield break;
        }

        var covered = new BitArray(count);
        foreach (var shard in _given) covered[shard.Number - 1] = true;
        var twice = 0;
        foreach (var number in domains.Select(domain => DomainShard.NumberOf(domain, count)))
        {
            if (_given.Contains(new DomainShard(number, count))) twice++;
            else covered[number - 1] = true;
        }

        if (twice > 0)
        {
            yield return FormattableString.Invariant($"{twice:#,0} of the domains in the reports {(twice == 1 ? "belongs" : "belong")} to shards ")
                + "whose sums were given too. A report that is also in these sums is counted twice. Give the reports of the other shards only.";
        }

        var absent = Enumerable.Range(1, count).Where(number => !covered[number - 1]).Select(number => new DomainShard(number, count)).ToList();
        var missing = Math.Min(_filled - (count - absent.Count), absent.Count);
        if (missing <= 0 || _hasUnknown) yield break;
        var which = absent.Count == missing ? $"The sums of {Names(absent)} are missing."
            : missing == 1 ? $"The sums of one shard are missing; it is among {Names(absent)}."
            : FormattableString.Invariant($"The sums of {missing:#,0} shards are missing; they are among {Names(absent)}.");
        yield return which + " The totals do not contain their domains. Measure them with -Shard, and give all sums together.";
    }

    private void Enter(IEnumerable<DomainShard> shards, int filled)
    {
        _given.UnionWith(shards);
        _filled = Math.Max(_filled, filled);
    }

    private static string Names(IReadOnlyCollection<DomainShard> shards) =>
        (shards.Count == 1 ? "shard " : "shards ") + ShortList.Join([.. shards.Select(shard => shard.ToString())], MostNamed);
}
