using System;
using System.Linq;
using MtaSts.Dns;

namespace MtaSts.Scanning;

/// <summary>
/// The DNS answers for a name beside the deployment's that nobody has published. Answers that appear there too come
/// from a wildcard record (RFC 4592) and is not a deployment.
/// </summary>
/// <param name="Txt">The TXT answer; null when it was not asked for.</param>
/// <param name="Addresses">The addresses; null when they were not asked for.</param>
internal sealed record WildcardProbe(DnsResponse? Txt, AddressLookup? Addresses)
{
    private const int MaxName = 253;

    /// <summary>A name that does not exist except through a wildcard; null when the domain name is too long for one.</summary>
    public static string? NameBelow(string domain, Func<string> newLabel)
    {
        var name = newLabel() + "." + domain;
        return name.Length <= MaxName ? name : null;
    }

    /// <summary>A label that is easy to find in a server's log and hard to guess.</summary>
    public static string NewLabel() => "wildcard-test-" + Guid.NewGuid().ToString("N").Substring(0, 12);

    /// <summary>True when the probe returned the same TXT records as this answer.</summary>
    public bool AnswersAs(DnsResponse answer) => Txt is { Status: DnsStatus.Success } && answer.Status == DnsStatus.Success
        && Texts(Txt).SequenceEqual(Texts(answer), StringComparer.Ordinal);

    /// <summary>True when both are led to the same name, at which there is nothing.</summary>
    public bool LeadsNowhereAs(DnsResponse answer) => Txt is { LeadsNowhere: true } && Txt.Status == answer.Status
        && Txt.CnameChain.SequenceEqual(answer.CnameChain, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the probe leads to an address of this host, or through the same CNAMEs to the same target.</summary>
    public bool AnswersAs(AddressLookup host)
    {
        if (Addresses is not { } probe) return false;
        if (host.CnameChain.Count > 0 && host.CnameChain.SequenceEqual(probe.CnameChain, StringComparer.OrdinalIgnoreCase)) return true;
        return host.Addresses.Any(address => probe.Addresses.Contains(address));
    }

    private static IOrderedEnumerable<string> Texts(DnsResponse answer) =>
        answer.RecordsOf<TxtRecord>().Select(record => record.Text).OrderBy(text => text, StringComparer.Ordinal);
}
