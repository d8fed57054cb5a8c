using MtaSts.Dns;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>A record that is not seen may have been published a moment ago: resolvers cache negative answers.</summary>
internal static class NegativeAnswer
{
    /// <summary>
    /// One sentence with a leading space: how long resolvers may cache the answer (RFC 2308 §5). Empty when there are
    /// records, or when the answer has no SOA record.
    /// </summary>
    public static string Note(DnsResponse answer) => answer is { Status: DnsStatus.NoData or DnsStatus.NxDomain } && answer.NegativeTimeToLive.TotalSeconds >= 1
        ? $" If the record was published recently: resolvers may cache the negative answer for up to {TimeText.Of(answer.NegativeTimeToLive)} (the "
            + "negative TTL in the zone's SOA record)."
        : "";

    /// <summary>In seconds; null when there are records, or when the answer has no SOA record.</summary>
    public static int? Seconds(DnsResponse answer) =>
        answer is { Status: DnsStatus.NoData or DnsStatus.NxDomain } && answer.NegativeTimeToLive.TotalSeconds >= 1
        ? (int)answer.NegativeTimeToLive.TotalSeconds
        : null;
}
