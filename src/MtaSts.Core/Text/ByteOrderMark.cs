namespace MtaSts.Text;

/// <summary>
/// The byte order mark of UTF-8, which means nothing (RFC 8259 §8.1) and is written by some editors and programs; and that of UTF-16, which
/// Windows PowerShell writes.
/// </summary>
internal static class ByteOrderMark
{
    /// <summary>How long it is, in bytes.</summary>
    public const int Length = 3;

    /// <summary>The length of the mark at the beginning of some bytes; 0 without one.</summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="count">How many bytes of it are used.</param>
    public static int LengthIn(byte[] bytes, int count) => count >= Length && bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf ? Length : 0;

    /// <summary>Whether bytes begin with the mark of UTF-16.</summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="count">How many bytes of it are used.</param>
    public static bool IsUtf16(byte[] bytes, int count) =>
        count > 1 && ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff));
}
