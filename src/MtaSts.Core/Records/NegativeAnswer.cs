using MtaSts.Dns;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>A record that is not seen may have been published a moment ago: resolvers remember that there was none.</summary>
internal static class NegativeAnswer
{
    /// <summary>
    /// One sentence with a space in front: for how long resolvers may keep the answer (RFC 2308 §5). Empty when there are
    /// records, or when the answer has no SOA record that says it.
    /// </summary>
    public static string Note(DnsResponse answer) => answer is { Status: DnsStatus.NoData or DnsStatus.NxDomain } && answer.NegativeTimeToLive.TotalSeconds >= 1
        ? $" If it was published a short time ago: resolvers may cache the negative answer for up to {TimeText.Of(answer.NegativeTimeToLive)} (the "
            + "negative TTL in the zone's SOA record)."
        : "";

    /// <summary>In seconds; null when there are records, or when the answer has no SOA record that says it.</summary>
    public static int? Seconds(DnsResponse answer) =>
        answer is { Status: DnsStatus.NoData or DnsStatus.NxDomain } && answer.NegativeTimeToLive.TotalSeconds >= 1
        ? (int)answer.NegativeTimeToLive.TotalSeconds
        : null;
}
