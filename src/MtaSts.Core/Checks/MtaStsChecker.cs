using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using MtaSts.Providers;
using MtaSts.Records;
using MtaSts.Scanning;
using MtaSts.Smtp;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>Tests domains: scans, checks, decides. One checker serves many domains at once.</summary>
public sealed class MtaStsChecker
{
    private readonly DomainScanner _scanner;
    private readonly MxScanner _mx;
    private readonly PolicyFetcher _fetcher;

    /// <summary>Creates a checker.</summary>
    /// <param name="resolver">The resolver to use.</param>
    /// <param name="options">The network settings.</param>
    public MtaStsChecker(IDnsResolver resolver, NetworkOptions options)
        : this(resolver, options, WildcardProbe.NewLabel)
    {
    }

    /// <summary>Creates a checker.</summary>
    /// <param name="resolver">The resolver to use.</param>
    /// <param name="options">The network settings.</param>
    /// <param name="newLabel">Creates a label below a domain at which nothing is published, to detect wildcard records.</param>
    internal MtaStsChecker(IDnsResolver resolver, NetworkOptions options, Func<string> newLabel)
    {
        if (resolver is null) throw new ArgumentNullException(nameof(resolver));
        if (options is null) throw new ArgumentNullException(nameof(options));
        _fetcher = new PolicyFetcher(resolver, options);
        _mx = new MxScanner(resolver, new SmtpProber(options));
        _scanner = new DomainScanner(resolver, _fetcher, _mx, options.Trust.UtcNow, newLabel);
    }

    /// <summary>Tests one domain. Faults of the domain are the result; only cancellation throws.</summary>
    /// <param name="domain">In A-label form, as <see cref="DomainName.TryParse"/> returns it.</param>
    /// <param name="options">What to test.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<TestResult> TestAsync(string domain, TestOptions options, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var scan = await _scanner.ScanAsync(domain, options ?? throw new ArgumentNullException(nameof(options)), cancellationToken).ConfigureAwait(false);
        return ToResult(scan, watch.Elapsed);
    }

    /// <summary>The policy of a domain as it is published.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<PublishedPolicy> GetPolicyAsync(string domain, CancellationToken cancellationToken)
    {
        var fetch = await _fetcher.FetchAsync(domain, cancellationToken).ConfigureAwait(false);
        return PublishedPolicyFactory.From(domain, fetch, FetchProblem.Read(fetch));
    }

    /// <summary>The MX hosts of a domain, with the pattern of its published policy that covers each.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="withStartTls">Connect to the hosts.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<MxLookup> GetMxAsync(string domain, bool withStartTls, CancellationToken cancellationToken)
    {
        var policy = GetPolicyAsync(domain, cancellationToken);
        var mx = _mx.ScanAsync(domain, withStartTls, cancellationToken);

        // Both are awaited in every case: nothing keeps running after a cancellation.
        await Task.WhenAll(policy, mx).ConfigureAwait(false);
        var published = policy.Result;
        var (answer, hosts) = mx.Result;
        return new MxLookup(answer, hosts.Select(mx => MxHostFactory.From(domain, mx, published.Policy)).ToReadableList());
    }

    /// <summary>The MX hosts of a domain, without its policy.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<MxLookup> GetMxHostsAsync(string domain, CancellationToken cancellationToken)
    {
        var (answer, hosts) = await _mx.ScanAsync(domain, withStartTls: false, cancellationToken).ConfigureAwait(false);
        return new MxLookup(answer, hosts.Select(mx => MxHostFactory.From(domain, mx, null)).ToReadableList());
    }

    private static TestResult ToResult(DomainScan o, TimeSpan elapsed)
    {
        var checks = CheckCatalogue.Run(o);
        var status = Verdict.Status(o, checks);
        return new TestResult
        {
            DomainName = o.Domain,
            Status = status,
            SenderAction = Verdict.Action(o),
            Mode = o.Policy?.Mode,
            PolicyId = o.Record?.Id,
            MaxAge = o.Policy?.MaxAge,
            Provider = ProviderCatalogue.Describe(o.Mx.Select(mx => mx.Host)),
            MxHosts = o.Mx.Select(mx => mx.Host).ToReadableList(),
            MxCovered = o.Mx.Count > 0 && o.Policy is { Patterns.Count: > 0 } policy ? o.LiveMx.All(mx => policy.Covers(mx.Host)) : null,
            PolicyHostCertificateExpires = o.Fetch?.Certificate?.NotAfter,
            TlsRptRua = o.TlsRpt?.Rua ?? ReadableList<string>.Empty,
            Problems = checks.Where(c => c.IsProblem).Select(c => c.Id).ToReadableList(),
            Advice = FirstFix(o, checks),
            UnknownCause = status == TestStatus.Unknown ? UnknownCauses.Of(o, checks) : null,
            Tested = o.UtcNow,
            Duration = elapsed,
            Checks = checks.ToReadableList(),
            Record = o.StsAnswer is null ? null : RecordLookup.Describe(o.Domain, o.StsAnswer, o.StsSelection!),
            Policy = PolicyOf(o),
            Mx = o.Mx.Select(mx => MxHostFactory.From(o.Domain, mx, o.Policy)).ToReadableList(),
            TlsRpt = RecordLookup.DescribeTlsRpt(o.Domain, o.TlsRptAnswer, o.TlsRptSelection),
        };
    }

    private static PublishedPolicy? PolicyOf(DomainScan o)
    {
        if (o.Fetch is not null) return PublishedPolicyFactory.From(o.Domain, o.Fetch, o.Policy);
        return o.Policy is null ? null : new PublishedPolicy { DomainName = o.Domain, IsValid = o.Policy.IsValid, Url = "", Policy = o.Policy };
    }

    /// <summary>What stops mail comes first, then what could not be checked, then what should be fixed.</summary>
    private static string FirstFix(DomainScan o, IReadOnlyList<Check> checks)
    {
        foreach (var status in new[] { CheckStatus.Fail, CheckStatus.Unknown, CheckStatus.Warning })
            if (checks.FirstOrDefault(c => c.Status == status && c.Fix.Length > 0) is { } check) return check.Fix;

        // In testing nothing is wrong and nothing is protected: the row names the way on.
        if (o is { IsPreflight: false, Policy.Mode: PolicyMode.Testing } && checks.FirstOrDefault(c => c.Id == "Policy.Mode") is { Fix.Length: > 0 } mode)
            return mode.Fix;

        // Where nothing can be done, the row says so: an empty cell would leave the question open.
        return !o.IsNullMx && o.IsNotConfigured ? checks.FirstOrDefault(c => c is { Status: CheckStatus.Info, Id: "Record.Present" })?.Fix ?? "" : "";
    }
}
