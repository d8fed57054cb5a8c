using System;
using System.Collections.Generic;

namespace MtaSts.Lab.Tls;

/// <summary>The contents of a leaf certificate.</summary>
/// <param name="CommonName">The subject's common name.</param>
/// <param name="DnsName">The SAN's DNS name; null for none.</param>
/// <param name="IsLoopback">True for an IP SAN of 127.0.0.1.</param>
/// <param name="FromDays">Start of validity, in days from now.</param>
/// <param name="ToDays">End of validity, in days from now.</param>
internal sealed record LeafPlan(string CommonName, string? DnsName, bool IsLoopback, int FromDays, int ToDays)
{
    /// <summary>Further DNS names in the SAN.</summary>
    public IReadOnlyList<string> MoreDnsNames { get; init; } = [];

    public static LeafPlan For(string host, CertificateKind kind)
    {
        var dnsName = kind switch
        {
            CertificateKind.WrongName => "another-host.invalid",
            CertificateKind.CommonNameOnly or CertificateKind.LoopbackAddress => null,
            CertificateKind.Wildcard => "*." + Parent(host),
            CertificateKind.WildcardTooShort => "*." + Parent(Parent(host)),
            CertificateKind.PartialWildcard => host[..1] + "*." + Parent(host),
            _ => host,
        };
        var (from, to) = kind switch
        {
            CertificateKind.Expired => (-100, -10),
            CertificateKind.NotYetValid => (10, 100),
            CertificateKind.ExpiresSoon => (-85, 5),
            _ => (-1, 90),
        };
        return new LeafPlan(dnsName ?? host, dnsName, kind == CertificateKind.LoopbackAddress, from, to);
    }

    private static string Parent(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
