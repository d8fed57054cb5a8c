using System.Text;

namespace MtaSts.Text;

/// <summary>Text that came as octets, each kept as one character.</summary>
internal static class OctetText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text as UTF-8 where the octets are valid UTF-8; otherwise unchanged, one character for each octet.</summary>
    /// <param name="octets">Characters up to U+00FF; a text with other characters is returned unchanged.</param>
    public static string Decode(string octets)
    {
        var isAscii = true;
        foreach (var c in octets)
        {
            if (c > 0xFF) return octets;
            isAscii &= c < 0x80;
        }

        if (isAscii) return octets;
        var bytes = new byte[octets.Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)octets[i];
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return octets;
        }
    }
}
