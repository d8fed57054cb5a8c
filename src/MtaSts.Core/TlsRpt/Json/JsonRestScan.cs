namespace MtaSts.TlsRpt.Json;

/// <summary>Decides from the octets behind a root value what follows it.</summary>
/// <param name="isJoined">
/// True for reports that may have been joined in any way: arrays count too, and separators may stand between them. False for lines of objects.
/// </param>
internal struct JsonRestScan(bool isJoined)
{
    private bool _isSeparated;

    /// <summary>What precedes each text of a JSON sequence (RFC 7464 §2.1).</summary>
    public const byte RecordSeparator = 0x1E;

    /// <summary>Whether there is something else, so that the octets behind it do not count.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>What follows when no other value was found.</summary>
    public readonly JsonRest AtEnd => IsSettled || _isSeparated ? JsonRest.SomethingElse : JsonRest.Nothing;

    /// <summary>Whether another value begins with the next octet.</summary>
    public bool IsAnother(byte c)
    {
        if (IsSettled) return false;
        if (c == (byte)'{' || (isJoined && c == (byte)'[')) return true;
        if (isJoined && IsSeparator(c)) _isSeparated = true;
        else if (c is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) IsSettled = true;
        return false;
    }

    /// <summary>A comma, a part of a byte order mark, the record separator, or zero.</summary>
    private static bool IsSeparator(byte c) => c is (byte)',' or 0xEF or 0xBB or 0xBF or RecordSeparator or 0;
}
