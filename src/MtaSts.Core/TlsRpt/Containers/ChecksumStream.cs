using System.IO;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Compares what was read with the CRC-32 of a zip entry (ISO 3309, as in gzip) when the end is reached.</summary>
internal sealed class ChecksumStream(Stream inner, uint expected) : ForwardStream
{
    private static readonly uint[] Table = MakeTable();

    private uint _checksum = uint.MaxValue;

    /// <exception cref="InvalidDataException">The end is reached, but the bytes are not the original ones.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        for (var i = offset; i < offset + read; i++) _checksum = Table[(byte)(_checksum ^ buffer[i])] ^ (_checksum >> 8);
        if (read == 0 && count > 0 && ~_checksum != expected) throw new InvalidDataException();
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private static uint[] MakeTable()
    {
        const uint Polynomial = 0xEDB88320;
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
            table[i] = value;
        }

        return table;
    }
}
