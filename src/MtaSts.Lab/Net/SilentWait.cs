using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Net;

/// <summary>Silent waits.</summary>
internal static class SilentWait
{
    /// <summary>Sends nothing, and returns when the client has left.</summary>
    public static async Task UntilClosedAsync(Socket socket, CancellationToken cancellationToken)
    {
        var ignored = new byte[4096];
        while (await socket.ReceiveAsync(ignored, cancellationToken) > 0)
        {
        }
    }

    /// <summary>The lab's delay before a network step; costs nothing when it is zero.</summary>
    public static Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, cancellationToken) : Task.CompletedTask;
}
