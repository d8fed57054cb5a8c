using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.PolicyFetching;
using MtaSts.Records;

namespace MtaSts.Scanning;

/// <summary>Scans one domain, as much as possible in parallel, and draws no conclusions.</summary>
/// <param name="resolver">The resolver for the domain's records.</param>
/// <param name="fetcher">Fetches the policy.</param>
/// <param name="mxScanner">Scans the MX hosts.</param>
/// <param name="utcNow">The clock.</param>
/// <param name="newLabel">Creates a label below a domain at which nothing is published, to detect wildcard records.</param>
internal sealed class DomainScanner(IDnsResolver resolver, PolicyFetcher fetcher, MxScanner mxScanner, Func<DateTime> utcNow, Func<string> newLabel)
{
    /// <summary>Scans the domain.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="options">What to scan.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<DomainScan> ScanAsync(string domain, TestOptions options, CancellationToken cancellationToken)
    {
        var isPreflight = options.Policy is not null;
        var now = utcNow();
        if (options.DnsFirst && !isPreflight && await ScanDnsAsync(domain, now, options, cancellationToken).ConfigureAwait(false) is { } dnsOnly)
            return dnsOnly;

        // An exception of one part, including cancellation, ends the others too.
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = source.Token;
        var mx = mxScanner.ScanAsync(domain, !options.SkipStartTls, token);
        var tlsRpt = resolver.QueryAsync("_smtp._tls." + domain, DnsRecordType.TXT, token);
        var sts = ScanRecordAsync(domain, token);
        var fetch = fetcher.FetchAsync(domain, token);
        await Task.WhenAll(OrEndAll(mx, source), OrEndAll(tlsRpt, source), OrEndAll(sts, source), OrEndAll(fetch, source)).ConfigureAwait(false);

        var selection = RecordLookup.Select(sts.Result.Answer, StsRecordParser.VersionField);
        var fetched = FetchProblem.Read(fetch.Result);
        var published = new PublishedState(sts.Result.Answer, RecordLookup.ReadSts(selection), fetch.Result, fetched);
        var tlsRptSelection = RecordLookup.Select(tlsRpt.Result, TlsRptRecordParser.VersionField);
        var tlsRptRecord = RecordLookup.ReadTlsRpt(tlsRptSelection);
        var isUnpublished = !isPreflight && published.Record is null && selection.Candidates.Count == 0 && sts.Result.Answer.IsDefinite
            && sts.Result.Misplaced is null && !IsPolicy(fetched);

        // Senders rely on the DNS, whatever a proxy of this network returns for the name.
        var behindProxy = isUnpublished && fetch.Result.Proxy is not null
            ? await AddressLookup.QueryAsync(resolver, fetch.Result.Host, cancellationToken).ConfigureAwait(false)
            : null;
        var host = fetch.Result.Lookup ?? behindProxy;
        var wildcard = await ProbeWildcardAsync(
            domain,
            isTxtStrange: (!isPreflight && (IsStrange(sts.Result.Answer, selection, published.Record) || sts.Result.Answer.LeadsNowhere))
                || IsStrange(tlsRpt.Result, tlsRptSelection, tlsRptRecord),
            isHostStrange: isUnpublished && host is not null && (host.Addresses.Count > 0 || host.CnameChain.Count > 0),
            cancellationToken).ConfigureAwait(false);
        var isHostOfWildcard = wildcard is not null && host is not null && wildcard.AnswersAs(host);

        // With a wildcard the usual wrong places are queried too: the record may be in one of them.
        var misplaced = sts.Result.Misplaced
            ?? (!isPreflight && wildcard is not null && IsStrange(sts.Result.Answer, selection, published.Record) && wildcard.AnswersAs(sts.Result.Answer)
            ? await MisplacedRecord.FindStsAsync(resolver, domain, cancellationToken).ConfigureAwait(false)
            : null);
        var misplacedTlsRpt = tlsRptRecord is null && tlsRptSelection.Candidates.Count == 0 && tlsRpt.Result.IsDefinite
            && mx.Result.Answer.Status != DnsStatus.NxDomain
            ? await MisplacedRecord.FindTlsRptAsync(resolver, domain, cancellationToken).ConfigureAwait(false)
            : null;
        return new DomainScan
        {
            Domain = domain,
            UtcNow = now,
            MxAnswer = mx.Result.Answer,
            Mx = mx.Result.Hosts,
            StsAnswer = isPreflight ? null : published.Answer,
            StsSelection = isPreflight ? null : selection,
            Record = isPreflight ? null : published.Record,
            MisplacedRecord = isPreflight ? null : misplaced,
            Fetch = isPreflight ? null : published.Fetch,
            HostBehindProxy = behindProxy,
            Policy = options.Policy ?? (isHostOfWildcard && !IsPolicy(fetched) ? null : fetched),
            IsPreflight = isPreflight,
            Published = isPreflight ? published : null,
            TlsRptAnswer = tlsRpt.Result,
            TlsRptSelection = tlsRptSelection,
            TlsRpt = tlsRptRecord,
            MisplacedTlsRpt = misplacedTlsRpt,
            Wildcard = wildcard,
            IsStartTlsSkipped = options.SkipStartTls,
            Earlier = options.Earlier,
            ExpiryNotice = TimeSpan.FromDays(options.WarnDays),
            Servers = options.Servers,
        };
    }

