using System;

namespace MtaSts.Watching;

/// <summary>What one check of a result says, as far as a baseline needs it.</summary>
/// <param name="Id">The permanent id of the check.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Detail">The evidence.</param>
/// <param name="Fix">What to do; empty when there is nothing to do.</param>
public sealed record WatchedCheck(string Id, CheckStatus Status, string Detail, string Fix)
{
    /// <summary>The same of a check.</summary>
    /// <param name="check">The check.</param>
    public static WatchedCheck From(Check check)
    {
        if (check is null) throw new ArgumentNullException(nameof(check));
        return new WatchedCheck(check.Id, check.Status, check.Detail, check.Fix);
    }
}
