using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.PolicyHost;
using MtaSts.Records;
using MtaSts.Smtp;
using MtaSts.Transport;

namespace MtaSts.Checking;

/// <summary>Looks at all of one domain, as much as possible at the same time, and judges nothing.</summary>
internal sealed class DomainObserver
{
    private readonly IDnsResolver _resolver;
    private readonly PolicyFetcher _fetcher;
    private readonly MxObserver _mx;
    private readonly Func<DateTime> _utcNow;

    public DomainObserver(IDnsResolver resolver, NetworkOptions options)
    {
        _resolver = resolver;
        _fetcher = new PolicyFetcher(resolver, options);
        _mx = new MxObserver(resolver, new SmtpProber(options));
        _utcNow = options.Trust.UtcNow;
    }

    /// <summary>Looks at the domain.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="options">What to look at.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<Observation> ObserveAsync(string domain, TestOptions options, CancellationToken cancellationToken)
    {
        // What one part throws, be it cancellation, ends the others too.
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = source.Token;
        var isPreflight = options.Policy is not null;
        var utcNow = _utcNow();
        var mx = _mx.ObserveAsync(domain, !options.SkipStartTls, token);
        var tlsRpt = _resolver.QueryAsync("_smtp._tls." + domain, DnsRecordType.TXT, token);
        var sts = ObserveRecordAsync(domain, token);
        var fetch = _fetcher.FetchAsync(domain, token);
        await Task.WhenAll(OrEndAll(mx, source), OrEndAll(tlsRpt, source), OrEndAll(sts, source), OrEndAll(fetch, source)).ConfigureAwait(false);

        var selection = RecordLookup.Select(sts.Result.Answer, StsRecordParser.VersionField);
        var published = new PublishedState(sts.Result.Answer, RecordLookup.ReadSts(selection), fetch.Result, FetchProblem.Read(fetch.Result));
        var tlsRptSelection = RecordLookup.Select(tlsRpt.Result, TlsRptRecordParser.VersionField);
        return new Observation
        {
            Domain = domain,
            UtcNow = utcNow,
            MxAnswer = mx.Result.Answer,
            Mx = mx.Result.Hosts,
            StsAnswer = isPreflight ? null : published.Answer,
            StsSelection = isPreflight ? null : selection,
            Record = isPreflight ? null : published.Record,
            MisplacedRecord = isPreflight ? null : sts.Result.Misplaced,
            Fetch = isPreflight ? null : published.Fetch,
            Policy = options.Policy ?? published.Policy,
            IsPreflight = isPreflight,
            Published = isPreflight ? published : null,
            TlsRptAnswer = tlsRpt.Result,
            TlsRptSelection = tlsRptSelection,
            TlsRpt = RecordLookup.ReadTlsRpt(tlsRptSelection),
            IsStartTlsSkipped = options.SkipStartTls,
            Earlier = options.Earlier,
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

    private async Task<(DnsResponse Answer, string? Misplaced)> ObserveRecordAsync(string domain, CancellationToken cancellationToken)
    {
        var answer = await _resolver.QueryAsync("_mta-sts." + domain, DnsRecordType.TXT, cancellationToken).ConfigureAwait(false);
        if (!answer.IsDefinite || answer.Status == DnsStatus.Success) return (answer, null);

        // The usual wrong places: without the underscore, at the domain itself, and with the zone's name doubled by a DNS panel.
        var places = new[] { "mta-sts." + domain, domain, $"_mta-sts.{domain}.{domain}" };
        var answers = await Task.WhenAll(places.Where(p => p.Length <= 253).Select(place => _resolver.QueryAsync(place, DnsRecordType.TXT, cancellationToken))).ConfigureAwait(false);
        var misplaced = answers.FirstOrDefault(a => a.RecordsOf<TxtRecord>().Any(r => r.Text.StartsWith(StsRecordParser.VersionField, StringComparison.Ordinal)));
        return (answer, misplaced?.Name);
    }
}
