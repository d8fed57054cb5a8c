using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>
/// What to do first: problems with the same fix are one action. Failures come before unknowns and
/// warnings; within each group, those with the most mail at stake come first, or without reports those of the most domains.
/// </summary>
internal sealed class ActionList(IReadOnlyList<DomainEntry> domains, CheckTable checks)
{
    private readonly Dictionary<(string Id, string Fix, bool IsReported), ActionGroup> _groups = [];

    /// <summary>The actions, in order.</summary>
    /// <param name="sessions">Sessions of each domain in the last 30 days of the reports.</param>
    /// <param name="failures">Failed sessions in these days for which the domain is responsible, by domain and result type.</param>
    public IReadOnlyList<ActionGroup> Make(IReadOnlyDictionary<int, long> sessions, IReadOnlyDictionary<(int Domain, string ResultType), long> failures)
    {
        for (var domain = 0; domain < domains.Count; domain++)
        {
            sessions.TryGetValue(domain, out var mail);
            foreach (
                var outcome in domains[domain].Checks.Select(number => checks.Outcomes[number]).Where(outcome => outcome.IsProblem && outcome.Fix.Length > 0))
            {
                AddCheck(domain, outcome, mail);
            }
        }

        foreach (var failure in failures.OrderBy(pair => pair.Key.Domain).ThenBy(pair => pair.Key.ResultType, StringComparer.Ordinal))
            AddReported(failure.Key.Domain, failure.Key.ResultType, failure.Value);
        foreach (var group in _groups.Values.Where(group => group.IsTemplate && group.Domains.Count == 1))
        {
            group.Fix = domains[group.Domains[0]].Template.Fill(group.Fix);
            group.IsTemplate = false;
        }

        foreach (var group in _groups.Values) group.Command = ActionCommand.For(group, [.. group.Domains.Select(domain => domains[domain])]);
        return [.. _groups.Values
            .OrderBy(group => Rank(group.Status))
            .ThenByDescending(group => group.Sessions)
            .ThenByDescending(group => group.Domains.Count)
            .ThenBy(group => group.Id, StringComparer.Ordinal)
            .ThenBy(group => group.Fix, StringComparer.Ordinal)];
    }

    private void AddCheck(int domain, CheckOutcome outcome, long mail)
    {
        var key = (outcome.Id, outcome.Fix, false);
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = new ActionGroup
            {
                Id = outcome.Id,
                IsReported = false,
                Title = checks.TitleOf(outcome.Id),
                Status = outcome.Status,
                Fix = outcome.Fix,
                IsTemplate = outcome.IsFixTemplate,
                Evidence = outcome.IsDetailTemplate ? domains[domain].Template.Fill(outcome.Detail) : outcome.Detail,
            };
        }

        if (Rank(outcome.Status) < Rank(group.Status)) group.Status = outcome.Status;
        group.HasUnknown |= outcome.Status == CheckStatus.Unknown;
        group.Domains.Add(domain);
        group.Sessions = SessionMath.Add(group.Sessions, mail);
    }

    private void AddReported(int domain, string resultType, long failed)
    {
        if (TlsResultTypes.Find(resultType) is not { } type) return;
        // If the test sees it too, the test explains it better.
        if (domains[domain].Checks.Any(number => checks.Outcomes[number] is { IsProblem: true } outcome && outcome.TlsRptResult == type.Name)) return;
        var key = (type.Name, type.Action, true);
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = new ActionGroup
            {
                Id = type.Name,
                IsReported = true,
                Title = type.Meaning,
                Status = type.Severity == TlsResultSeverity.High ? CheckStatus.Fail : CheckStatus.Warning,
                Fix = SafeText.Clean(type.Action),
                IsTemplate = false,
                Evidence = "",
            };
        }

        group.Domains.Add(domain);
        group.Sessions = SessionMath.Add(group.Sessions, failed);
    }

    private static int Rank(CheckStatus status) => status switch { CheckStatus.Fail => 0, CheckStatus.Unknown => 1, _ => 2 };
}
