using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Scanning;

namespace MtaSts.Checks;

/// <summary>What to do about a certificate and what senders report about it, for policy hosts and MX hosts alike.</summary>
internal static class CertificateAdvice
{
    /// <summary>The fix for the first problem.</summary>
    public static string Fix(CertificateInfo certificate) => certificate.Problems[0] switch
    {
        CertificateProblem.Expired => "Renew the certificate, and make sure that renewal is automatic.",
        CertificateProblem.NotYetValid => "Install a certificate that is valid today, or correct the server's clock before you request one.",
        CertificateProblem.NameMismatch or CertificateProblem.NoDnsName => $"Install a certificate whose subject alternative name contains {certificate.Host}.",
        CertificateProblem.MissingIntermediate => "Make the server send its whole chain: install the full chain file, not only the server's certificate.",
        CertificateProblem.ChainExpired => "Install the CA's current intermediate certificate.",
        _ => $"Install a certificate for {certificate.Host} from a public CA.",
    };

    /// <summary>The TLS-RPT result type for an MX certificate (RFC 8460 §4.3.1).</summary>
    public static string TlsRptResult(CertificateInfo certificate) => certificate.Problems[0] switch
    {
        CertificateProblem.Expired or CertificateProblem.ChainExpired => "certificate-expired",
        CertificateProblem.NameMismatch or CertificateProblem.NoDnsName => "certificate-host-mismatch",
        CertificateProblem.SelfSigned or CertificateProblem.UntrustedRoot or CertificateProblem.MissingIntermediate => "certificate-not-trusted",
        _ => "validation-failure",
    };

    private static string In(TimeSpan left) => left < TimeSpan.FromDays(1) ? "in less than 1 day" : "in " + DomainChecks.Count((int)left.TotalDays, "day");

    /// <summary>Warns about the certificates that will expire soon.</summary>
    public static CheckOutcome JudgeExpiry(IReadOnlyCollection<CertificateInfo> certificates, DomainScan o)
    {
        if (certificates.Any(c => c.Problems.Contains(CertificateProblem.Expired))) return CheckOutcome.Skipped("The certificate has already expired.");
        var first = certificates.OrderBy(c => c.NotAfter).First();
        var left = first.NotAfter - o.UtcNow;
        var detail = FormattableString.Invariant($"The certificate for {first.Host} expires on {first.NotAfter:yyyy-MM-dd HH:mm} UTC, {In(left)}.");
        return left < o.ExpiryNotice ? CheckOutcome.Warning(detail) : CheckOutcome.Pass(detail);
    }
}
