using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using MtaSts.Lab.Dns;

namespace MtaSts.Lab;

/// <summary>
/// Any number of healthy domains: every <c>&lt;label&gt;.&lt;suffix&gt;</c>, none of them kept in
/// memory. They share one policy host, which has a certificate for each, and one MX host
/// <c>mx.&lt;suffix&gt;</c>, so no domain can have the label <c>mx</c>.
/// </summary>
public sealed record SyntheticDomains
{
    private const int Shared = 20;

    /// <summary>The parent of all these domains.</summary>
    public string Suffix { get; init; } = "bench.test";

    /// <summary>The policy that all of them serve; null for a valid enforce policy.</summary>
    public string? Policy { get; init; }

    /// <summary>
    /// How many numbered domains there are for each one with MTA-STS: with 33 only <c>d33</c>, <c>d66</c> and so on have a record and a
    /// policy host.
    /// </summary>
    public int RecordEvery { get; init; } = 1;

    /// <summary>The shared MX host.</summary>
    public string MxHost => "mx." + Suffix;

    /// <summary>The first domains: <c>d1</c>, <c>d2</c> and so on, created on enumeration.</summary>
    public IEnumerable<string> Names(int count)
    {
        for (var i = 1; i <= count; i++)
            yield return $"d{i}.{Suffix}";
    }

    /// <summary>
    /// The names in the certificate for a policy host. Numbered domains share one certificate in groups of 20:
    /// a certificate costs the lab some milliseconds, which would distort a benchmark.
    /// </summary>
    internal IReadOnlyList<string>? CertificateNamesFor(string serverName)
    {
        if (!IsPolicyHost(serverName))
            return null;
        var label = DomainOf(serverName, "mta-sts.")!;
        var isNumbered = int.TryParse(label.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < int.MaxValue - Shared && label == $"d{number}";
        if (!isNumbered)
            return [serverName];
        var first = number / Shared * Shared;
        return [.. Enumerable.Range(first, Shared).Select(n => $"mta-sts.d{n}.{Suffix}")];
    }

    private bool IsPolicyHost(string name) =>
        DomainOf(name, "mta-sts.") is { } label && !label.Contains('.', StringComparison.Ordinal);

    internal SyntheticAnswers AnswersWith(IPAddress policyHost)
    {
        return Answer;

        IReadOnlyList<ZoneRecord>? Answer(string name, LabDnsType type)
        {
            var isOurs = name.EndsWith("." + Suffix, StringComparison.OrdinalIgnoreCase);
            if (!isOurs || name.Equals(MxHost, StringComparison.OrdinalIgnoreCase))
                return null;
            if (IsWithoutRecord(name))
                return null;
            if (DomainOf(name, "_mta-sts.") is not null)
                return type == LabDnsType.Txt ? [ZoneRecord.Txt(name, ZoneRecord.DefaultTtl, "v=STSv1; id=20260101000000;")] : [];
            if (DomainOf(name, "_smtp._tls.") is not null)
                return type == LabDnsType.Txt ? [ZoneRecord.Txt(name, ZoneRecord.DefaultTtl, $"v=TLSRPTv1; rua=mailto:tls@{Suffix}")] : [];
            if (IsPolicyHost(name))
                return type == LabDnsType.A ? [ZoneRecord.Address(name, policyHost)] : [];
            var isDomain = !name[..^(Suffix.Length + 1)].Contains('.', StringComparison.Ordinal);
            if (!isDomain)
                return null;
            return type == LabDnsType.Mx ? [ZoneRecord.Mx(name, 10, MxHost)] : [];
        }
    }

    /// <summary>Whether a name is that of the record or the policy host of a domain that has neither.</summary>
    private bool IsWithoutRecord(string name)
    {
        var label = RecordEvery == 1 ? null : DomainOf(name, "_mta-sts.") ?? DomainOf(name, "mta-sts.");
        return label is not null
            && !(int.TryParse(label.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number % RecordEvery == 0);
    }

    private string? DomainOf(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && name.EndsWith("." + Suffix, StringComparison.OrdinalIgnoreCase)
        && name.Length > prefix.Length + Suffix.Length + 1
            ? name[prefix.Length..^(Suffix.Length + 1)]
            : null;
}
