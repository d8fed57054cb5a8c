using System.Globalization;
using System.IO;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// The compressed bytes of a gzip, on their way to the one who unpacks them. They show whether it is cut off, which .NET does not
/// always notice: the last 4 bytes are the length of the content (ISIZE, RFC 1952 section 2.3.1).
/// </summary>
internal sealed class GzipInput(Stream inner) : ForwardStream
{
    private const int LeastPacked = 18; // header and trailer

    private long _packed;
    private uint _last; // the last 4 bytes, little-endian

    /// <summary>Whether the compressed bytes were read to their end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the end of the gzip is missing, once it was read to its end and its content is not as expected.</summary>
    /// <param name="unpacked">How many bytes were unpacked.</param>
    public bool IsCutOff(long unpacked) => _packed < LeastPacked || _last != (uint)unpacked;

    /// <summary>What is said about a gzip that is cut off.</summary>
    /// <param name="unpacked">How many bytes were unpacked.</param>
    public static string CutOff(long unpacked) => unpacked == 0
        ? "The gzip is cut off: none of it could be unpacked."
        : string.Format(CultureInfo.InvariantCulture, "The gzip is cut off: only {0:#,0} bytes could be unpacked.", unpacked);

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        for (var i = read < sizeof(uint) ? 0 : read - sizeof(uint); i < read; i++) _last = (_last >> 8) | ((uint)buffer[offset + i] << 24);
        _packed += read;
        IsAtEnd |= read == 0 && count > 0;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
