using System;
using System.IO;

namespace MtaSts.Mime;

/// <summary>The kinds of CMS structure (RFC 5652).</summary>
internal enum CmsKind
{
    /// <summary>Not a known kind.</summary>
    Unknown,

    /// <summary>Signed-data (§5): the content is in the clear.</summary>
    Signed,

    /// <summary>Enveloped-data (§6) or authenticated-enveloped-data (RFC 5083): the content is encrypted.</summary>
    Encrypted,

    /// <summary>Compressed-data (RFC 3274).</summary>
    Compressed,
}

/// <summary>
/// Extracts the content of an S/MIME message of one part (application/pkcs7-mime, RFC 8551 §3.5.2). Walks BER: lengths
/// may be indefinite and the octets may come in pieces. No signature is checked: the DKIM result of the mail
/// is shown elsewhere.
/// </summary>
internal sealed class CmsContent
{
    private const int MaxDepth = 16;
    private const byte Sequence = 0x30;
    private const byte ObjectIdentifier = 0x06;
    private const byte OctetString = 0x04;
    private const byte OctetStringInPieces = 0x24;
    private const byte Explicit0 = 0xa0;

    private static readonly byte[] Pkcs7 = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07]; // 1.2.840.113549.1.7
    private static readonly byte[] SmimeTypes = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01]; // 1.2.840.113549.1.9.16.1

    private readonly byte[] _octets;
    private readonly int _count;
    private int _position;

    private CmsContent(byte[] octets, int count)
    {
        _octets = octets;
        _count = count;
    }

    /// <summary>Identifies the structure that begins with these octets.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="count">How many there are.</param>
    public static CmsKind Detect(byte[] octets, int count) => new CmsContent(octets, count).EnterContentInfo();

    /// <summary>The content of signed-data.</summary>
    /// <param name="octets">The whole structure.</param>
    /// <returns>Null when there is none (a detached signature), or when the structure is damaged.</returns>
    public static byte[]? OfSigned(byte[] octets)
    {
        var walk = new CmsContent(octets, octets.Length);
        return walk.EnterContentInfo() == CmsKind.Signed ? walk.SignedContent() : null;
    }

    private CmsKind EnterContentInfo()
    {
        if (!Enter(Sequence) || !Next(ObjectIdentifier, out var length)) return CmsKind.Unknown;
        var start = _position;
        _position += length;
        if (StartsWith(start, length, Pkcs7) && length == Pkcs7.Length + 1)
        {
            return _octets[start + Pkcs7.Length] switch { 2 => CmsKind.Signed, 3 or 4 => CmsKind.Encrypted, _ => CmsKind.Unknown };
        }

        if (!StartsWith(start, length, SmimeTypes) || length != SmimeTypes.Length + 1) return CmsKind.Unknown;
        return _octets[start + SmimeTypes.Length] switch { 9 => CmsKind.Compressed, 23 => CmsKind.Encrypted, _ => CmsKind.Unknown };
    }

    /// <summary>SignedData ::= version, digestAlgorithms, encapContentInfo, ... (RFC 5652 §5.1).</summary>
    private byte[]? SignedContent()
    {
        var isAtContent = Enter(Explicit0) && Enter(Sequence) && Skip(0) && Skip(0) && Enter(Sequence) && Skip(0) && Enter(Explicit0);
        if (!isAtContent) return null;
        using var content = new MemoryStream();
        return Collect(content, 0) ? content.ToArray() : null;
    }

    /// <summary>Goes into a value of this tag.</summary>
    private bool Enter(byte tag) => ReadHeader(out var seen, out _) && seen == tag;

    private bool Next(byte tag, out int length)
    {
        if (!ReadHeader(out var seen, out var known) || seen != tag || known is not int size || size > _count - _position)
        {
            length = 0;
            return false;
        }

        length = size;
        return true;
    }

    /// <summary>Adds the octets of a string, or of its pieces.</summary>
    private bool Collect(MemoryStream content, int depth)
    {
        if (depth > MaxDepth || !ReadHeader(out var tag, out var length)) return false;
        var end = length is int known ? (int)Math.Min((long)_position + known, _count) : _count; // a truncated value is read as far as it goes
        if (tag == OctetString && length is not null)
        {
            content.Write(_octets, _position, end - _position);
            _position = end;
            return true;
        }

        if (tag != OctetStringInPieces) return false;
        while (_position < end)
        {
            if (length is null && IsEndOfContents()) return true;
            if (!Collect(content, depth + 1)) return false;
        }

        return true;
    }

    /// <summary>Skips a value.</summary>
    private bool Skip(int depth)
    {
        if (depth > MaxDepth || !ReadHeader(out _, out var length)) return false;
        if (length is int known)
        {
            _position = (int)Math.Min((long)_position + known, _count);
            return true;
        }

        while (!IsEndOfContents())
        {
            if (!Skip(depth + 1)) return false;
        }

        return true;
    }

    private bool IsEndOfContents()
    {
        if (_position + 2 > _count || _octets[_position] != 0 || _octets[_position + 1] != 0) return false;
        _position += 2;
        return true;
    }

    /// <summary>Reads a tag and a length (X.690 §8.1); the length is null when it is indefinite.</summary>
    private bool ReadHeader(out byte tag, out int? length)
    {
        tag = 0;
        length = null;
        if (_position + 2 > _count) return false;
        tag = _octets[_position++];
        int first = _octets[_position++];
        if (first == 0x80) return true;
        if (first < 0x80)
        {
            length = first;
            return true;
        }

        var more = first & 0x7f;
        if (more > 4 || _position + more > _count) return false;
        long size = 0;
        for (var i = 0; i < more; i++) size = (size << 8) | _octets[_position++];
        length = (int)Math.Min(size, int.MaxValue);
        return true;
    }

    private bool StartsWith(int at, int length, byte[] prefix)
    {
        if (length < prefix.Length || at + prefix.Length > _count) return false;
        for (var i = 0; i < prefix.Length; i++)
        {
            if (_octets[at + i] != prefix[i]) return false;
        }

        return true;
    }
}
