using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using MtaSts.Scanning;

namespace MtaSts.Checks;

/// <summary>Derives what a sender does (RFC 8461 §5) from what was seen, never with more certainty than that allows.</summary>
internal static class Verdict
{
    /// <summary>The state of the whole deployment.</summary>
    public static TestStatus Status(DomainScan o, IReadOnlyCollection<Check> checks)
    {
        if (o.IsNullMx) return TestStatus.NotApplicable;
        if (!o.IsNonexistent && o.IsNotConfigured) return TestStatus.NotConfigured;
        if (checks.Any(c => c.Status == CheckStatus.Fail)) return TestStatus.Fail;
        if (checks.Any(c => c.Status == CheckStatus.Unknown && Decides(c))) return TestStatus.Unknown;
        return checks.Any(c => c.Status is CheckStatus.Warning or CheckStatus.Unknown) ? TestStatus.Warning : TestStatus.Pass;
    }

    /// <summary>What a sender without a cached policy does with mail today.</summary>
    public static SenderAction Action(DomainScan o)
    {
        if (o.IsNullMx || o.IsNonexistent || o.HasNoHost) return SenderAction.NotApplicable;
        if (!o.HasUsablePolicy) return IsPolicyUnseen(o) ? SenderAction.Unknown : SenderAction.Deliver;
        if (o.Policy!.Mode == PolicyMode.None) return SenderAction.Deliver;
        if (o.Mx.Count == 0) return SenderAction.Unknown;

        // A host that does not exist gets no connection, and so no report and no mail: senders go on to the next.
        var hosts = o.LiveMx.Select(mx => Validates(o.Policy, mx)).ToList();
        if (o.Policy.Mode == PolicyMode.Testing)
        {
            if (hosts.Any(valid => valid == false)) return SenderAction.DeliverAndReport;
            return hosts.All(valid => valid == true) ? SenderAction.DeliverVerified : Unseen(o);
        }

        if (hosts.Any(valid => valid == true)) return SenderAction.DeliverVerified;
        return hosts.All(valid => valid == false) ? SenderAction.Refuse : Unseen(o);
    }

    /// <summary>The policy covers a host whose TLS was not seen: because nobody asked for it, or because it could not be seen.</summary>
    private static SenderAction Unseen(DomainScan o) => o.IsStartTlsSkipped ? SenderAction.TlsNotTested : SenderAction.Unknown;

    /// <summary>Whether one MX host passes validation; null when its TLS could not be seen.</summary>
    public static bool? Validates(Policy policy, MxScan mx) => policy.Covers(mx.Host) ? mx.HasValidTls : false;

    /// <summary>TLS-RPT changes nothing about delivery.</summary>
    public static bool Decides(Check check) => !check.Id.StartsWith("TlsRpt.", StringComparison.Ordinal);

    /// <summary>The record or the policy may be there, but it could not be seen from here.</summary>
    private static bool IsPolicyUnseen(DomainScan o) =>
        o.StsAnswer is { IsDefinite: false }
        || (o.Record is { IsValid: true } && o.Fetch is { } fetch
            && ((fetch.Failure == FetchFailure.Lookup && fetch.Lookup is { HasFailed: true } lookup && lookup.A.Status != DnsStatus.CnameLoop)
                || fetch.MayConcernUsAlone
                || (fetch.Failure == FetchFailure.Tls && fetch.TlsFailure.IsLimitOfThisMachine())
                || (fetch.Failure == FetchFailure.Connect && fetch.TcpFailure == TcpFailure.Unreachable)));
}
