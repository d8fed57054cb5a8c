using System;
using System.Text;

namespace MtaSts.Policies;

/// <summary>Converts the bytes of a policy file to text: UTF-8 and nothing else (RFC 8461 §3.2 <c>sts-policy-vchar</c>).</summary>
internal static class PolicyText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes the bytes; a byte order mark stays as U+FEFF for the parser to see.</summary>
    /// <param name="bytes">The file or the HTTP body.</param>
    /// <param name="text">The text; where the bytes are not UTF-8, the best approximation.</param>
    /// <returns>What is wrong with the bytes, as a sentence; null when nothing is.</returns>
    public static string? Decode(byte[] bytes, out string text)
    {
        if (bytes is null) throw new ArgumentNullException(nameof(bytes));
        if (bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
        {
            text = (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes, 2, bytes.Length - 2);
            return "The file is in UTF-16, but senders read it as ASCII or UTF-8.";
        }

        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            text = Encoding.UTF8.GetString(bytes);
            return "The file is not valid UTF-8.";
        }

        return Array.IndexOf(bytes, (byte)0) >= 0 ? "The file contains NUL bytes, so it is not text." : null;
    }
}
