using System;
using System.Net;
using System.Net.Sockets;

namespace MtaSts.Net.Transport;

/// <summary>A connection, or why there is none.</summary>
internal sealed class TcpOutcome : IDisposable
{
    public TcpFailure Failure { get; init; }

    /// <summary>The connected socket; null when there is none.</summary>
    public Socket? Socket { get; init; }

    /// <summary>The address connected to, or the last one tried.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>What happened, in words, one part per address.</summary>
    public string Detail { get; init; } = "";

    public void Dispose() => Socket?.Dispose();
}
