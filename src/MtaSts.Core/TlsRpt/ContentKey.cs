using System;
#if NET8_0_OR_GREATER
using System.Buffers.Binary;
#endif
using System.Security.Cryptography;
using System.Text;

namespace MtaSts.TlsRpt;

/// <summary>The first 128 bits of a SHA-256 hash: nobody can make a text that is taken for another.</summary>
/// <param name="High">The first half.</param>
/// <param name="Low">The second half.</param>
public readonly record struct ContentKey(ulong High, ulong Low)
{
    private const int Octets = 16;

    /// <summary>The length of its text.</summary>
    internal const int Characters = 22;

    /// <summary>The length of a key in base64 with its padding.</summary>
    internal const int PaddedCharacters = Characters + 2;

    /// <summary>The key of a text.</summary>
    /// <param name="text">The text.</param>
    public static ContentKey Of(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
#if NET8_0_OR_GREATER
        return From(SHA256.HashData(octets));
#else
        using var sha256 = SHA256.Create();
        return From(sha256.ComputeHash(octets));
#endif
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key.</param>
    /// <returns>False when the text is not a key.</returns>
    public static bool TryParse(string text, out ContentKey key)
    {
        key = default;
        if (text is not { Length: Characters }) return false;
        try
        {
            var octets = Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/') + "==");
            if (octets.Length != Octets) return false;
            key = From(octets);
            return key.ToString() == text;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>22 characters of base64url (RFC 4648 §5).</summary>
    public override string ToString()
    {
        var text = new char[PaddedCharacters];
        return new string(text, 0, Write(text));
    }

    /// <summary>Writes what <see cref="ToString"/> returns: a state has a hundred thousand keys, and is written after each page.</summary>
    /// <param name="text">Takes it; at least <see cref="PaddedCharacters"/> long.</param>
    /// <returns>How many characters it is.</returns>
    internal int Write(char[] text)
    {
#if NET8_0_OR_GREATER
        Span<byte> octets = stackalloc byte[Octets];
        BinaryPrimitives.WriteUInt64BigEndian(octets, High);
        BinaryPrimitives.WriteUInt64BigEndian(octets[8..], Low);
        Convert.TryToBase64Chars(octets, text, out _);
#else
        var octets = new byte[Octets];
        for (var i = 0; i < 8; i++)
        {
            octets[i] = (byte)(High >> (56 - 8 * i));
            octets[8 + i] = (byte)(Low >> (56 - 8 * i));
        }

        Convert.ToBase64CharArray(octets, 0, Octets, text, 0);
#endif
        for (var i = 0; i < Characters; i++)
        {
            if (text[i] == '+') text[i] = '-';
            else if (text[i] == '/') text[i] = '_';
        }

        return Characters;
    }

    private static ContentKey From(byte[] octets)
    {
        ulong high = 0, low = 0;
        for (var i = 0; i < 8; i++)
        {
            high = high << 8 | octets[i];
            low = low << 8 | octets[8 + i];
        }

        return new ContentKey(high, low);
    }
}
