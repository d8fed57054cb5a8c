using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Text;

/// <summary>Joins the first items of a list, and adds how many more there are.</summary>
public static class ShortList
{
    /// <summary>For example <c>a, b and 2 more</c>.</summary>
    /// <param name="items">All items.</param>
    /// <param name="most">How many are listed.</param>
    /// <param name="separator">The separator between two of them.</param>
    public static string Join(IEnumerable<string> items, int most, string separator = ", ")
    {
        var all = items as IReadOnlyCollection<string> ?? items.ToList();
        var named = string.Join(separator, all.Take(most));
        return all.Count <= most ? named : FormattableString.Invariant($"{named} and {all.Count - most} more");
    }
}
