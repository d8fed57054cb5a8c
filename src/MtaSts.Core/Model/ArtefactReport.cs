using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MtaSts.Text;

namespace MtaSts;

/// <summary>
/// Reports the artefacts that make a text invalid, each once, instead of the faults that follow from them. The verdict
/// does not change: it is called for texts that are not valid, and its findings are errors.
/// </summary>
internal static class ArtefactReport
{
    /// <summary>Looks for the artefacts that cause findings of a parser.</summary>
    /// <param name="text">A text that is not valid.</param>
    /// <param name="rules">In the order in which they are undone.</param>
    /// <param name="parse">The findings of the parser in a text.</param>
    /// <param name="isOneLine">True for a record, whose columns continue across line breaks.</param>
    /// <returns>The text without the artefacts, and the findings; null when no artefact affects the verdict.</returns>
    public static ExplainedText? Explain(string text, IReadOnlyList<TextArtefact> rules, Func<string, IReadOnlyList<Finding>> parse, bool isOneLine)
    {
        var found = Undo(text, rules).Seen.Select(seen => seen.Rule).ToList();
        if (found.Count == 0) return null;

        // A rule that does not change the parser's findings concerns a harmless place. So does a rule that makes a policy
        // worse; a record's first fault hides the others, which appear when it is undone.
        var whole = Kinds(parse(Undo(text, found).Text.Text));
        var relevant = found.Where(rule => Bears(Kinds(parse(Undo(text, found.Where(other => other != rule)).Text.Text)))).ToList();
        if (relevant.Count == 0) return null;

        var (mapped, artefacts) = Undo(text, relevant);
        var rest = parse(mapped.Text).Select(finding => Moved(finding, mapped, text, isOneLine)).ToList();
        return artefacts.Count == 0 ? null : new ExplainedText(mapped.Text, artefacts, rest);

        bool Bears(List<string> without) => !whole.SequenceEqual(without, StringComparer.Ordinal) && (isOneLine || whole.Count <= without.Count);
    }

    /// <summary>The text without any of the artefacts.</summary>
    public static string Strip(string text, IReadOnlyList<TextArtefact> rules) => Undo(text, rules).Text.Text;

    /// <summary>The line and column, from 1, of an index.</summary>
    public static (int Line, int Column) PlaceOf(string text, int index, bool isOneLine)
    {
        if (isOneLine) return (1, index + 1);
        var line = 1;
        var start = 0;
        for (var feed = text.IndexOf('\n'); feed >= 0 && feed < index; feed = text.IndexOf('\n', start))
        {
            line++;
            start = feed + 1;
        }

        return (line, index - start + 1);
    }

    private static (MappedText Text, List<SeenArtefact> Seen) Undo(string text, IEnumerable<TextArtefact> rules)
    {
        var mapped = MappedText.Of(text);
        var seen = new List<SeenArtefact>();
        foreach (var rule in rules)
        {
            var edits = rule.Find(mapped.Text);
            if (edits.Count == 0) continue;
            seen.Add(new SeenArtefact(rule, mapped.Text.Substring(edits[0].Start, edits[0].Length), mapped.OriginOf(edits[0].Start)));
            mapped = mapped.With(edits);
        }

        return (mapped, seen);
    }

    /// <summary>The parser's findings without quotations: the same fault may quote different texts.</summary>
    private static List<string> Kinds(IReadOnlyList<Finding> findings) => findings.Where(f => f.Severity == FindingSeverity.Error)
        .Select(f => $"{f.Id} {f.Rule} {Regex.Replace(f.Message, "'[^']*'|: .*$", "", RegexOptions.CultureInvariant)}").ToList();

    private static Finding Moved(Finding finding, MappedText mapped, string text, bool isOneLine)
    {
        var start = 0;
        for (var line = 1; !isOneLine && line < finding.Line; line++) start = mapped.Text.IndexOf('\n', start) + 1;
        var (row, column) = PlaceOf(text, mapped.OriginOf(start + finding.Column - 1), isOneLine);
        return new Finding
        {
            Id = finding.Id,
            Severity = finding.Severity,
            Line = row,
            Column = column,
            Message = finding.Message,
            SenderEffect = finding.SenderEffect,
            Fix = finding.Fix,
            Rule = finding.Rule,
            Reference = finding.Reference,
        };
    }
}

/// <summary>An artefact in a text.</summary>
/// <param name="Rule">Which.</param>
/// <param name="First">The first occurrence, as written.</param>
/// <param name="Index">Where that is.</param>
internal sealed record SeenArtefact(TextArtefact Rule, string First, int Index);

/// <summary>A text and what made it invalid on its way.</summary>
/// <param name="Text">The text without the artefacts.</param>
/// <param name="Artefacts">What was removed.</param>
/// <param name="Rest">The remaining findings of the parser; positions are those in the original text.</param>
internal sealed record ExplainedText(string Text, IReadOnlyList<SeenArtefact> Artefacts, IReadOnlyList<Finding> Rest)
{
    /// <summary>All findings, by position; artefacts are errors.</summary>
    public ReadableList<Finding> Findings(string original, string id, string rule, string reference, string effect, bool isOneLine, string publish)
    {
        var artefacts = Artefacts.Select(seen =>
        {
            var (line, column) = ArtefactReport.PlaceOf(original, seen.Index, isOneLine);
            return new Finding
            {
                Id = seen.Rule.CheckId ?? id,
                Severity = FindingSeverity.Error,
                Line = line,
                Column = column,
                Message = seen.Rule.Describe(seen.First),
                SenderEffect = effect,
                Fix = seen.Rule.Fix + publish,
                Rule = rule,
                Reference = reference,
            };
        });
        return artefacts.Concat(Rest).OrderBy(f => f.Line).ThenBy(f => f.Column).ToReadableList();
    }
}
