using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Net;

/// <summary>A host about to listen.</summary>
/// <param name="Address">Where.</param>
/// <param name="Connect">What happens to connections.</param>
/// <param name="Serve">Serves one.</param>
internal sealed record HostToOpen(IPAddress Address, OnConnect Connect, Func<Socket, CancellationToken, Task> Serve);

/// <summary>Opens hosts that share a port, each with its own behavior on connect.</summary>
internal static class HostListeners
{
    /// <summary>The port to report when there is no host: nothing listens there.</summary>
    private const int NoPort = 1;

    /// <returns>The port of all of them.</returns>
    public static int Open(
        IReadOnlyList<HostToOpen> hosts, int? port, ICollection<IAsyncDisposable> servers, ICollection<IDisposable> owned)
    {
        if (hosts.Count == 0)
            return port ?? NoPort;
        var sockets = LoopbackPorts.Bind(hosts.Select(h => h.Address), port);
        foreach (var (host, socket) in hosts.Zip(sockets))
        {
            switch (host.Connect)
            {
                // Bound but not listening: refuses connections, and no other process can use the port.
                case OnConnect.Refused:
                    owned.Add(socket);
                    break;
                case OnConnect.TimesOut when BlackholePort.IsSupported:
                    owned.Add(BlackholePort.On(socket));
                    break;
                default:
                    servers.Add(new TcpServer(socket, host.Serve));
                    break;
            }
        }

        return ((IPEndPoint)sockets[0].LocalEndPoint!).Port;
    }
}
