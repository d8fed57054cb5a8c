using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>Whether all sums that a command returned are there: a table that was cut off or filtered looks as right as any other.</summary>
internal sealed class SumBatches
{
    private const int MostNamed = 12;

    private readonly HashSet<ContentKey> _given = [];
    private readonly Dictionary<ContentKey, Batch> _batches = [];
    private int _duplicates;

    /// <summary>Notes a sum before it is added.</summary>
    /// <param name="sum">The sum.</param>
    /// <returns>False when the same sum was added before.</returns>
    public bool Enter(PartialSum sum)
    {
        if (!_given.Add(sum.Check))
        {
            _duplicates++;
            return false;
        }

        if (!_batches.TryGetValue(sum.Batch, out var batch)) _batches[sum.Batch] = batch = new Batch(sum.BatchSize);
        batch.Given++;
        batch.Shards.UnionWith(sum.Shards);
        return true;
    }

    /// <summary>What the totals lack, and what was given twice: sentences for a person, none when all is in order.</summary>
    public IEnumerable<string> Warnings()
    {
        if (_duplicates > 0)
        {
            yield return _duplicates == 1
                ? "The same sum was given twice. It was counted once."
                : FormattableString.Invariant($"{_duplicates:#,0} sums were given more than once. Each was counted once.");
        }

        var cut = _batches.Values.Where(batch => batch.Given < batch.Size).ToList();
        if (cut.Count == 0) yield break;
        var shards = cut.SelectMany(batch => batch.Shards).Distinct().OrderBy(shard => shard, DomainShard.Order).Select(shard => shard.ToString()).ToList();
        var which = shards.Count == 0 ? "one command" : (shards.Count == 1 ? "shard " : "shards ") + ShortList.Join(shards, MostNamed);
        long size = cut.Sum(batch => (long)batch.Size), missing = size - cut.Sum(batch => (long)batch.Given);
        var (are, them) = missing == 1 ? ("is", "it") : ("are", "them");
        yield return FormattableString.Invariant($"{missing:#,0} of the {size:#,0} sums of {which} {are} missing. The totals do not contain {them}. ")
            + "Give all sums that Measure-TlsRptReport returned; a file of them may be cut off or filtered.";
    }

    private sealed class Batch(int size)
    {
        public int Size => size;

        public int Given { get; set; }

        public HashSet<DomainShard> Shards { get; } = [];
    }
}
