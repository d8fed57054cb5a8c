using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Net.Transport;
using MtaSts.Scanning;
using MtaSts.Smtp;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>STARTTLS of the MX hosts, and their certificates.</summary>
internal static class StartTlsChecks
{
    private const string Port25 =
        "Many clouds and providers block outgoing port 25, so this says nothing about the hosts. Test from a network where port 25 is open, or use "
            + "-SkipStartTls.";

    private const string Broken =
        "The host offers STARTTLS but does not begin it: check the certificate and the private key that its TLS settings name, and its log.";

    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        Define("StartTls.Connect", "The MX hosts can be reached", "A host that cannot be reached cannot be checked.", Port25, "RFC 5321 §3.1", "", Connect),
        Define("StartTls.Offered", "The MX hosts offer STARTTLS", "In enforce, senders do not deliver without it.", "Enable STARTTLS on the host.",
            "RFC 8461 §4, RFC 3207", "starttls-not-supported", Offered),
        Define("StartTls.TlsVersion", "The MX hosts support TLS 1.2 or newer",
            "Servers and senders that support MTA-STS must support TLS 1.2 or newer, and must not negotiate TLS 1.0 or 1.1.",
            "Enable TLS 1.2 and TLS 1.3 on the host.", "RFC 8461 §7.2, RFC 9325 §3.1.1", "validation-failure", Version),
        Define("StartTls.Certificate", "The MX hosts' certificates are valid for them",
            "In enforce, senders do not deliver to a host whose certificate does not validate.",
            "Install a certificate for the MX host name from a public CA, with its whole chain.", "RFC 8461 §4.2", "certificate-not-trusted", Certificate),
        Define("StartTls.CertificateExpiry", "No certificate expires soon", "When one expires, senders in enforce no longer deliver there.",
            "Renew the certificate, and make sure that renewal is automatic.", "RFC 8461 §4.2", "certificate-expired", Expiry),
    ];

    private static CheckDefinition Define(
        string id, string title, string why, string fix, string reference, string result, Func<DomainScan, CheckOutcome> evaluate) => new()
    {
        Id = id,
        Title = title,
        Why = why,
        Fix = fix,
        Reference = reference,
        TlsRptResult = result,
        Evaluate = o => o.IsStartTlsSkipped ? CheckOutcome.Skipped("Not requested (-SkipStartTls).")
            : o.IsDnsOnly ? CheckOutcome.DnsOnly(o)
            : !o.Mx.Any(mx => mx.Probe is not null) ? CheckOutcome.Skipped("There is no MX host with an address.")
            : CheckOutcome.UnderMode(o, LeftOutHosts.Limit(o, evaluate(o))),
    };

    private static IEnumerable<SmtpProbe> Probes(DomainScan o) => o.Mx.Where(mx => mx.Probe is not null).Select(mx => mx.Probe!);

    private static CheckOutcome Connect(DomainScan o)
    {
        var all = Probes(o).Where(p => p.TcpFailure != TcpFailure.PrivateAddress).ToList();
        if (all.Count == 0) return CheckOutcome.Skipped("The MX hosts have only private addresses.");
        var unseen = all.Where(IsUnseen).ToList();
        if (unseen.Count == 0) return CheckOutcome.Pass($"{DomainChecks.Count(all.Count, "MX host")} answered.{OneOfSeveral(o)}");

        var detail = DomainChecks.Sentence(unseen.Select(p => $"{p.Host}: {p.Error}"), 5);
        if (unseen.Count < all.Count)
            return CheckOutcome.Warning(detail + " Senders will try the other hosts.", "Check the host, or remove it from the MX records.");
        return unseen.All(p => p.Stage == SmtpPhase.Connect)
            ? CheckOutcome.Unknown(detail + " No MX host could be reached from here.", Port25)
            : CheckOutcome.Unknown(
                detail, "Test again later or from another network: a host may answer a machine that it does not know differently from a known sender.");
    }

    /// <summary>One address of a host is checked; another address may have another certificate.</summary>
    private static string OneOfSeveral(DomainScan o)
    {
        var several = o.Mx.Where(mx => mx.Lookup.Addresses.Count > 1 && mx.Probe?.Address is not null).ToList();
        return several.Count == 0
            ? ""
            : " Only one address of these hosts was checked: "
            + DomainChecks.Sentence(several.Select(mx => $"{SafeText.Excerpt(mx.Host, 100)} at {mx.Probe!.Address} (of {mx.Lookup.Addresses.Count})"), 5);
    }

    /// <summary>Nothing about TLS was seen, and that is not the host's fault.</summary>
    private static bool IsUnseen(SmtpProbe probe) => probe.Stage switch
    {
        SmtpPhase.Connect or SmtpPhase.Greeting => true,
        SmtpPhase.Hello => probe.ReplyCode is not (500 or 502),
        _ => probe.IsTimedOut,
    };

    private static CheckOutcome Offered(DomainScan o)
    {
        var faults = Probes(o).Where(p => (p.Stage == SmtpPhase.StartTls && !p.IsTimedOut) || (p.Stage == SmtpPhase.Hello && !IsUnseen(p))).ToList();
        if (faults.Count > 0)
        {
            return CheckOutcome.Fail(
                DomainChecks.Sentence(faults.Select(p => $"{p.Host}: {p.Error}"), 5),
                SmtpInspection.FixFor(faults)
                    ?? HostFixes.For(faults.Select(p => (p.Host, p.IsStartTlsOffered == true ? Broken : "Enable STARTTLS on the host."))));
        }
        if (Probes(o).FirstOrDefault(p => p.HasInjectedText) is { } injected)
        {
            return CheckOutcome.Warning(
                $"{injected.Host} sent text between its answer to STARTTLS and the handshake. Clients must discard it (it could come from an attacker).",
                "Check what is between the internet and the host.");
        }

        var seen = Probes(o).Count(p => p.IsStartTlsOffered == true);
        return seen == 0 ? NothingSeen() : CheckOutcome.Pass($"{DomainChecks.Count(seen, "MX host")} offered it.");
    }

    private static CheckOutcome Version(DomainScan o)
    {
        var faults = Probes(o).Where(p => p.Stage == SmtpPhase.Handshake && !p.IsTimedOut && !p.IsLimitOfThisMachine).ToList();
        if (faults.Count > 0)
        {
            var fix = HostFixes.For(
                faults.Select(
                    p => (p.Host, p.TlsFailure == TlsFailure.TooOld
                        ? "Enable TLS 1.2 and TLS 1.3 on the host."
                        : "Check the TLS settings of the host: it offers STARTTLS but does not complete the handshake.")));
            return CheckOutcome.Fail(DomainChecks.Sentence(faults.Select(p => $"{p.Host}: {p.Error}"), 5), fix);
        }

        var untested = Probes(o).Where(p => p.IsLimitOfThisMachine).ToList();
        if (untested.Count > 0)
            return CheckOutcome.Unknown(DomainChecks.Sentence(untested.Select(p => $"{p.Host}: {p.Error}"), 5), untested[0].TlsFailure.LimitFix());

        var versions = Probes(o).Select(p => p.TlsVersion).Where(v => v is not null).Distinct().ToList();
        return versions.Count == 0 ? NothingSeen() : CheckOutcome.Pass(string.Join(", ", versions));
    }

    private static CheckOutcome Certificate(DomainScan o)
    {
        var seen = Probes(o).Where(p => p.Stage == SmtpPhase.Done && p.Certificate is not null).Select(p => p.Certificate!).ToList();
        if (seen.Count == 0) return NothingSeen();
        var bad = seen.Where(c => !c.IsValid).ToList();
        return bad.Count == 0
            ? CheckOutcome.Pass(ShortList.Join(seen.Select(c => $"{c.Host}: {SafeText.Excerpt(c.ToString(), 120)}"), 3, "; "))
            : CheckOutcome.Fail(
                DomainChecks.Sentence(bad.Select(c => $"{c.Host}: {c.Explanation}"), 5), HostFixes.For(bad.Select(c => (c.Host, CertificateAdvice.Fix(c)))),
                CertificateAdvice.TlsRptResult(bad[0]));
    }

    private static CheckOutcome Expiry(DomainScan o)
    {
        var seen = Probes(o).Where(p => p.Certificate is { IsValid: true }).Select(p => p.Certificate!).ToList();
        return seen.Count == 0 ? CheckOutcome.Skipped("No MX host presented a valid certificate.") : JudgeExpiry(seen, o);
    }

    private static CheckOutcome JudgeExpiry(IReadOnlyCollection<CertificateInfo> seen, DomainScan o)
    {
        var outcome = CertificateAdvice.JudgeExpiry(seen, o);
        var ending = seen.Where(c => c.NotAfter - o.UtcNow < o.ExpiryNotice)
            .Select(c => (c.Host, "Renew the certificate, and make sure that renewal is automatic.")).ToList();
        return outcome.Status == CheckStatus.Warning ? outcome with { Fix = HostFixes.For(ending) } : outcome;
    }

    private static CheckOutcome NothingSeen() => CheckOutcome.Skipped("No MX host got that far.");
}
