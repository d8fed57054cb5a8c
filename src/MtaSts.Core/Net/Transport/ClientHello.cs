namespace MtaSts.Net.Transport;

/// <summary>
/// The newest TLS version that a ClientHello of this machine offers. The platform decides that: asked for TLS 1.3, it offers less
/// without a word where it has only TLS 1.2.
/// </summary>
internal static class ClientHello
{
    /// <summary>TLS 1.3 as a number (RFC 8446 §4.2.1).</summary>
    public const int Tls13 = 0x0304;

    private const byte HandshakeRecord = 22;
    private const byte Hello = 1;
    private const int SupportedVersions = 43;

    /// <summary>The newest version in a record with a ClientHello (RFC 5246 §7.4.1.2, RFC 8446 §4.2.1).</summary>
    /// <param name="bytes">A buffer with the first bytes that were written.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">Their number.</param>
    /// <returns>The version, for example 0x0303 for TLS 1.2; 0 when the bytes are not a whole ClientHello.</returns>
    public static int NewestVersion(byte[] bytes, int offset, int count)
    {
        const int VersionAt = 9, SessionAt = 43;
        var end = offset + count;
        if (count <= SessionAt || bytes[offset] != HandshakeRecord || bytes[offset + 5] != Hello) return 0;
        var newest = Number(bytes, offset + VersionAt);
        var at = offset + SessionAt;
        if (!Skip(bytes, ref at, end, 1) || !Skip(bytes, ref at, end, 2) || !Skip(bytes, ref at, end, 1)) return 0;
        if (at == end) return newest; // a hello without extensions
        for (at += 2; at + 4 <= end;)
        {
            var type = Number(bytes, at);
            var next = at + 4 + Number(bytes, at + 2);
            if (next > end) return 0;
            if (type == SupportedVersions)
            {
                for (var entry = at + 5; entry + 2 <= next; entry += 2)
                    if (Number(bytes, entry) is var version && version >> 8 == 3 && version > newest) newest = version;
            }

            at = next;
        }

        return at == end ? newest : 0;
    }

    private static int Number(byte[] bytes, int at) => (bytes[at] << 8) | bytes[at + 1];

    /// <summary>Goes past a vector with a length of one or two bytes.</summary>
    private static bool Skip(byte[] bytes, ref int at, int end, int lengthBytes)
    {
        if (at + lengthBytes > end) return false;
        at += lengthBytes + (lengthBytes == 1 ? bytes[at] : Number(bytes, at));
        return at <= end;
    }
}
