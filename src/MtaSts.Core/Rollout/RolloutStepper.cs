using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Policies;
using MtaSts.Providers;
using MtaSts.Records;
using MtaSts.Text;

namespace MtaSts.Rollout;

/// <summary>Determines the next step of a domain from evidence, and the steps back and out, which need no evidence.</summary>
public static class RolloutStepper
{
    private const long Day = 86400;

    /// <summary>The step to the next stage, or why it must wait.</summary>
    /// <param name="request">The request.</param>
    public static RolloutStep Next(RolloutRequest request)
    {
        var test = (request ?? throw new ArgumentNullException(nameof(request))).Test;
        if (test.Status == TestStatus.NotApplicable || test.SenderAction == SenderAction.NotApplicable) return Wait(request, null, [WhyNoMail(test)], null);
        if (IsUnseen(test))
        {
            return Wait(
                request, null, ["It could not be determined what the domain publishes, so its stage is not known. " + test.Advice], request.UtcNow.AddDays(1));
        }

        if (test.Status == TestStatus.NotConfigured && TenantDomains.Has(test.DomainName))
            return Wait(request, null, [$"{TenantDomains.Explain(test.DomainName)} {TenantDomains.Fix}"], null);
        if (RolloutStages.Of(test) is not { } stage) return IsBroken(test) && !request.IsForced ? Wait(request, null, [WhyBroken(test)], null) : Start(request);
        if (RolloutStages.After(stage) is not { } next) return Stay(request, stage);
        var live = LiveTestGate.Judge(request.Test, request.UtcNow);
        var missing = live.Objections.Concat(MissingReports(request, stage)).ToList();
        if (missing.Count > 0 && live.IsTlsUnseen) missing.Add(LiveTestGate.TlsIsOpen);
        if (missing.Count > 0 && !request.IsForced) return Wait(request, stage, missing, live.Objections.Count > 0 ? null : WhenToLook(request, stage));
        var uncovered = RolloutStages.ModeOf(next) == PolicyMode.Enforce ? Uncovered(request) : null;
        if (uncovered is not null) missing.Add(uncovered);
        if (uncovered is not null && !request.IsForced) return Wait(request, stage, missing, null);
        var reasons = missing.Count > 0 ? missing : [.. request.Reports!.Reasons, live.IsTlsUnseen ? LiveTestGate.ReportsStand : "The live test passes."];
        return Publish(request, missing.Count > 0, RolloutAction.Advance, stage, next, reasons);
    }

    /// <summary>The step back: testing, a max_age of a day, a new id (RFC 8461 §5.1, §8.1).</summary>
    /// <param name="request">The request; no evidence is required.</param>
    public static RolloutStep Rollback(RolloutRequest request)
    {
        var stage = RolloutStages.Of((request ?? throw new ArgumentNullException(nameof(request))).Test);
        string[] reasons =
        [
            "A sender that follows RFC 8461 §5.1 looks for a new id before it gives up on a message: from then on it delivers again.",
            .. stage is null ? new[] { "No usable policy can be seen now; senders may still have one that was served before." } : [],
        ];
        return Publish(request, false, RolloutAction.Rollback, stage, RolloutStage.Testing, reasons);
    }

    /// <summary>The step out: mode none, then wait, then delete (RFC 8461 §8.3).</summary>
    /// <param name="request">The request; no evidence is required.</param>
    public static RolloutStep Remove(RolloutRequest request)
    {
        var test = (request ?? throw new ArgumentNullException(nameof(request))).Test;
        string[] never = test.Status == TestStatus.NotConfigured && request.LargestMaxAge is null
            ? ["The domain publishes no MTA-STS now. If it never did, there is nothing to remove."]
            : [];
        return Publish(request, false, RolloutAction.Remove, RolloutStages.Of(test), null,
            [.. never, "Senders keep a cached policy for its max_age, and a policy that cannot be replaced stays in force: so 'mode: "
                + "none' comes first, and nothing is deleted before the old policy has expired everywhere (RFC 8461 §8.3)."]);
    }

    private static RolloutStep Start(RolloutRequest request)
    {
        var test = request.Test;
        var published = test.Policy is { IsValid: true, Mode: PolicyMode.None }
            ? "The published policy is 'mode: none'."
            : test.Status == TestStatus.NotConfigured
            ? "The domain has no MTA-STS yet."
            : "Senders cannot use any policy of the domain now. " + OtherAdvice(test);
        return Publish(
            request, false, RolloutAction.Start, null, RolloutStage.Testing,
            [published.Trim(), "In testing, senders refuse no mail; they report failures. " + ReportTiming.FirstReports]);
    }

    /// <summary>Something is published, but senders cannot use it. Their cached policy may be better than a new start.</summary>
    private static bool IsBroken(TestResult test) => test.Status != TestStatus.NotConfigured
        && test.Policy is not { IsValid: true, Mode: PolicyMode.None }
        && test.Record is { Status: RecordStatus.Valid or RecordStatus.Invalid or RecordStatus.Multiple };

