using System;

namespace MtaSts.TlsRpt.Summary;

/// <summary>The key of a group; null in every dimension that is not grouped by.</summary>
internal readonly record struct GroupKey(string? Domain, string? Organization, int? Day, string? ResultType, string? MxHost) : IComparable<GroupKey>
{
    public int CompareTo(GroupKey other)
    {
        var order = string.CompareOrdinal(Domain, other.Domain);
        if (order == 0) order = string.CompareOrdinal(Organization, other.Organization);
        if (order == 0) order = Nullable.Compare(Day, other.Day);
        if (order == 0) order = string.CompareOrdinal(ResultType, other.ResultType);
        return order != 0 ? order : string.CompareOrdinal(MxHost, other.MxHost);
    }
}
