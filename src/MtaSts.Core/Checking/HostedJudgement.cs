using MtaSts.PolicyHost;

namespace MtaSts.Checking;

/// <summary>Judgements of the policy host with the cause and the fix of the service that hosts the policy, where it is known.</summary>
internal static class HostedJudgement
{
    /// <summary>A failure.</summary>
    /// <param name="fetch">What was seen.</param>
    /// <param name="fault">At what the host fails.</param>
    /// <param name="detail">What was seen, in whole sentences.</param>
    /// <param name="fix">What to do where the service is not known; null for the fix of the catalogue.</param>
    public static Judgement Fail(PolicyFetch fetch, HostFault fault, string detail, string? fix = null) => Hosted(Judgement.Fail(detail, fix), fetch, fault);

    /// <summary>Nothing that is sure.</summary>
    public static Judgement Unknown(PolicyFetch fetch, HostFault fault, string detail, string? fix = null) => Hosted(Judgement.Unknown(detail, fix), fetch, fault);

    /// <summary>A warning.</summary>
    public static Judgement Warning(PolicyFetch fetch, HostFault fault, string detail, string? fix = null) => Hosted(Judgement.Warning(detail, fix), fetch, fault);

    /// <summary>The judgement with cause and fix; null where the service is not known, or not known to fail so.</summary>
    public static Judgement? TryHosted(Judgement judgement, PolicyFetch fetch, HostFault fault) =>
        WebHostCatalogue.Diagnose(HostFacts.Of(fetch, fault, holdsPolicy: fault == HostFault.MediaType)) is { } diagnosis
            ? judgement with { Detail = $"{judgement.Detail} {diagnosis.Host}: {diagnosis.Cause}", Fix = diagnosis.Fix }
            : null;

    private static Judgement Hosted(Judgement judgement, PolicyFetch fetch, HostFault fault) => TryHosted(judgement, fetch, fault) ?? judgement;
}