    /// <summary>Three queries, whose answers stay in the resolver's cache for the whole scan.</summary>
    /// <returns>
    /// The scan; null when there is a TXT record or a CNAME at <c>_mta-sts</c>, so that the domain needs the whole scan: a CNAME that leads nowhere
    /// is a fault of a deployment.
    /// </returns>
    private async Task<DomainScan?> ScanDnsAsync(string domain, DateTime now, TestOptions options, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sts = resolver.QueryAsync("_mta-sts." + domain, DnsRecordType.TXT, source.Token);
        var tlsRpt = resolver.QueryAsync("_smtp._tls." + domain, DnsRecordType.TXT, source.Token);
        var mx = mxScanner.ListAsync(domain, source.Token);
        await Task.WhenAll(OrEndAll(sts, source), OrEndAll(tlsRpt, source), OrEndAll(mx, source)).ConfigureAwait(false);
        if (sts.Result.Status == DnsStatus.Success || sts.Result.LeadsNowhere) return null;
        var tlsRptSelection = RecordLookup.Select(tlsRpt.Result, TlsRptRecordParser.VersionField);
        return new DomainScan
        {
            Domain = domain,
            UtcNow = now,
            MxAnswer = mx.Result.Answer,
            Mx = mx.Result.Hosts,
            StsAnswer = sts.Result,
            StsSelection = RecordLookup.Select(sts.Result, StsRecordParser.VersionField),
            TlsRptAnswer = tlsRpt.Result,
            TlsRptSelection = tlsRptSelection,
            TlsRpt = RecordLookup.ReadTlsRpt(tlsRptSelection),
            IsStartTlsSkipped = options.SkipStartTls,
            IsDnsOnly = true,
            Earlier = options.Earlier,
            ExpiryNotice = TimeSpan.FromDays(options.WarnDays),
            Servers = options.Servers,
        };
    }

    private static async Task OrEndAll(Task part, CancellationTokenSource source)
    {
        try
        {
            await part.ConfigureAwait(false);
        }
        catch
        {
            source.Cancel();
            throw;
        }
    }

    private async Task<(DnsResponse Answer, string? Misplaced)> ScanRecordAsync(string domain, CancellationToken cancellationToken)
    {
        var answer = await resolver.QueryAsync("_mta-sts." + domain, DnsRecordType.TXT, cancellationToken).ConfigureAwait(false);
        return !answer.IsDefinite || answer.Status == DnsStatus.Success
            ? (answer, null)
            : (answer, await MisplacedRecord.FindStsAsync(resolver, domain, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Queries a name that nobody has published if the answers look like a wildcard's; healthy domains cost no query.</summary>
    private async Task<WildcardProbe?> ProbeWildcardAsync(string domain, bool isTxtStrange, bool isHostStrange, CancellationToken cancellationToken)
    {
        if ((!isTxtStrange && !isHostStrange) || WildcardProbe.NameBelow(domain, newLabel) is not { } name) return null;
        var txt = isTxtStrange ? resolver.QueryAsync(name, DnsRecordType.TXT, cancellationToken) : null;
        var addresses = isHostStrange ? AddressLookup.QueryAsync(resolver, name, cancellationToken) : null;
        await Task.WhenAll(new Task?[] { txt, addresses }.OfType<Task>()).ConfigureAwait(false);
        return new WildcardProbe(txt?.Result, addresses?.Result);
    }

    /// <summary>There are TXT records, but none of them was meant for this name.</summary>
    private static bool IsStrange(DnsResponse answer, RecordSelection selection, object? record) =>
        answer.Status == DnsStatus.Success && selection.Candidates.Count == 0 && record is null;

    /// <summary>True for anything with a field of a policy: somebody meant to serve one.</summary>
    private static bool IsPolicy(Policy? policy) =>
        policy is not null && (policy.Version is not null || policy.Mode is not null || policy.MaxAge is not null || policy.Mx.Count > 0);
}
