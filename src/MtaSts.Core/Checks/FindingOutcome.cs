using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Checks;

/// <summary>Turns the findings of a parser into the outcome of one check.</summary>
internal static class FindingOutcome
{
    /// <summary>The worst of the findings that belong to a check; the text for a pass when there is none.</summary>
    /// <param name="findings">All findings of a text.</param>
    /// <param name="id">The check.</param>
    /// <param name="good">The detail when there is no finding.</param>
    public static CheckOutcome Judge(IEnumerable<Finding> findings, string id, string good)
    {
        var own = findings.Where(f => f.Id == id).ToList();
        if (own.Count == 0) return CheckOutcome.Pass(good);

        var worst = own.Max(f => f.Severity);
        var shown = own.Where(f => f.Severity == worst).ToList();
        var named = shown.Where(f => f.Unlisted == 0).Take(3).ToList();
        var rest = shown.Sum(f => Math.Max(1, f.Unlisted)) - named.Count;
        var detail = named.Count == 0 ? Describe(shown[0])
            : string.Join(" ", named.Select(Describe)) + (rest > 0 ? FormattableString.Invariant($" And {rest} more.") : "");
        return worst switch
        {
            FindingSeverity.Error => CheckOutcome.Fail(detail, shown[0].Fix),
            FindingSeverity.Warning => CheckOutcome.Warning(detail, shown[0].Fix),
            _ => CheckOutcome.Info(detail, shown[0].Fix),
        };
    }

    private static string Describe(Finding finding)
    {
        var place = finding.Line > 1 || finding.Id.StartsWith("Policy.", StringComparison.Ordinal)
            ? FormattableString.Invariant($"Line {finding.Line}, column {finding.Column}: ")
            : FormattableString.Invariant($"Column {finding.Column}: ");
        return $"{place}{finding.Message} {finding.SenderEffect}";
    }
}
