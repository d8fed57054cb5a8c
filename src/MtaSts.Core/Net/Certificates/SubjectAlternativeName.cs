using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MtaSts.Net.Certificates;

/// <summary>
/// Reads the DNS names of a subject alternative name (RFC 5280 §4.2.1.6). The platforms only format this extension, each in
/// its own words and language, or fall back to the common name; neither is usable here.
/// </summary>
internal static class SubjectAlternativeName
{
    private const string Oid = "2.5.29.17";
    private const byte DnsNameTag = 0x82;
    private const byte SequenceTag = 0x30;

    /// <summary>The DNS names in order; empty when there is no extension or it cannot be read.</summary>
    public static IReadOnlyList<string> DnsNames(X509Certificate2 certificate)
    {
        foreach (var extension in certificate.Extensions)
            if (extension.Oid?.Value == Oid) return Read(extension.RawData);
        return [];
    }

    /// <summary>Reads the DER of the extension's value: a SEQUENCE of GeneralName. Never throws.</summary>
    public static IReadOnlyList<string> Read(byte[] der)
    {
        var names = new List<string>();
        var position = 0;
        if (!TryReadHeader(der, ref position, der.Length, out var tag, out var length) || tag != SequenceTag) return names;
        var end = position + length;
        while (position < end && TryReadHeader(der, ref position, end, out tag, out length))
        {
            if (tag == DnsNameTag) names.Add(Encoding.ASCII.GetString(der, position, length));
            position += length;
        }

        return names;
    }

    private static bool TryReadHeader(byte[] der, ref int position, int end, out byte tag, out int length)
    {
        tag = 0;
        length = 0;
        if (end - position < 2) return false;
        tag = der[position++];
        int first = der[position++];
        if (first < 0x80)
        {
            length = first;
        }
        else
        {
            var count = first & 0x7F;
            if (count is 0 or > 3 || end - position < count) return false;
            for (; count > 0; count--) length = (length << 8) | der[position++];
        }

        return length <= end - position;
    }
}
