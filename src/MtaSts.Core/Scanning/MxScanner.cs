using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.Dns;
using MtaSts.Smtp;
using MtaSts.Text;

namespace MtaSts.Scanning;

/// <summary>Scans the MX hosts of a domain: addresses, STARTTLS, TLSA.</summary>
/// <param name="resolver">The resolver to use.</param>
/// <param name="prober">Probes STARTTLS.</param>
internal sealed class MxScanner(IDnsResolver resolver, SmtpProber prober)
{
    /// <summary>
    /// The most MX hosts of one domain that are looked at, by preference. Some 3,000 fit into an answer, and each may hold its
    /// connection until the time-out; senders try a few.
    /// </summary>
    public const int MostHosts = 20;

    // A domain with many MX hosts must not open all connections at once.
    private const int HostsAtOnce = 8;

    // A handful of providers run most of the world's MX hosts.
    private const int HostsRemembered = 256;

    // A hundred domains at one provider must not open a hundred connections to it.
    private readonly SingleFlightCache<string, (AddressLookup Lookup, SmtpProbe? Probe, DnsResponse? Tlsa)> _probed =
        new(HostsRemembered, static _ => TimeSpan.MaxValue, static () => DateTime.UtcNow, isAwaited: true);

    /// <summary>Scans all MX hosts, several at once.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="withStartTls">Connect to the hosts.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<(DnsResponse Answer, IReadOnlyList<MxScan> Hosts)> ScanAsync(string domain, bool withStartTls, CancellationToken cancellationToken)
    {
        var answer = await resolver.QueryAsync(domain, DnsRecordType.MX, cancellationToken).ConfigureAwait(false);
        var records = RecordsOf(answer);
        var isImplicit = answer.Status == DnsStatus.NoData;
        if (isImplicit) records.Add(new MxRecord(domain, 0, 0, domain));

        var lookedAt = new HashSet<string>(records.Select(record => DomainName.Normalize(record.Exchange)).Distinct().Take(MostHosts), StringComparer.Ordinal);
        using var gate = new SemaphoreSlim(HostsAtOnce);
        var hosts = await Task.WhenAll(records.Select(async record =>
        {
            if (!lookedAt.Contains(DomainName.Normalize(record.Exchange))) return LeftOut(record);
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await ScanHostAsync(record, isImplicit, withStartTls, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                gate.Release();
            }
        })).ConfigureAwait(false);
        return (answer, hosts);
    }

    /// <summary>Lists the MX hosts without a look at them. A domain without an MX record is its own MX host if it has an address, which is looked up.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<(DnsResponse Answer, IReadOnlyList<MxScan> Hosts)> ListAsync(string domain, CancellationToken cancellationToken)
    {
        var answer = await resolver.QueryAsync(domain, DnsRecordType.MX, cancellationToken).ConfigureAwait(false);
        if (answer.Status == DnsStatus.NoData)
        {
            var own = await ScanHostAsync(new MxRecord(domain, 0, 0, domain), isImplicit: true, withStartTls: false, cancellationToken).ConfigureAwait(false);
            return (answer, [own]);
        }

        return (answer, RecordsOf(answer).ConvertAll(static record => new MxScan
        {
            Host = record.Exchange,
            Preference = record.Preference,
            Lookup = AddressLookup.NotMade(record.Exchange, "It was not looked at: the domain has no MTA-STS record (-DnsFirst)."),
        }));
    }

    private static List<MxRecord> RecordsOf(DnsResponse answer) =>
        [.. answer.RecordsOf<MxRecord>().Where(r => r.Exchange.Length > 0).OrderBy(r => r.Preference).ThenBy(r => r.Exchange, StringComparer.Ordinal)];

    private static MxScan LeftOut(MxRecord record) => new()
    {
        Host = record.Exchange,
        Preference = record.Preference,
        Lookup = AddressLookup.NotMade(
            record.Exchange, FormattableString.Invariant($"It was not looked at: only the first {MostHosts} MX hosts by preference are.")),
        IsLeftOut = true,
    };

    private async Task<MxScan> ScanHostAsync(MxRecord record, bool isImplicit, bool withStartTls, CancellationToken cancellationToken)
    {
        // An address where a host name belongs (RFC 5321 §5.1) has no address to look up.
        var isProbed = withStartTls && !AddressText.IsAddress(record.Exchange);
        var (lookup, probe, tlsa) = isProbed
            ? await _probed.GetAsync(DomainName.Normalize(record.Exchange), token => ProbeAsync(record.Exchange, token), cancellationToken)
                .ConfigureAwait(false)
            : (await AddressLookup.QueryAsync(resolver, record.Exchange, cancellationToken).ConfigureAwait(false), null, null);
        return new MxScan
        {
            Host = record.Exchange,
            Preference = record.Preference,
            IsImplicit = isImplicit,
            Lookup = lookup,
            Probe = probe,
            Tlsa = tlsa,
        };
    }

    private async Task<(AddressLookup Lookup, SmtpProbe? Probe, DnsResponse? Tlsa)> ProbeAsync(string host, CancellationToken cancellationToken)
    {
        var tlsa = resolver.QueryAsync("_25._tcp." + host, DnsRecordType.TLSA, cancellationToken);
        var reached = ReachAsync(host, cancellationToken);

        // Both are awaited in every case: nothing keeps running after a cancellation.
        await Task.WhenAll(tlsa, reached).ConfigureAwait(false);
        return (reached.Result.Lookup, reached.Result.Probe, tlsa.Result);
    }

    private async Task<(AddressLookup Lookup, SmtpProbe? Probe)> ReachAsync(string host, CancellationToken cancellationToken)
    {
        var lookup = await AddressLookup.QueryAsync(resolver, host, cancellationToken).ConfigureAwait(false);
        return lookup.Addresses.Count > 0
            ? (lookup, await prober.ProbeAsync(host, lookup.Addresses, cancellationToken).ConfigureAwait(false))
            : (lookup, null);
    }
}
