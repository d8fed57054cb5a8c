using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using DnsClient;
using MtaSts.Dns.Transport;
using MtaSts.Dns.Udp;
using MtaSts.Dns.Wire;
using MtaSts.Net;
using MtaSts.Net.Transport;

namespace MtaSts.Dns.Engine;

/// <summary>
/// Sends queries over UDP through DnsClient, which writes the query, sends it from a new socket, and so a new source port
/// (RFC 5452 §9.2), and receives the answer. The answer is checked here, and exceptions become an answer that does not count.
/// </summary>
internal sealed class DnsClientUdp : IUdpClient
{
    // Below 513 octets DnsClient omits EDNS.
    private readonly DnsQuerySettings _withEdns = new(new DnsQueryOptions { ExtendedDnsBufferSize = DnsQuery.UdpPayloadOctets });
    private readonly DnsQuerySettings _withoutEdns = new(new DnsQueryOptions { ExtendedDnsBufferSize = 512 });

    public async Task<UdpAnswer> AskAsync(DnsQuery query, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var endPoint = new ServerEndPoint(server);
        var handler = new QuestionHandler(query);
        using var limit = new Deadline(timeout, null, cancellationToken);
        try
        {
            await handler.QueryAsync(endPoint, Request(query), limit.Token).ConfigureAwait(false);
            return endPoint.Stranger is { } stranger
                ? UdpAnswer.Unclean($"did not send the UDP answer (it came from {stranger})")
                : handler.Answer;
        }
        catch (SocketException e)
        {
            if (limit.IsOver()) return UdpAnswer.Of(DnsReply.Timeout(timeout));
            return e.SocketErrorCode switch
            {
                SocketError.MessageSize => UdpAnswer.Cut(), // Windows: larger than the buffer
                // what Windows calls a refusal over UDP
                SocketError.ConnectionReset => UdpAnswer.Of(DnsReply.Unreachable(NetworkFault.Describe(SocketError.ConnectionRefused))),
                _ => UdpAnswer.Of(DnsReply.Unreachable(NetworkFault.Describe(e))),
            };
        }
        catch (Exception e) when (e is TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            return limit.IsOver() ? UdpAnswer.Of(DnsReply.Timeout(timeout)) : UdpAnswer.Unclean("sent an incomplete answer over UDP");
        }
        catch (NotSupportedException)
        {
            return UdpAnswer.NotAsked("cannot be queried for this name over UDP");
        }
#pragma warning disable CA1031 // Octets from strangers may make DnsClient throw anything; no exception may end the query.
        catch (Exception e)
#pragma warning restore CA1031
        {
            cancellationToken.ThrowIfCancellationRequested();
            return UdpAnswer.Unclean($"sent an answer over UDP that could not be read ({e.GetType().Name})");
        }
    }

    /// <summary>
    /// Writes a query that is not sent. A runtime that does not apply <c>IgnoresAccessChecksToAttribute</c> refuses the internal
    /// members of DnsClient where they are used first. It must do so while the adapter is loaded, when the core can still choose TCP.
    /// </summary>
    /// <exception cref="MemberAccessException">The runtime refuses them.</exception>
    public void Rehearse()
    {
        if (DnsQuery.TryCreate("localhost", DnsRecordType.A, out var query) is not null) return;
        using var written = new DnsDatagramWriter();
        new QuestionHandler(query!).GetRequestData(Request(query!), written);
    }

    private DnsRequestMessage Request(DnsQuery query)
    {
        // The name is used unchanged: DnsClient's own parser would read it as an internationalized name and change it.
        var name = new DnsString(query.Name, query.Name + ".", null);
        var request = new DnsRequestMessage(
            new DnsRequestHeader(true, DnsOpCode.Query),
            new DnsQuestion(name, (QueryType)(int)query.Type, QueryClass.IN),
            query.HasEdns ? _withEdns : _withoutEdns);

        // DnsClient's ids can be guessed: on .NET Framework their source is seeded with the time.
        request.Header.Id = DnsHeader.Id(query.Message);
        return request;
    }
}
