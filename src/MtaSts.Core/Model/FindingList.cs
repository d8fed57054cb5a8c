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

    private readonly List<Finding> _findings = [];

    /// <summary>True when an error was found, whether it is still listed or not.</summary>
    public bool HasErrors { get; private set; }

    public void Error(string id, int line, int column, string rule, string message, string effect, string fix) =>
        Add(FindingSeverity.Error, id, line, column, rule, message, effect, fix);

    public void Warning(string id, int line, int column, string rule, string message, string effect, string fix) =>
        Add(FindingSeverity.Warning, id, line, column, rule, message, effect, fix);

    public void Info(string id, int line, int column, string rule, string message, string effect) =>
        Add(FindingSeverity.Info, id, line, column, rule, message, effect, "");

    /// <summary>All findings by their place in the text; those at the same place in the order they were found.</summary>
    public ReadableList<Finding> ToReadableList() =>
        _findings.OrderBy(f => f.Line).ThenBy(f => f.Column).ToReadableList();

    private void Add(FindingSeverity severity, string id, int line, int column, string rule, string message, string effect, string fix)
    {
        HasErrors |= severity == FindingSeverity.Error;
        if (_findings.Count == Most && !MakeRoom(severity)) return;
        _findings.Add(new Finding
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
        });
    }

    /// <summary>A more severe finding replaces a less severe one, so that an error is never crowded out.</summary>
    private bool MakeRoom(FindingSeverity severity)
    {
        var weaker = _findings.FindLastIndex(f => f.Severity < severity);
        if (weaker < 0) return false;
        _findings.RemoveAt(weaker);
        return true;
    }
}
