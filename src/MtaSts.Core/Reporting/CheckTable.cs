using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>
/// Outcomes of checks and other texts of domains, each distinct one once: many domains of a tenant have the same, and
/// <see cref="TextTemplate"/> makes more of them the same.
/// </summary>
internal sealed class CheckTable
{
    private readonly Dictionary<CheckOutcome, int> _numbers = [];
    private readonly List<CheckOutcome> _outcomes = [];
    private readonly Dictionary<(string Text, bool IsTemplate), int> _textNumbers = [];
    private readonly List<(string Text, bool IsTemplate)> _texts = [];
    private readonly Dictionary<string, Check> _kinds = new(StringComparer.Ordinal);

    /// <summary>The outcomes in the order of their numbers.</summary>
    public IReadOnlyList<CheckOutcome> Outcomes => _outcomes;

    /// <summary>Other texts in the order of their numbers.</summary>
    public IReadOnlyList<(string Text, bool IsTemplate)> Texts => _texts;

    /// <summary>One check of each id: title and reference are the same for all of them.</summary>
    public IReadOnlyCollection<Check> Kinds => _kinds.Values;

    /// <summary>The title of a check that was added.</summary>
    public string TitleOf(string id) => _kinds[id].Title;

    /// <summary>The number of a check's outcome.</summary>
    public int Number(Check check, TextTemplate template)
    {
        if (!_kinds.ContainsKey(check.Id)) _kinds[check.Id] = check;
        var detail = template.Of(SafeText.Clean(check.Detail), out var isDetail);
        var fix = template.Of(SafeText.Clean(check.Fix), out var isFix);
        var outcome = new CheckOutcome(check.Id, check.Status, detail, fix, check.TlsRptResult, isDetail, isFix);
        if (_numbers.TryGetValue(outcome, out var number)) return number;
        _outcomes.Add(outcome);
        return _numbers[outcome] = _outcomes.Count - 1;
    }

    /// <summary>The number of another text; null when it is empty.</summary>
    public int? Number(string text, TextTemplate template)
    {
        if (text.Length == 0) return null;
        var key = (template.Of(text, out var isTemplate), isTemplate);
        if (_textNumbers.TryGetValue(key, out var number)) return number;
        _texts.Add(key);
        return _textNumbers[key] = _texts.Count - 1;
    }
}

/// <summary>The result of a check.</summary>
/// <param name="Id">The check.</param>
/// <param name="Status">The result.</param>
/// <param name="Detail">The evidence.</param>
/// <param name="Fix">What to do.</param>
/// <param name="TlsRptResult">The result type that senders report for it.</param>
/// <param name="IsDetailTemplate">True when the evidence has placeholders.</param>
/// <param name="IsFixTemplate">True when the fix has placeholders.</param>
internal sealed record CheckOutcome(string Id, CheckStatus Status, string Detail, string Fix, string TlsRptResult, bool IsDetailTemplate, bool IsFixTemplate)
{
    /// <summary>True for what should be acted on.</summary>
    public bool IsProblem => Status is CheckStatus.Warning or CheckStatus.Fail or CheckStatus.Unknown;
}
