using System;
using DnsClient;
using MtaSts.Dns.Transport;
using MtaSts.Dns.Udp;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns.Engine;

/// <summary>
/// DnsClient's UDP exchange for one query, with two additions: the AD bit is set in the query, and the
/// answer is read by the core's strict reader, which sees only the octets of this datagram.
/// </summary>
/// <param name="query">The query, with its id.</param>
internal sealed class QuestionHandler(DnsQuery query) : DnsUdpMessageHandler
{
    /// <summary>The answer; meaningless before <see cref="DnsUdpMessageHandler.QueryAsync"/> has ended without an exception.</summary>
    public UdpAnswer Answer { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">DnsClient cannot write this query; nothing was sent.</exception>
    public override void GetRequestData(DnsRequestMessage request, DnsDatagramWriter writer)
    {
        base.GetRequestData(request, writer);
        var written = writer.Data;
        written.Array![written.Offset + 3] |= 0x20; // AD, which asks for it in the answer (RFC 6840 §5.7)
        if (!IsQuery(written)) throw new NotSupportedException("DnsClient cannot write this name.");
    }

    /// <inheritdoc/>
    public override DnsResponseMessage GetResponseMessage(ArraySegment<byte> responseData)
    {
        Answer = Judge(responseData);

        // DnsClient uses only its id, which was compared above.
        return new DnsResponseMessage(new DnsResponseHeader(DnsHeader.Id(query.Message), 0x8000, 1, 0, 0, 0), responseData.Count);
    }

    private UdpAnswer Judge(ArraySegment<byte> datagram)
    {
        var octets = datagram.Array!;
        if (datagram.Offset != 0) octets = Copy(datagram);
        if (query.WhyNotAnsweredBy(octets, datagram.Count) is { } stray)
            return UdpAnswer.Unclean("sent an answer over UDP that does not match the query: " + stray);

        // A datagram that fills the buffer was truncated by the system.
        if (DnsHeader.IsTruncated(octets) || datagram.Count == octets.Length) return UdpAnswer.Cut();
        var fault = DnsMessageReader.TryRead(octets, datagram.Count, out var message);
        if (message is null) return UdpAnswer.Unclean("sent an answer over UDP that is not a DNS message: " + fault);
        return IsAboutTheName(message)
            ? UdpAnswer.Of(DnsReply.Of(message))
            : UdpAnswer.Unclean("sent an answer over UDP whose records belong to other names");
    }

    /// <summary>
    /// Whether the records, if there are any, begin at the name in the query. The name of a record may look like it
    /// and still be different: a dot inside a label, or octets that are not characters.
    /// </summary>
    private bool IsAboutTheName(DnsMessage message)
    {
        foreach (var record in message.Answers)
        {
            if (DnsName.AreSame(record.Name, query.Name)) return true;
        }

        return message.Answers.Count == 0;
    }

    private bool IsQuery(ArraySegment<byte> written)
    {
        if (written.Count != query.Message.Length) return false;
        for (var i = 0; i < written.Count; i++)
        {
            if (written.Array![written.Offset + i] != query.Message[i]) return false;
        }

        return true;
    }

    private static byte[] Copy(ArraySegment<byte> datagram)
    {
        var copy = new byte[datagram.Count + 1]; // one more than is filled: see the buffer that is full
        Array.Copy(datagram.Array!, datagram.Offset, copy, 0, datagram.Count);
        return copy;
    }
}
