using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Https;
using MtaSts.Lab.Smtp;

namespace MtaSts.Lab;

/// <summary>
/// A domain of the lab. Everything that is not set is healthy: a record, a policy host with an
/// <c>enforce</c> policy that lists the MX hosts, one MX host <c>mail.</c>, a TLS-RPT record.
/// </summary>
/// <param name="name">The domain, as A-labels, without a final dot.</param>
/// <param name="standsFor">One plain sentence that describes the fault or the healthy deployment.</param>
/// <param name="expected">The expected verdict.</param>
public sealed class LabDomain(string name, string standsFor, Expected expected)
{
    private readonly string? _policy;
    private readonly IReadOnlyList<LabMx>? _mx;

    public string Name { get; } = name;

    public string StandsFor { get; } = standsFor;

    public Expected Expected { get; } = expected;

    /// <summary>The expected verdict of a client without TLS 1.3; by default the same.</summary>
    public Expected ExpectedWithoutTls13 { get; init; } = expected;

    /// <summary>The TXT records at <c>_mta-sts.</c>, each of one string.</summary>
    public IReadOnlyList<string> Records { get; init; } = ["v=STSv1; id=20260101000000;"];

    /// <summary>The text that <see cref="PolicyHost"/> serves.</summary>
    public string Policy
    {
        get => _policy ?? PolicyText.Enforce([.. Mx.Select(m => m.Host).Distinct()]);
        init => _policy = value;
    }

    /// <summary>The host <c>mta-sts.</c>; null for no host.</summary>
    public HttpsHost? PolicyHost { get; init; } = HttpsHost.Good;

    /// <summary>The target when <c>mta-sts.</c> is a CNAME; null when it has its own address.</summary>
    public string? PolicyHostAlias { get; init; }

    /// <summary>True when the name mta-sts is not published: a wildcard record below the domain leads to <see cref="PolicyHost"/>.</summary>
    public bool IsPolicyHostWildcard { get; init; }

    public IReadOnlyList<LabMx> Mx
    {
        get => _mx ?? [LabMx.Good(10, "mail." + Name)];
        init => _mx = value;
    }

    /// <summary>The server at the domain's own address, for a domain without MX records; null for none.</summary>
    public SmtpHost? ImplicitMx { get; init; }

    /// <summary>The TXT records at <c>_smtp._tls.</c></summary>
    public IReadOnlyList<string> TlsRpt { get; init; } = [$"v=TLSRPTv1; rua=mailto:tls-reports@{name}"];

    /// <summary>Adds records to the zone that the other properties cannot express.</summary>
    public Action<Zone>? Dns { get; init; }

    /// <summary>False for a domain that does not exist. It should then have no records, policy host, MX or TLS-RPT.</summary>
    public bool Exists { get; init; } = true;

    /// <summary>The host in the policy's URL.</summary>
    public string PolicyHostName => "mta-sts." + Name;

    /// <summary>True when one of its hosts has only an IPv6 address.</summary>
    public bool NeedsIPv6 => PolicyHost is { IsIPv6: true } || Mx.Any(m => m.Server is { IsIPv6: true });

    /// <summary>A single MX host <c>mail.</c> with the given behavior.</summary>
    public static IReadOnlyList<LabMx> OneMx(string domain, SmtpHost server) => [new LabMx(10, "mail." + domain, server)];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
