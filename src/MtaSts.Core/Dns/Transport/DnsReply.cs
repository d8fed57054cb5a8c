using System;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns.Transport;

/// <summary>A message from a server, or why there is none.</summary>
internal readonly struct DnsReply
{
    private DnsReply(DnsMessage? message, DnsStatus fault, string? error)
    {
        Message = message;
        Fault = fault;
        Error = error;
    }

    /// <summary>The message; null when there is none.</summary>
    public DnsMessage? Message { get; }

    /// <summary>Time-out, Unreachable or Malformed when there is no message.</summary>
    public DnsStatus Fault { get; }

    /// <summary>The fault in plain words that go on after the server's name, without a final full stop.</summary>
    public string? Error { get; }

    public static DnsReply Of(DnsMessage message) => new(message, DnsStatus.Success, null);

    public static DnsReply Timeout(TimeSpan waited, string how = "") =>
        new(null, DnsStatus.Timeout, FormattableString.Invariant($"did not answer within {waited.TotalSeconds:0.##} s{how}"));

    public static DnsReply Unreachable(string error) => new(null, DnsStatus.Unreachable, error);

    public static DnsReply Malformed(string error) => new(null, DnsStatus.Malformed, error);

    /// <summary>Reads the octets of an answer whose question has been checked.</summary>
    public static DnsReply Read(byte[] data, int length)
    {
        var fault = DnsMessageReader.TryRead(data, length, out var message);
        return message is null ? Malformed("sent an answer that is not a DNS message: " + fault) : Of(message);
    }
}
