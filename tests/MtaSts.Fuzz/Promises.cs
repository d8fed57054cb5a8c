using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Fuzz;

/// <summary>Promises of more than one parser.</summary>
internal static class Promises
{
    /// <summary>The promise that the findings break; null when they break none.</summary>
    public static string? BrokenBy(string text, bool isValid, IReadOnlyList<Finding> findings, bool isOneLine = false)
    {
        if (isValid != findings.All(f => f.Severity != FindingSeverity.Error)) return "what is not valid has an error, and nothing else has";
        var lines = isOneLine ? [text] : text.Split('\n');
        var last = (Line: 1, Column: 1);
        foreach (var finding in findings)
        {
            var place = (finding.Line, finding.Column);
            if (finding.Line < 1 || finding.Line > lines.Length) return "a finding has an existing line";
            if (finding.Column < 1 || finding.Column > lines[finding.Line - 1].Length + 1) return "a finding has an existing column";
            if (place.CompareTo(last) < 0) return "findings are in the order of the text";
            if (!IsSafe(finding.Message) || !IsSafe(finding.Fix)) return "what a stranger wrote is shown safely";
            if (finding.Severity != FindingSeverity.Info && finding.Fix.Length == 0) return "a problem has a fix";
            last = place;
        }

        return null;
    }

    public static bool IsSafe(string? text) => text is null || ReferenceEquals(SafeText.Clean(text), text) || SafeText.Clean(text) == text;

    /// <summary>The ids of the rules that occurred.</summary>
    public static string Rules(IReadOnlyCollection<Finding> findings) =>
        string.Join(
            Corpus.Separator,
            (string[])[$"{System.Math.Min(findings.Count, 8)} findings", .. findings.Select(f => $"{f.Id}/{f.Rule}/{f.Severity}/{Words.Start(f.Message)}")]);
}
