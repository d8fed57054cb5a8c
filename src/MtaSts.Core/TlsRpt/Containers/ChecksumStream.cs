using System.IO;
using MtaSts.Mime;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Compares what was read with the CRC-32 of a zip entry when the end is reached.</summary>
internal sealed class ChecksumStream(Stream inner, uint expected) : ForwardStream
{
    private uint _checksum;

    /// <exception cref="InvalidDataException">The end is reached, but the bytes are not the original ones.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        _checksum = Crc32.Of(_checksum, buffer, offset, read);
        if (read == 0 && count > 0 && _checksum != expected) throw new InvalidDataException();
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
