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
    private const string Over =
        "This seems to be fixed: the live test no longer finds the problem, and the failure has not come back in the reports since. There is nothing to do.";

    private readonly Dictionary<(string Id, string Fix, bool IsReported), ActionGroup> _groups = [];

    /// <summary>The actions, in order.</summary>
    /// <param name="recent">The last weeks of the reports.</param>
    public IReadOnlyList<ActionGroup> Make(RecentMail recent)
    {
        for (var domain = 0; domain < domains.Count; domain++)
        {
            recent.Sessions.TryGetValue(domain, out var mail);
            foreach (
                var outcome in domains[domain].Checks.Select(number => checks.Outcomes[number]).Where(outcome => outcome.IsProblem && outcome.Fix.Length > 0))
            {
                AddCheck(domain, outcome, mail);
            }
        }

        foreach (var failure in recent.OwnFailures.OrderBy(pair => pair.Key.Domain).ThenBy(pair => pair.Key.ResultType, StringComparer.Ordinal))
            AddReported(failure.Key.Domain, failure.Key.ResultType, failure.Value, IsOver(recent, failure.Key.Domain, failure.Key.ResultType));
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

    /// <summary>True when the live test after the last failure passes what the failure was about, and later reports show successes only.</summary>
    private bool IsOver(RecentMail recent, int domain, string resultType) =>
        recent.LastFailure(domain, resultType) is { } failed
        && recent.LastSuccess(domain) > failed
        && domains[domain] is { IsPreflight: false, Tested: { } tested }
        && tested.Ticks / TimeSpan.TicksPerDay > failed
        && ChecksOf(resultType) is { Count: > 0 } ids
        && ids.All(id => domains[domain].Checks.Any(number => checks.Outcomes[number] is { Status: CheckStatus.Pass } outcome && outcome.Id == id));

    /// <summary>The checks that see what a result type reports; empty where no check sees it.</summary>
    private static IReadOnlyList<string> ChecksOf(string resultType) => resultType switch
    {
        "starttls-not-supported" => ["StartTls.Offered"],
        "certificate-expired" or "certificate-host-mismatch" or "certificate-not-trusted" => ["StartTls.Certificate"],
        "validation-failure" => ["Coverage.Mx", "StartTls.Certificate"],
        "sts-webpki-invalid" => ["PolicyHost.Certificate"],
        "sts-policy-fetch-error" => ["PolicyHost.Status"],
        "sts-policy-invalid" => ["Policy.Syntax", "Policy.Version", "Policy.Mode", "Policy.MaxAge", "Policy.Mx"],
        _ => [],
    };

    private void AddReported(int domain, string resultType, long failed, bool isOver)
    {
        if (TlsResultTypes.Find(resultType) is not { } type) return;
        // If the test sees it too, the test explains it better.
        if (domains[domain].Checks.Any(number => checks.Outcomes[number] is { IsProblem: true } outcome && outcome.TlsRptResult == type.Name)) return;
        var fix = isOver ? Over : type.Action;
        var key = (type.Name, fix, true);
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = new ActionGroup
            {
                Id = type.Name,
                IsReported = true,
                Title = type.Meaning,
                Status = isOver ? CheckStatus.Info : type.Severity == TlsResultSeverity.High ? CheckStatus.Fail : CheckStatus.Warning,
                Fix = SafeText.Clean(fix),
                IsTemplate = false,
                Evidence = "",
            };
        }

        group.Domains.Add(domain);
        group.Sessions = SessionMath.Add(group.Sessions, failed);
    }

    private static int Rank(CheckStatus status) => status switch { CheckStatus.Fail => 0, CheckStatus.Unknown => 1, CheckStatus.Info => 3, _ => 2 };
}
