using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Net;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Https;

/// <summary>Serves the connections of the policy hosts. One request per connection.</summary>
internal sealed class HttpsService(TlsEndpoint door, LabCounters counters, TimeSpan delay)
{
    public async Task ServeAsync(LabHost host, HttpsHost plan, Socket socket, CancellationToken cancellationToken)
    {
        counters.CountHttps(host.Name);
        await SilentWait.DelayAsync(delay, cancellationToken);
        if (plan.Connect == OnConnect.Close)
            return;
        if (plan.Connect != OnConnect.Accept)
        {
            await SilentWait.UntilClosedAsync(socket, cancellationToken);
            return;
        }

        var network = new NetworkStream(socket, ownsSocket: false);
        await using var tls = await door.OpenAsync(network, plan.Tls, host.NamesFor, null, cancellationToken);
        if (tls is null)
            return;
        if (await new HttpRequestReader(tls).ReadAsync(cancellationToken) is not { } request)
            return;
        counters.CountHttpRequest(host.Name, request.Path);
        await SilentWait.DelayAsync(delay, cancellationToken);
        var reply = request.Path == HttpsHost.PolicyPath ? plan.Reply! : plan.Elsewhere;
        await reply.WriteAsync(tls, cancellationToken);
        if (!reply.IsCutOff)
            await tls.ShutdownAsync();
    }
}
