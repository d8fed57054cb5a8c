namespace MtaSts.Dns.Udp;

/// <summary>The result of loading the client.</summary>
/// <param name="Client">The client; null when it could not be loaded.</param>
/// <param name="Problem">Why not, what that means, and what to do; null when it was loaded.</param>
internal sealed record UdpClientLoad(IUdpClient? Client, string? Problem);
