using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.PolicyFetching;
using MtaSts.Records;

namespace MtaSts.Scanning;

/// <summary>Everything that was seen of one domain, before anything is judged. Checks read only this.</summary>
internal sealed class DomainScan
{
    public required string Domain { get; init; }

    /// <summary>The time by which ages and expiries are judged, UTC.</summary>
    public required DateTime UtcNow { get; init; }

    /// <summary>The MX answer.</summary>
    public required DnsResponse MxAnswer { get; init; }

    /// <summary>The MX hosts by preference; the domain itself when it has no MX record but an address (RFC 5321 §5.1).</summary>
    public required IReadOnlyList<MxScan> Mx { get; init; }

    /// <summary>The TXT answer at <c>_mta-sts</c>; null when a policy that is not published is tested.</summary>
    public DnsResponse? StsAnswer { get; init; }

    public RecordSelection? StsSelection { get; init; }

    public StsRecord? Record { get; init; }

    /// <summary>Where else an MTA-STS record was found, when there is none in its place.</summary>
    public string? MisplacedRecord { get; init; }

    /// <summary>The result of the policy fetch; null when a policy that is not published is tested.</summary>
    public PolicyFetch? Fetch { get; init; }

    /// <summary>The answer of our own resolver for the policy host, where a proxy resolved it and nothing was served; otherwise null.</summary>
    public AddressLookup? HostBehindProxy { get; init; }

    /// <summary>The policy as fetched or given; null when there was nothing to read.</summary>
    public Policy? Policy { get; init; }

    /// <summary>The published state, when a policy that is not published is tested; otherwise null.</summary>
    public PublishedState? Published { get; init; }

    /// <summary>True when the policy was given, not fetched.</summary>
    public bool IsPreflight { get; init; }

    public required DnsResponse TlsRptAnswer { get; init; }

    public required RecordSelection TlsRptSelection { get; init; }

    public TlsRptRecord? TlsRpt { get; init; }

    /// <summary>Where else a TLS-RPT record was found, when there is none in its place.</summary>
    public string? MisplacedTlsRpt { get; init; }

    /// <summary>The DNS answers for a name that nobody has published; null when the probe was not needed.</summary>
    public WildcardProbe? Wildcard { get; init; }

    /// <summary>The data of an earlier test; null when drift is not checked.</summary>
    public EarlierResult? Earlier { get; init; }

    /// <summary>How long before its expiry a certificate gets a warning.</summary>
    public TimeSpan ExpiryNotice { get; init; } = TimeSpan.FromDays(TestOptions.DefaultWarnDays);

    /// <summary>The DNS servers that were given instead of the system's; empty for the system's.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>True when STARTTLS is skipped.</summary>
    public bool IsStartTlsSkipped { get; init; }

    /// <summary>True when only the records and the MX records were looked up, because there is no TXT record at <c>_mta-sts</c>.</summary>
    public bool IsDnsOnly { get; init; }

    public bool IsNullMx => MxAnswer.RecordsOf<MxRecord>().Any() && MxAnswer.RecordsOf<MxRecord>().All(r => r.Exchange.Length == 0);

    /// <summary>True when the domain has no MX record and is its own MX.</summary>
    public bool IsImplicitMx => Mx.Count == 1 && Mx[0].IsImplicit;

    /// <summary>True when there is neither an MX record nor an address, so that no mail can be delivered.</summary>
    public bool HasNoHost => IsImplicitMx && Mx[0].Lookup.HasNoAddress;

    /// <summary>True when the domain does not exist in DNS.</summary>
    public bool IsNonexistent => MxAnswer.Status == DnsStatus.NxDomain;

    /// <summary>True when the TXT records at <c>_mta-sts</c> come from a wildcard and none was meant for MTA-STS.</summary>
    public bool IsStsWildcard =>
        Record is null && StsSelection is { Candidates.Count: 0 } && StsAnswer is not null && Wildcard is not null && Wildcard.AnswersAs(StsAnswer);

    /// <summary>True when the TXT records at <c>_smtp._tls</c> come from a wildcard and none was meant for TLS-RPT.</summary>
    public bool IsTlsRptWildcard => TlsRpt is null && TlsRptSelection.Candidates.Count == 0 && Wildcard is not null && Wildcard.AnswersAs(TlsRptAnswer);

    /// <summary>True when the policy host's address comes from a wildcard and it serves no policy.</summary>
    public bool IsPolicyHostWildcard =>
        Policy is null && (Fetch?.Lookup ?? HostBehindProxy) is { } lookup && Wildcard is not null && Wildcard.AnswersAs(lookup);

    /// <summary>
    /// True when nothing of MTA-STS is there: no record, none that was meant as one, no CNAME in its place, no policy host. Answers of a
    /// wildcard do not count.
    /// </summary>
    public bool IsNotConfigured => !IsPreflight
        && (HasNoRecordName || IsStsWildcard)
        && MisplacedRecord is null
        && (IsDnsOnly || Fetch is { Failure: FetchFailure.Lookup, Lookup: { HasNoAddress: true, CnameChain.Count: 0 } }
            || HostBehindProxy is { HasNoAddress: true, CnameChain.Count: 0 } || IsPolicyHostWildcard);

    /// <summary>There is nothing at <c>_mta-sts</c>, not even a CNAME that leads nowhere.</summary>
    private bool HasNoRecordName => StsAnswer is { Status: DnsStatus.NoData or DnsStatus.NxDomain } answer
        && (!answer.LeadsNowhere || Wildcard?.LeadsNowhereAs(answer) == true);

    /// <summary>The MX hosts that senders can try, without those that do not exist. All of them when none exists.</summary>
    public IReadOnlyList<MxScan> LiveMx
    {
        get
        {
            var live = Mx.Where(mx => !mx.IsMissing).ToList();
            return live.Count > 0 ? live : Mx;
        }
    }

    /// <summary>True when a sender has a policy to apply.</summary>
    public bool HasUsablePolicy => Policy is { IsValid: true }
        && (IsPreflight || (Record is { IsValid: true } && Fetch is { IsUsable: true }));
}
