namespace MtaSts.Dns.Wire;

/// <summary>The layout of the twelve octets at the beginning of every message (RFC 1035 §4.1.1, RFC 4035 §3).</summary>
internal static class DnsHeader
{
    public const int Octets = 12;

    public static int Id(byte[] message) => (message[0] << 8) | message[1];

    public static bool IsResponse(byte[] message) => (message[2] & 0x80) != 0;

    public static int Opcode(byte[] message) => (message[2] >> 3) & 0x0F;

    public static bool IsAuthoritative(byte[] message) => (message[2] & 0x04) != 0;

    public static bool IsTruncated(byte[] message) => (message[2] & 0x02) != 0;

    public static bool IsRecursionAvailable(byte[] message) => (message[3] & 0x80) != 0;

    public static bool IsAuthenticData(byte[] message) => (message[3] & 0x20) != 0;

    /// <summary>The lower four bits; EDNS has the upper eight (RFC 6891 §6.1.3).</summary>
    public static int ResponseCode(byte[] message) => message[3] & 0x0F;

    public static int QuestionCount(byte[] message) => (message[4] << 8) | message[5];
}
