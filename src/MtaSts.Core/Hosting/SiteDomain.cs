using System;
using MtaSts.Policies;
using MtaSts.Records;
using MtaSts.Text;

namespace MtaSts.Hosting;

/// <summary>A domain whose policy a site serves. It can only be created from a valid domain and a valid policy.</summary>
public sealed class SiteDomain
{
    /// <summary>Takes a domain and its policy.</summary>
    /// <param name="domain">The policy domain.</param>
    /// <param name="policy">A valid policy; it is rewritten in the form that the strictest reader accepts.</param>
    /// <param name="recordId">The id for the TXT record.</param>
    /// <param name="zone">The DNS zone the domain is in; null for the domain itself.</param>
    /// <exception cref="ArgumentException">The domain, policy, id or zone is not valid; the message says why.</exception>
    public SiteDomain(string domain, Policy policy, string recordId, string? zone = null)
    {
        if (policy is null) throw new ArgumentNullException(nameof(policy));
        if (!DomainName.TryParse(domain, out var name, out var problem))
            throw new ArgumentException($"'{SafeText.Excerpt(domain)}' is not a domain name: {problem}.", nameof(domain));
        if (!policy.IsValid || policy.Mode is not { } mode || policy.MaxAge is not { } maxAge)
            throw new ArgumentException($"The policy for {name} is not valid.", nameof(policy));
        Name = name;
        PolicyText = PolicyWriter.Write(mode, policy.Mx, maxAge);
        Record = DnsRecordWriter.Sts(name, recordId, zone);
    }

    /// <summary>The domain in A-label form: letters, digits, hyphens and dots, nothing else.</summary>
    public string Name { get; }

    /// <summary>The host that serves the policy.</summary>
    public string Host => "mta-sts." + Name;

    /// <summary>The exact text of the policy file, with CRLF (RFC 8461 §3.2).</summary>
    public string PolicyText { get; }

    /// <summary>The TXT record that announces the policy.</summary>
    public DnsRecordToPublish Record { get; }
}
