using System;
using System.Linq;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.Text;

namespace MtaSts.PolicyFetching;

/// <summary>The first reason why a sender has no policy, in one sentence.</summary>
internal static class FetchProblem
{
    public static string Describe(PolicyFetch fetch, Policy? policy)
    {
        if (fetch.Failure != FetchFailure.None) return $"The policy could not be fetched: {fetch.Error.TrimEnd('.')}.";
        if (fetch.Certificate is { IsValid: false } certificate) return $"The certificate of the policy host is not valid: {certificate.Explanation}.";
        if (fetch.Status is >= 300 and < 400)
        {
            return FormattableString.Invariant(
                $"The answer is {fetch.Status}, a redirect to {SafeText.Excerpt(fetch.Location, 120)}; senders never follow it.");
        }
        if (fetch.MayConcernUsAlone)
        {
            return FormattableString.Invariant(
                $"The answer is {fetch.Status}{RetryAfter(fetch)}: the host refuses this visitor for now, and others may get the policy.");
        }
        if (fetch.Status != 200) return FormattableString.Invariant($"The answer is {fetch.Status}, not 200.");
        if (fetch.IsEncoded)
        {
            return $"The body is compressed or coded (Content-Encoding: {SafeText.Excerpt(fetch.ContentEncoding)}), for which no sender asked; "
                + "senders that do not ask for it cannot read it.";
        }
        if (fetch.IsTooLarge) return "The answer is larger than 64 KiB.";
        return policy is null ? "The answer is not a policy." : InText(policy);
    }

    /// <summary>The first step at which the policy host fails; null when it does not, or when its own cause does not matter.</summary>
    public static HostFault? FaultOf(PolicyFetch fetch, Policy? policy)
    {
        if (fetch.Failure is FetchFailure.Lookup or FetchFailure.PrivateAddress) return fetch.Lookup is { HasFailed: true } ? null : HostFault.Address;
        if (fetch.Failure == FetchFailure.Connect) return HostFault.Connection;
        if (fetch.Failure == FetchFailure.Tls)
            return fetch.TlsFailure == TlsFailure.TooOld || fetch.TlsFailure.IsLimitOfThisMachine() ? null : HostFault.Handshake;
        if (fetch.Failure != FetchFailure.None) return null;
        if (fetch.Certificate is { IsValid: false, Problems: var problems })
            return problems[0] is CertificateProblem.NameMismatch or CertificateProblem.NoDnsName ? HostFault.OtherName : null;
        if (fetch.Status != 200) return HostFault.Status;
        if (fetch.MediaType is null or "text/plain" || fetch.IsEncoded) return null;
        return HoldsPolicy(policy) ? HostFault.MediaType : HostFault.Page;
    }

    /// <summary>True for anything with a field of a policy.</summary>
    public static bool HoldsPolicy(Policy? policy) =>
        policy is not null && (policy.Version is not null || policy.Mode is not null || policy.MaxAge is not null || policy.Mx.Count > 0);

    /// <summary>The header as half a sentence; empty when it is not there.</summary>
    public static string RetryAfter(PolicyFetch fetch) => fetch.Headers["Retry-After"] is { } value ? $" with Retry-After: {SafeText.Excerpt(value)}" : "";

    /// <summary>The first error of the text; empty when there is none.</summary>
    public static string InText(Policy policy) => policy.Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error)?.Message ?? "";

    /// <summary>Reads the policy out of a fetched body; null when the body is not the policy's.</summary>
    public static Policy? Read(PolicyFetch fetch) =>
        fetch is { Failure: FetchFailure.None, Status: 200, IsTooLarge: false, IsEncoded: false, Body: { } body } ? PolicyParser.Parse(body) : null;
}
