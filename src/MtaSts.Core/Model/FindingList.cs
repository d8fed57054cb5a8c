using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts;

/// <summary>Collects findings while one text is parsed; the RFC section is the same for all of them.</summary>
/// <param name="reference">For example <c>RFC 8461 §3.1</c>.</param>
internal sealed class FindingList(string reference)
{
    // A stranger's file may break a rule on every line; people read only the first few.
    private const int Most = 100;

    // Most texts are good, so what holds findings is made with the first one.
    private List<Finding>? _findings;

    // What is not listed: the first of each kind, and how many there are.
    private Dictionary<(string Id, FindingSeverity Severity), (Finding First, int Count)>? _unlisted;

    /// <summary>True when an error was found, whether it is still listed or not.</summary>
    public bool HasErrors { get; private set; }

    public void Error(string id, int line, int column, string rule, string message, string effect, string fix) =>
        Add(FindingSeverity.Error, id, line, column, rule, message, effect, fix);

    public void Warning(string id, int line, int column, string rule, string message, string effect, string fix) =>
        Add(FindingSeverity.Warning, id, line, column, rule, message, effect, fix);

    public void Info(string id, int line, int column, string rule, string message, string effect) =>
        Add(FindingSeverity.Info, id, line, column, rule, message, effect, "");

    /// <summary>
    /// The findings by their place in the text; those at the same place in the order they were found. Of those that are not listed, one for
    /// each check and severity says how many there are.
    /// </summary>
    public ReadableList<Finding> ToReadableList()
    {
        if (_findings is null) return ReadableList<Finding>.Empty;
        var all = _unlisted is null ? _findings : _findings.Concat(_unlisted.Values.Select(kind => Rest(kind.First, kind.Count)));
        return all.OrderBy(f => f.Line).ThenBy(f => f.Column).ToReadableList();
    }

    private void Add(FindingSeverity severity, string id, int line, int column, string rule, string message, string effect, string fix)
    {
        HasErrors |= severity == FindingSeverity.Error;
        var finding = new Finding
        {
            Id = id,
            Severity = severity,
            Line = line,
            Column = column,
            Rule = rule,
            Message = message,
            SenderEffect = effect,
            Fix = fix,
            Reference = reference,
        };
        _findings ??= [];
        if (_findings.Count < Most || MakeRoom(_findings, severity)) _findings.Add(finding);
        else LeaveOut(finding);
    }

    private void LeaveOut(Finding finding)
    {
        _unlisted ??= [];
        var kind = (finding.Id, finding.Severity);
        _unlisted[kind] = _unlisted.TryGetValue(kind, out var others) ? (Earlier(finding, others.First), others.Count + 1) : (finding, 1);
    }

    private static Finding Earlier(Finding left, Finding right) =>
        left.Line < right.Line || (left.Line == right.Line && left.Column < right.Column) ? left : right;

    private Finding Rest(Finding first, int count) => new()
    {
        Id = first.Id,
        Severity = first.Severity,
        Line = first.Line,
        Column = first.Column,
        Rule = first.Rule,
        Message = count == 1
            ? "1 more finding of this check is not listed."
            : FormattableString.Invariant($"{count} more findings of this check are not listed."),
        SenderEffect = first.SenderEffect,
        Fix = first.Fix,
        Reference = reference,
        Unlisted = count,
    };

    /// <summary>A more severe finding replaces a less severe one, so that an error is never crowded out.</summary>
    private bool MakeRoom(List<Finding> findings, FindingSeverity severity)
    {
        var weaker = findings.FindLastIndex(f => f.Severity < severity);
        if (weaker < 0) return false;
        LeaveOut(findings[weaker]);
        findings.RemoveAt(weaker);
        return true;
    }
}
