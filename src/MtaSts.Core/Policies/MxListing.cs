using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>
/// The MX hosts of a domain that a policy can list. A host that does not exist is never listed: senders cannot reach it,
/// and anyone who could create it could pose as an MX of the domain.
/// </summary>
public sealed class MxListing
{
    private MxListing(IReadOnlyCollection<(string Host, bool IsMissing)> hosts)
    {
        Hosts = hosts.Where(h => !h.IsMissing).Select(h => h.Host).ToReadableList();
        Missing = hosts.Where(h => h.IsMissing).Select(h => h.Host).ToReadableList();
        Unlistable = Hosts.Where(host => MxAdvice.PatternFor(host) is null).ToReadableList();
        Patterns = MxAdvice.PatternsFor(Hosts).ToReadableList();
    }

    /// <summary>The hosts that a policy must cover: all that exist.</summary>
    public ReadableList<string> Hosts { get; }

    /// <summary>The tightest patterns that cover them; each once.</summary>
    public ReadableList<string> Patterns { get; }

    /// <summary>The hosts that definitely do not exist or have no address. Their MX records should be removed.</summary>
    public ReadableList<string> Missing { get; }

    /// <summary>Those of <see cref="Hosts"/> that no pattern can cover, such as an IP address.</summary>
    public ReadableList<string> Unlistable { get; }

    /// <summary>Those of <see cref="Hosts"/> that were not looked at, because the domain has so many; whether they exist is not known.</summary>
    public ReadableList<string> LeftOut { get; private init; } = ReadableList<string>.Empty;

    /// <summary>Sorts the hosts of a domain.</summary>
    /// <param name="hosts">The looked-up hosts.</param>
    public static MxListing Of(IEnumerable<MxHost> hosts)
    {
        var all = (hosts ?? throw new ArgumentNullException(nameof(hosts))).ToList();
        return new([.. all.Select(mx => (mx.Host, mx.IsMissing))])
        {
            LeftOut = all.Where(mx => mx is { IsLeftOut: true, IsMissing: false }).Select(mx => mx.Host).ToReadableList(),
        };
    }

    /// <summary>Sorts hosts, each with whether the DNS says that it does not exist.</summary>
    internal static MxListing Of(IEnumerable<(string Host, bool IsMissing)> hosts) => new([.. hosts]);

    /// <summary>The hosts of a test; hosts known only by name are assumed to exist.</summary>
    internal static MxListing Of(TestResult test) =>
        new([.. test.MxHosts.Select(host => (host, test.Mx.Any(mx => mx.IsMissing && DomainName.AreSame(mx.Host, host)) || MxAdvice.NeverExists(host)))]);
}
