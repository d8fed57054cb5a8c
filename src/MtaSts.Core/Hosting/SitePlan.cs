using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Records;
using MtaSts.Text;

namespace MtaSts.Hosting;

/// <summary>What a site serves, and where. It can only be created from values that fit together.</summary>
public sealed class SitePlan
{
    /// <summary>Takes the domains and the target.</summary>
    /// <param name="domains">At least one; each once.</param>
    /// <param name="targets">What the names <c>mta-sts.</c> should lead to: one host name, or addresses; may be empty.</param>
    /// <exception cref="ArgumentException">A domain appears twice, or a target is neither host nor address; the message says which.</exception>
    public SitePlan(IEnumerable<SiteDomain> domains, IEnumerable<string> targets)
    {
        Domains = (domains ?? throw new ArgumentNullException(nameof(domains))).OrderBy(d => d.Name, StringComparer.Ordinal).ToReadableList();
        Targets = (targets ?? throw new ArgumentNullException(nameof(targets))).Select(ReadTarget).ToReadableList();
        if (Domains.Count == 0) throw new ArgumentException("A site needs a domain.");
        if (Domains.GroupBy(d => d.Name).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ArgumentException($"{twice.Key} was given more than once.");
        if (Targets.Count > 1 && Targets.Any(t => !AddressText.IsAddress(t)))
            throw new ArgumentException("A name can be an alias of one host only; give one host name, or addresses.");
    }

    /// <summary>The domains, by name.</summary>
    public ReadableList<SiteDomain> Domains { get; }

    /// <summary>One host name, or addresses; empty when they are not known yet.</summary>
    public ReadableList<string> Targets { get; }

    /// <summary>The records that point <c>mta-sts.</c> of every domain to the targets.</summary>
    internal IEnumerable<DnsRecordToPublish> HostRecords() =>
        Domains.SelectMany(d => Targets.Select(target => DnsRecordWriter.PolicyHost(d.Name, target, d.Record.ZoneName)));

    private static string ReadTarget(string target)
    {
        var text = (target ?? "").Trim();
        if (AddressText.TryRead(text, out var address)) return address.ToString();
        if (DomainName.TryParse(text, out var name, out var problem)) return name;
        throw new ArgumentException($"'{SafeText.Excerpt(text)}' is neither an address nor a host name: {problem}.");
    }
}
