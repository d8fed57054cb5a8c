using System;
using System.Buffers.Binary;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Tls;

/// <summary>The few TLS records that no library will write (RFC 5246 §6.2.1, §7.2, §7.4.1.3).</summary>
internal static class RawTls
{
    private const byte AlertRecord = 21;
    private const byte HandshakeRecord = 22;
    private const byte Fatal = 2;

    /// <summary>Reads the first record, which is the ClientHello, and discards it.</summary>
    public static async Task SkipClientHelloAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[5];
        await stream.ReadExactlyAsync(header, cancellationToken);
        var body = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3))];
        await stream.ReadExactlyAsync(body, cancellationToken);
    }

    /// <summary>A fatal alert.</summary>
    public static byte[] Alert(byte description) => [AlertRecord, 3, 1, 0, 2, Fatal, description];

    /// <summary>A ServerHello that picks TLS 1.0 and TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA.</summary>
    public static byte[] Tls10ServerHello()
    {
        byte[] hello = [3, 1, .. new byte[32], 0, 0xC0, 0x13, 0];
        Random.Shared.NextBytes(hello.AsSpan(2, 32));
        byte[] handshake = [2, 0, 0, (byte)hello.Length, .. hello];
        return [HandshakeRecord, 3, 1, 0, (byte)handshake.Length, .. handshake];
    }
}
