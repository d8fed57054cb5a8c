using System;
using DnsClient;
using MtaSts.Dns.Transport;
using MtaSts.Dns.Udp;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns.Engine;

/// <summary>
/// DnsClient's way over UDP for one question, with two things put in: the AD bit is set in what is sent, and what was
/// received is read by the core's strict reader, which knows the octets of this datagram and no others.
/// </summary>
/// <param name="query">The question, with its id.</param>
internal sealed class QuestionHandler(DnsQuery query) : DnsUdpMessageHandler
{
    /// <summary>What came; says nothing before <see cref="DnsUdpMessageHandler.QueryAsync"/> has ended without an exception.</summary>
    public UdpAnswer Answer { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">DnsClient cannot write this question; nothing was sent.</exception>
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

        // Only its id is looked at by DnsClient; the outcome above has compared it.
        return new DnsResponseMessage(new DnsResponseHeader(DnsHeader.Id(query.Message), 0x8000, 1, 0, 0, 0), responseData.Count);
    }

    private UdpAnswer Judge(ArraySegment<byte> datagram)
    {
        var octets = datagram.Array!;
        if (datagram.Offset != 0) octets = Copy(datagram);
        if (query.WhyNotAnsweredBy(octets, datagram.Count) is { } stray)
            return UdpAnswer.Unclean("sent an answer over UDP that is not for the question: " + stray);

        // A datagram that fills the buffer was cut by the system.
        if (DnsHeader.IsTruncated(octets) || datagram.Count == octets.Length) return UdpAnswer.Cut();
        var fault = DnsMessageReader.TryRead(octets, datagram.Count, out var message);
        if (message is null) return UdpAnswer.Unclean("sent an answer over UDP that is not a DNS message: " + fault);
        return IsAboutTheName(message)
            ? UdpAnswer.Of(DnsReply.Of(message))
            : UdpAnswer.Unclean("sent an answer over UDP whose records belong to other names");
    }

    /// <summary>
    /// Whether the records, if there are any, begin at the name that was asked for. The name of a record may look like it
    /// and be another: a dot inside a label, or octets that are not characters.
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
