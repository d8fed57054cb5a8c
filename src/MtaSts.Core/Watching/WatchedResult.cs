using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Watching;

/// <summary>One result of <c>Test-MtaSts</c>, as far as a baseline needs it; of this session, or read from a saved one.</summary>
public sealed class WatchedResult
{
    private WatchedResult(string domain, DateTime tested, PublishedState published, IReadOnlyList<WatchedCheck> checks)
    {
        DomainName = domain;
        Tested = tested;
        Published = published;
        Checks = checks;
    }

    /// <summary>The domain in A-label form.</summary>
    public string DomainName { get; }

    /// <summary>When it was tested, UTC, in whole seconds.</summary>
    public DateTime Tested { get; }

    /// <summary>What the domain publishes.</summary>
    public PublishedState Published { get; }

    /// <summary>The checks, without those of <c>-Reference</c>: drift is judged by the baseline.</summary>
    public IReadOnlyList<WatchedCheck> Checks { get; }

    /// <summary>Takes a result of this session.</summary>
    /// <param name="result">A result of <c>Test-MtaSts</c>.</param>
    public static WatchedResult From(TestResult result)
    {
        if (result is null) throw new ArgumentNullException(nameof(result));
        var certificates = result.Mx.Select(mx => mx.Certificate).Append(result.Policy?.Certificate);
        return Create(
            result.DomainName,
            result.Tested,
            result.Status,
            result.PolicyId,
            result.Policy?.Text,
            result.MxHosts,
            certificates.Where(one => one is not null).Select(one => new KeyValuePair<string, string>(one!.Host, one.Issuer)),
            result.Checks.Select(WatchedCheck.From));
    }

    /// <summary>Takes the parts of a result that was saved.</summary>
    /// <param name="domain">The domain in A-label form.</param>
    /// <param name="tested">When it was tested, UTC.</param>
    /// <param name="status">The status of the whole domain.</param>
    /// <param name="policyId">The id in the record; null when none was seen.</param>
    /// <param name="policy">The policy's text; null or empty when none was seen.</param>
    /// <param name="mxHosts">The MX hosts; empty when none were seen.</param>
    /// <param name="issuers">The issuer's distinguished name of each host's certificate.</param>
    /// <param name="checks">All checks.</param>
    public static WatchedResult Create(
        string domain,
        DateTime tested,
        TestStatus status,
        string? policyId,
        string? policy,
        IEnumerable<string> mxHosts,
        IEnumerable<KeyValuePair<string, string>> issuers,
        IEnumerable<WatchedCheck> checks)
    {
        var hosts = mxHosts.Select(Text.DomainName.Normalize).Distinct().OrderBy(host => host, StringComparer.Ordinal).ToList();
        var published = new PublishedState
        {
            PolicyId = string.IsNullOrEmpty(policyId) ? null : policyId,
            // A policy that could not be fetched is not a policy that is gone.
            Policy = !string.IsNullOrEmpty(policy) ? Lines(policy!) : status == TestStatus.NotConfigured ? "" : null,
            MxHosts = hosts.Count > 0 || status == TestStatus.NotApplicable ? hosts : null,
        };
        foreach (var issuer in issuers) published.Issuers[Text.DomainName.Normalize(issuer.Key)] = IssuerName.OrganizationOf(issuer.Value);
        return new WatchedResult(
            domain,
            new DateTime(tested.Ticks - (tested.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc),
            published,
            checks.Where(check => !check.Id.StartsWith("Drift.", StringComparison.Ordinal)).ToList());
    }

    /// <summary>How lines end means nothing to a sender.</summary>
    private static string Lines(string text) =>
        string.Join("\n", text.Split('\n').Select(line => line.TrimEnd('\r', ' ', '\t')).Where(line => line.Length > 0));
}