    private static string WhyBroken(TestResult test) =>
        $"Senders cannot use any policy of the domain now, although something is published. {OtherAdvice(test)} To start again in testing, "
            + "use -Force to get the first policy.";

    /// <summary>The advice of the test, unless it is to run this very command.</summary>
    private static string OtherAdvice(TestResult test) => test.Advice.Contains("Step-MtaStsPolicy " + test.DomainName) ? "" : test.Advice;

    private static RolloutStep Stay(RolloutRequest request, RolloutStage stage)
    {
        var live = LiveTestGate.Judge(request.Test, request.UtcNow);
        var objections = live.Objections.ToList();
        if (objections.Count > 0) objections.Add("If mail is refused, use -Rollback to go back.");
        var reasons = new List<string> { "The domain is in the last stage." };
        if (live.IsTlsUnseen && request.Reports is { Readiness: Readiness.Ready }) reasons.Add(LiveTestGate.ReportsStand);
        else if (live.IsTlsUnseen) objections.Add(LiveTestGate.TlsIsOpen);
        reasons.AddRange(request.Reports is { Readiness: not Readiness.Ready } reports ? reports.Reasons : []);
        return Idle(request, RolloutAction.Stay, stage, [.. reasons, .. objections], objections.Count == 0, null);
    }

    /// <summary>What the reports lack. The live test comes before it: its faults can be fixed now, and reports take days.</summary>
    private static IEnumerable<string> MissingReports(RolloutRequest request, RolloutStage stage)
    {
        if (request.UnreadEvidence > 0) yield return RolloutReasons.Unread(request.UnreadEvidence);
        if (request.Reports is null)
        {
            yield return "No TLS reports about the domain were given, and stage "
                + FormattableString.Invariant($"{stage} requires {RolloutStages.DaysOf(stage)} days of them: ")
                + $"{ReportCommand.Step(request.Test.DomainName)}{CommandText.Server(request.Servers)}. {ReportTiming.FirstReports}";
        }
        else if (request.Reports.Readiness != Readiness.Ready)
        {
            foreach (var reason in request.Reports.Reasons) yield return reason;
        }
    }

    private static DateTime WhenToLook(RolloutRequest request, RolloutStage stage)
    {
        var open = RolloutStages.DaysOf(stage) - (request.Reports?.DaysWithoutFailure ?? 0);
        return request.UtcNow.AddDays(Math.Max(1, open));
    }

    private static RolloutStep Wait(RolloutRequest request, RolloutStage? stage, IEnumerable<string> reasons, DateTime? lookAgain) =>
        Idle(request, RolloutAction.Wait, stage, reasons.Select(r => r.Trim()), false, lookAgain);

    private static RolloutStep Idle(
        RolloutRequest request, RolloutAction action, RolloutStage? stage, IEnumerable<string> reasons, bool isReady, DateTime? lookAgain) => new()
    {
        DomainName = request.Test.DomainName,
        Action = action,
        IsReady = isReady,
        CurrentStage = stage,
        Stage = stage,
        Reasons = reasons.ToReadableList(),
        LookAgain = lookAgain,
        TestResult = request.Test,
    };

