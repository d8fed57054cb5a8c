using System.Collections.Generic;
using System.Globalization;

namespace MtaSts.TlsRpt.Summary;

/// <summary>One of several equal parts of all domains, such as 3/16. A domain is in the same part everywhere.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
public readonly record struct DomainShard(int Number, int Count)
{
    private const int Most = 100_000;

    /// <summary>By count, then by number.</summary>
    internal static IComparer<DomainShard> Order { get; } =
        Comparer<DomainShard>.Create((one, other) => one.Count != other.Count ? one.Count.CompareTo(other.Count) : one.Number.CompareTo(other.Number));

    /// <summary>Reads <c>3/16</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shard">The part.</param>
    /// <returns>False when the text does not name a part.</returns>
    public static bool TryParse(string? text, out DomainShard shard)
    {
        shard = default;
        var parts = (text ?? "").Split('/');
        if (parts.Length != 2 || !TryReadNumber(parts[0], out var number) || !TryReadNumber(parts[1], out var count)) return false;
        if (number < 1 || number > count || count > Most) return false;
        shard = new DomainShard(number, count);
        return true;
    }

    /// <summary>Whether a domain is in this part.</summary>
    /// <param name="domain">The domain in A-labels and lower case; empty for sessions whose domain is not known.</param>
    public bool Contains(string domain) => NumberOf(domain, Count) == Number;

    /// <summary><c>3/16</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", Number, Count);

    /// <summary>The number of the shard that a domain is in.</summary>
    internal static int NumberOf(string domain, int count) => (int)(ContentKey.Of(domain).Low % (ulong)count) + 1;

    private static bool TryReadNumber(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
