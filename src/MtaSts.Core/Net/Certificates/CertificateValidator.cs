using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Text;

namespace MtaSts.Net.Certificates;

/// <summary>
/// Validates a server's certificate as a sender does: the chain from the sent certificates to the trusted roots, the dates, and the
/// name against the DNS names only (RFC 8461 §3.3, §4.2). It does not use the network.
/// </summary>
internal static class CertificateValidator
{
    /// <summary>Validates one certificate.</summary>
    /// <param name="leaf">The server's certificate.</param>
    /// <param name="sent">The other certificates the server sent.</param>
    /// <param name="host">The name it must be valid for.</param>
    /// <param name="trust">The trusted roots and the time.</param>
    /// <param name="built">The chain as the handshake built it with our policy; null to build it here.</param>
    public static CertificateInfo Judge(
        X509Certificate2 leaf, IReadOnlyCollection<X509Certificate2> sent, string host, CertificateTrust trust, X509Chain? built = null)
    {
        var names = SubjectAlternativeName.DnsNames(leaf);
        var problems = new ProblemList();
        JudgeDates(leaf, trust.UtcNow(), problems);
        JudgeName(leaf, names, host, problems);
        ChainValidator.Judge(leaf, sent, trust, built, problems);

        return new CertificateInfo
        {
            Host = host,
            Subject = leaf.Subject,
            Issuer = leaf.Issuer,
            DnsNames = names.ToReadableList(),
            NotBefore = leaf.NotBefore.ToUniversalTime(),
            NotAfter = leaf.NotAfter.ToUniversalTime(),
            Fingerprint = Fingerprint(leaf),
            SerialNumber = leaf.SerialNumber,
            SentChain = new[] { leaf.Subject }.Concat(sent.Select(c => c.Subject)).ToReadableList(),
            Problems = problems.Problems.ToReadableList(),
            Explanation = problems.Explanation,
        };
    }

    private static void JudgeDates(X509Certificate2 leaf, DateTime utcNow, ProblemList problems)
    {
        var from = leaf.NotBefore.ToUniversalTime();
        var to = leaf.NotAfter.ToUniversalTime();
        if (utcNow > to) problems.Add(CertificateProblem.Expired, FormattableString.Invariant($"it expired on {to:yyyy-MM-dd HH:mm} UTC"));
        if (utcNow < from) problems.Add(CertificateProblem.NotYetValid, FormattableString.Invariant($"it is not valid before {from:yyyy-MM-dd HH:mm} UTC"));
    }

    private static void JudgeName(X509Certificate2 leaf, IReadOnlyList<string> names, string host, ProblemList problems)
    {
        if (names.Count == 0)
        {
            problems.Add(
                CertificateProblem.NoDnsName,
                $"its subject alternative name contains no host name (subject: {SafeText.Excerpt(leaf.Subject)}), and senders ignore the common name");
        }
        else if (!HostNameMatch.Any(names, host))
        {
            problems.Add(CertificateProblem.NameMismatch, $"it is for {ShortList.Join(names.Select(name => SafeText.Excerpt(name)), 5)}, not for {host}");
        }
    }

    private static string Fingerprint(X509Certificate2 certificate)
    {
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(certificate.RawData)).Replace("-", "");
    }
}
