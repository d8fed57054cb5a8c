using System;
using MtaSts.PolicyFetching;

namespace MtaSts.Checks;

/// <summary>CheckOutcomes of the policy host with the cause and the fix of the service that hosts the policy, where it is known.</summary>
internal static class HostedJudgement
{
    /// <summary>A failure.</summary>
    /// <param name="fetch">What was seen.</param>
    /// <param name="fault">The step at which the host fails.</param>
    /// <param name="detail">What was seen, in whole sentences.</param>
    /// <param name="fix">What to do where the service is not known; null for the fix in the catalogue.</param>
    public static CheckOutcome Fail(PolicyFetch fetch, HostFault fault, string detail, string? fix = null) =>
        Hosted(CheckOutcome.Fail(detail, fix), fetch, fault);

    /// <summary>An outcome that is not certain.</summary>
    public static CheckOutcome Unknown(PolicyFetch fetch, HostFault fault, string detail, string? fix = null) =>
        Hosted(CheckOutcome.Unknown(detail, fix), fetch, fault);

    /// <summary>A warning.</summary>
    public static CheckOutcome Warning(PolicyFetch fetch, HostFault fault, string detail, string? fix = null) =>
        Hosted(CheckOutcome.Warning(detail, fix), fetch, fault);

    /// <summary>The outcome with cause and fix; null where the service, or this fault of it, is not known.</summary>
    public static CheckOutcome? TryHosted(CheckOutcome outcome, PolicyFetch fetch, HostFault fault) =>
        WebHostCatalogue.Diagnose(HostFacts.Of(fetch, fault, holdsPolicy: fault == HostFault.MediaType)) is { } diagnosis
            ? outcome with { Detail = $"{outcome.Detail} {Named(diagnosis)}", Fix = diagnosis.Fix }
            : null;

    /// <summary>The cause, which names the service once.</summary>
    private static string Named(HostDiagnosis diagnosis) =>
        diagnosis.Cause.StartsWith(diagnosis.Host, StringComparison.Ordinal) ? diagnosis.Cause : $"{diagnosis.Host}: {diagnosis.Cause}";

    private static CheckOutcome Hosted(CheckOutcome outcome, PolicyFetch fetch, HostFault fault) => TryHosted(outcome, fetch, fault) ?? outcome;
}
