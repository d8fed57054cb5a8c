using System;
using System.Linq;
using MtaSts.Policies;
using MtaSts.Text;

namespace MtaSts.PolicyHost;

/// <summary>The first reason why a sender has no policy, in one sentence.</summary>
internal static class FetchProblem
{
    public static string Describe(PolicyFetch fetch, Policy? policy)
    {
        if (fetch.Failure != FetchFailure.None) return $"The policy could not be fetched: {fetch.Error}.";
        if (fetch.Certificate is { IsValid: false } certificate) return $"The certificate of the policy host is not valid: {certificate.Explanation}.";
        if (fetch.Status is >= 300 and < 400) return FormattableString.Invariant($"The answer is {fetch.Status}, a redirect to {SafeText.Excerpt(fetch.Location, 120)}; senders never follow it.");
        if (fetch.Status != 200) return FormattableString.Invariant($"The answer is {fetch.Status} and not 200.");
        if (fetch.ContentEncoding is not null) return "The body is compressed, for which no sender asked.";
        if (fetch.IsTooLarge) return "The answer is larger than 64 KiB.";
        return policy is null ? "What is served there is not a policy." : InText(policy);
    }

    /// <summary>The first error of the text; empty when there is none.</summary>
    public static string InText(Policy policy) => policy.Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error)?.Message ?? "";

    /// <summary>Reads the policy out of a fetched body; null when the body is not the policy's.</summary>
    public static Policy? Read(PolicyFetch fetch) =>
        fetch is { Failure: FetchFailure.None, Status: 200, IsTooLarge: false, ContentEncoding: null, Body: { } body } ? PolicyParser.Parse(body) : null;
}
