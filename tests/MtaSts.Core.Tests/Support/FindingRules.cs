using System.Collections.Generic;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Support;

/// <summary>Rules for the findings of every parser and every text.</summary>
internal static class FindingRules
{
    private static readonly HashSet<string> Ids = [.. CheckCatalogue.All.Select(check => check.Id)];

    public static void Hold(string text, bool isValid, IReadOnlyList<Finding> findings)
    {
        Assert.Equal(isValid, findings.All(f => f.Severity != FindingSeverity.Error));
        var lines = text.Split('\n');
        foreach (var finding in findings)
        {
            Assert.InRange(finding.Line, 1, lines.Length);
            Assert.InRange(finding.Column, 1, lines[finding.Line - 1].Length + 1);
            Assert.Contains(finding.Id, Ids);
            Assert.NotEqual("", finding.Rule);
            Assert.StartsWith("RFC 846", finding.Reference, System.StringComparison.Ordinal);
            Assert.NotEqual("", finding.SenderEffect);
            Assert.True(finding.Fix.Length > 0 || finding.Severity == FindingSeverity.Info, $"{finding} has no fix");

            // Text from strangers never reaches the console unescaped.
            Assert.Equal(SafeText.Clean(finding.Message), finding.Message);
            Assert.Equal(SafeText.Clean(finding.Fix), finding.Fix);
        }

        Assert.Equal(findings.OrderBy(f => f.Line).ThenBy(f => f.Column).Select(f => f.ToString()), findings.Select(f => f.ToString()));
    }

    public static void AssertRejected(bool isValid, IReadOnlyList<Finding> findings, string id, int line, int column, string reason)
    {
        Assert.False(isValid, reason);
        var first = findings.First(f => f.Severity == FindingSeverity.Error);
        Assert.True((id, line, column) == (first.Id, first.Line, first.Column), $"{reason}: {string.Join(" | ", findings)}");
    }

    public static void AssertWarned(bool isValid, IReadOnlyList<Finding> findings, string id, int line, int column, string reason)
    {
        Assert.True(isValid, $"{reason}: {string.Join(" | ", findings)}");
        var first = findings.First(f => f.Severity == FindingSeverity.Warning);
        Assert.True((id, line, column) == (first.Id, first.Line, first.Column), $"{reason}: {string.Join(" | ", findings)}");
    }
}
