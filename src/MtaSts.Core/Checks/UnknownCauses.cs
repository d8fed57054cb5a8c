using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Scanning;
using MtaSts.Smtp;

namespace MtaSts.Checks;

/// <summary>Finds out why a domain is Unknown: the first check, in the order of the catalogue, that could not see what decides the verdict.</summary>
internal static class UnknownCauses
{
    /// <summary>The cause.</summary>
    /// <param name="o">What was seen.</param>
    /// <param name="checks">The checks of the scan, whose verdict is Unknown.</param>
    public static UnknownCause Of(DomainScan o, IEnumerable<Check> checks) =>
        checks.FirstOrDefault(check => check.Status == CheckStatus.Unknown && Verdict.Decides(check))?.Id switch
        {
            "Mx.Lookup" => Of(o.MxAnswer),
            "Domain.ReceivesMail" => Of(o.Mx[0].Lookup),
            "Mx.Target" => o.Mx.FirstOrDefault(mx => !mx.IsLeftOut && !mx.IsMissing && mx.Lookup.HasFailed) is { } failed
                ? Of(failed.Lookup)
                : UnknownCause.TooManyMxHosts,
            "Record.Present" => Of(o.StsAnswer!),
            "PolicyHost.Lookup" => Of(o.Fetch!.Lookup!),
            "PolicyHost.Connect" => UnknownCause.PolicyHostUnreachable,
            "PolicyHost.TlsVersion" => UnknownCause.LimitOfThisMachine,
            "PolicyHost.Status" => UnknownCause.PolicyHostRefused,
            { } id when id.StartsWith("StartTls.", StringComparison.Ordinal) => OfStartTls(o),
            _ => UnknownCause.Other,
        };

    private static UnknownCause OfStartTls(DomainScan o)
    {
        var probes = o.Mx.Select(mx => mx.Probe).OfType<SmtpProbe>().Where(probe => probe.TcpFailure != TcpFailure.PrivateAddress).ToList();
        if (probes.Count > 0 && probes.All(probe => probe.Stage == SmtpPhase.Connect)) return UnknownCause.MxUnreachable;
        if (probes.Any(probe => probe.IsLimitOfThisMachine)) return UnknownCause.LimitOfThisMachine;
        if (o.Mx.Any(mx => mx.IsLeftOut) && probes.Any(probe => probe.Stage == SmtpPhase.Done)) return UnknownCause.TooManyMxHosts;
        return probes.Any(probe => probe.IsRefused) ? UnknownCause.MxRefused : UnknownCause.MxNoAnswer;
    }

    private static UnknownCause Of(AddressLookup lookup) => Of(lookup.A.IsDefinite ? lookup.Aaaa : lookup.A);

    private static UnknownCause Of(DnsResponse answer) => answer.Status switch
    {
        DnsStatus.Timeout => UnknownCause.DnsTimeout,
        DnsStatus.ServFail or DnsStatus.Refused or DnsStatus.ServerError => UnknownCause.DnsServerFailure,
        DnsStatus.Unreachable => UnknownCause.DnsUnreachable,
        _ => UnknownCause.DnsAnswerUnusable,
    };
}
