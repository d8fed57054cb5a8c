namespace MtaSts.TlsRpt.Json;

/// <summary>What stands between reports that were joined: a comma, a byte order mark, the record separator of RFC 7464 §2.1, zeros.</summary>
internal static class JsonSeparators
{
    /// <summary>Whether an octet is one, or a part of one.</summary>
    public static bool Has(byte c) => c is (byte)',' or 0xEF or 0xBB or 0xBF or 0x1E or 0;
}