    private static RolloutStep Publish(
        RolloutRequest request, bool isForced, RolloutAction action, RolloutStage? current, RolloutStage? stage, IEnumerable<string> reasons)
    {
        var test = request.Test;
        var mode = stage is { } at ? RolloutStages.ModeOf(at) : PolicyMode.None;
        var maxAge = stage is { } to ? RolloutStages.MaxAgeOf(to) : Day;
        var patterns = mode == PolicyMode.None ? ReadableList<string>.Empty : PatternsFor(request);
        if (mode != PolicyMode.None && patterns.Count == 0) return Wait(request, current, [NothingToList(request)], null);

        // No sender keeps a policy for longer than RFC 8461 §3.2 allows, whatever the policy says.
        var old = Math.Min(PolicyWriter.LargestMaxAge, Math.Max(request.LargestMaxAge ?? 0, test.Policy?.MaxAge ?? 0));
        if (action == RolloutAction.Remove && request.LargestMaxAge is null && test.Policy?.Policy is not { IsValid: true } && IsBroken(test))
        {
            old = PolicyWriter.LargestMaxAge;
            reasons = [
                .. reasons,
                "What senders may have cached is not known, so the date assumes the largest possible max_age. "
                    + "If you know the largest value that was ever served, give it with -LargestMaxAge."];
        }

        var timeToLive = TimeSpan.FromSeconds(test.Record?.TTL ?? 0);
        DateTime? deleteAfter = action == RolloutAction.Remove ? request.UtcNow + timeToLive + TimeSpan.FromSeconds(Math.Max(old, Day)) : null;
        var id = StsRecordWriter.NewId(request.UtcNow, PublishedIds(test));
        var record = RecordChange.Delegated(test.Record) is { } target
            ? DnsRecordWriter.DelegatedSts(target, id, request.ZoneName)
            : DnsRecordWriter.Sts(test.DomainName, id, request.ZoneName);
        return new RolloutStep
        {
            DomainName = test.DomainName,
            Action = action,
            IsReady = !isForced,
            IsForced = isForced,
            CurrentStage = current,
            Stage = stage,
            Reasons = reasons.ToReadableList(),
            LookAgain = deleteAfter
                ?? (action == RolloutAction.Rollback
                    ? request.UtcNow + Longer(timeToLive, TimeSpan.FromMinutes(5))
                    : stage is { } days && RolloutStages.DaysOf(days) is > 0 and var needed
                    ? request.UtcNow.AddDays(needed)
                    : null),
            SendersFollowAfter = test.Record?.TTL is null ? null : timeToLive,
            OldPolicyKeptFor = old > 0 ? TimeSpan.FromSeconds(old) : null,
            DeleteAfter = deleteAfter,
            Order = RolloutOrder.For(test, record, deleteAfter, CommandText.Server(request.Servers)).ToReadableList(),
            Policy = PolicyBuilder.Build(mode, patterns, maxAge, request.LineEnd, test.DomainName),
            Record = record,
            TestResult = test,
        };
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    /// <summary>The MX hosts that the new policy would not cover; null for none.</summary>
    private static string? Uncovered(RolloutRequest request)
    {
        var patterns = PatternsFor(request).Select(text => MxPattern.TryParse(text, out var pattern, out _) ? pattern : null).OfType<MxPattern>().ToList();
        var open =
            MxListing.Of(request.Test).Hosts.Where(host => !patterns.Any(pattern => pattern.Covers(host))).Select(host => SafeText.Excerpt(host, 100)).ToList();
        if (open.Count == 0) return null;
        var names = ShortList.Join(open, 5);
        if (request.Mx.Count == 0)
        {
            return $"No pattern can cover {names}: in enforce senders would not deliver there. Give each MX host a name of letters, digits and hyphens, and "
                + "use that name in the MX record.";
        }
        var needed = PolicyBuilder.PatternsFor(open);
        return $"No pattern given with -Mx covers {names}: in enforce senders would not deliver there. "
            + $"{(needed.Count > 0 ? $"Add {ShortList.Join(needed, 10)}, or leave -Mx out." : "Leave -Mx out.")}";
    }

    /// <summary>The published patterns, which may be there for a reason, and those that the live MX hosts need in addition.</summary>
    private static ReadableList<string> PatternsFor(RolloutRequest request)
    {
        if (request.Mx.Count > 0) return request.Mx;
        var published = request.Test.Policy?.Policy?.Patterns ?? [];
        var listing = MxListing.Of(request.Test);
        var open = listing.Hosts.Where(host => !published.Any(pattern => pattern.Covers(host)));
        var kept = published.Where(pattern => !IsMissing(pattern, listing)).Select(p => p.Text).ToList();
        var patterns = kept.Concat(PolicyBuilder.PatternsFor(open)).ToReadableList();

        // A rollback must not fail because no MX host exists at the moment.
        return patterns.Count > 0 ? patterns : published.Where(pattern => !MxAdvice.NeverExists(pattern.Name)).Select(p => p.Text).ToReadableList();
    }

    /// <summary>True for a pattern for a host that does not exist.</summary>
    private static bool IsMissing(MxPattern pattern, MxListing listing) =>
        MxAdvice.NeverExists(pattern.Name) || (!pattern.IsWildcard && listing.Missing.Any(pattern.Covers));

    private static string NothingToList(RolloutRequest request)
    {
        var missing = MxListing.Of(request.Test).Missing;
        return missing.Count > 0
            ? $"None of the MX hosts exists ({ShortList.Join(missing.Select(host => SafeText.Excerpt(host, 100)), 3)}), so there is nothing a policy could "
                + "list. Publish an MX record that points to the host that receives the domain's mail, and remove the others."
            : "No MX host of the domain is known, so there is nothing a policy could list. Give the patterns with -Mx.";
    }

    private static IReadOnlyCollection<string> PublishedIds(TestResult test) =>
        test.Record is null ? [] : [.. StsRecordWriter.IdsIn(test.Record.Text.Split('\n')), .. test.Record.Id is { } id ? new[] { id } : []];

    /// <summary>Why a domain that receives no mail needs no rollout.</summary>
    /// <param name="test">A test whose sender action is <see cref="SenderAction.NotApplicable"/>.</param>
    public static string WhyNoMail(TestResult test)
    {
        var seen = (test ?? throw new ArgumentNullException(nameof(test))).Checks.FirstOrDefault(c => c.Id == "Domain.ReceivesMail")?.Detail;
        return $"{seen ?? "The domain receives no mail."} There is nothing to protect.";
    }

    /// <summary>True when there may be a usable policy that could not be seen from here.</summary>
    /// <param name="test">A test of the published deployment.</param>
    public static bool IsUnseen(TestResult test) =>
        test is not { Record.IsValid: true, Policy.IsValid: true } && test.SenderAction == SenderAction.Unknown;
}
