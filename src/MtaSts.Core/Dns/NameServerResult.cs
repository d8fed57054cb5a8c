using System;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns;

/// <summary>The result of one query at one server, or at all of them.</summary>
/// <param name="Server">The server; null when none was asked.</param>
/// <param name="Message">A definite answer (NOERROR or NXDOMAIN); null when there is none.</param>
/// <param name="Status">The fault when there is no answer.</param>
/// <param name="Error">The fault in plain words; null when there is an answer.</param>
internal readonly record struct NameServerResult(DnsServer? Server, DnsMessage? Message, DnsStatus Status, string? Error)
{
    /// <summary>Whether the fault may be temporary: the server is then queried again after the others.</summary>
    public bool MayPass { get; init; }

    /// <summary>The answer in a few words.</summary>
    public string Outcome => Message switch
    {
        null => Error ?? "",
        { ResponseCode: ResponseCode.NxDomain } => "NXDOMAIN",
        { Answers.Count: 0 } => "no records",
        { Answers.Count: 1 } => "1 record",
        _ => FormattableString.Invariant($"{Message.Answers.Count} {(Message.Answers.Count == 1 ? "record" : "records")}"),
    };

    /// <summary>Distinguishes a definite answer from a server failure.</summary>
    public static NameServerResult Judge(DnsServer server, DnsMessage message)
    {
        var code = message.ResponseCode;
        var why = message.ExtendedError is null ? "" : $" ({message.ExtendedError})";
        return code switch
        {
            ResponseCode.NoError when IsReferral(message) =>
                new NameServerResult(
                    server, null, DnsStatus.ServerError,
                    "does not answer for this name but points to other name servers; it is not a resolver and does not serve the zone"),
            ResponseCode.NoError or ResponseCode.NxDomain => new NameServerResult(server, message, DnsStatus.Success, null),
            ResponseCode.ServFail => new NameServerResult(server, null, DnsStatus.ServFail, "failed (SERVFAIL)" + why),
            ResponseCode.Refused => new NameServerResult(server, null, DnsStatus.Refused, "refused the query (REFUSED)" + why),
            _ => new NameServerResult(server, null, DnsStatus.ServerError, $"answered with the error {ResponseCode.Name(code)}{why}"),
        };
    }

    // RFC 2308 §2.2: NODATA has an SOA or no name servers; a referral has name servers and no SOA. A server that
    // recurses or is authoritative for the zone does not refer.
    private static bool IsReferral(DnsMessage message) =>
        message.Answers.Count == 0 && message.HasNameServers && message.Authority is null
        && !message.IsRecursionAvailable && !message.IsAuthoritative;
}
