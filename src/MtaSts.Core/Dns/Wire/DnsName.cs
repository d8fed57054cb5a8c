using System;
using System.Text;

namespace MtaSts.Dns.Wire;

/// <summary>
/// Domain names on the wire (RFC 1035 §3.1, §4.1.4) and as text. In text a dot or backslash inside a label is
/// <c>\.</c> or <c>\\</c> and any other octet that is not a visible ASCII character is <c>\DDD</c> (RFC 4343 §2.1),
/// so that a hostile name cannot carry control characters and no two names have the same text.
/// The root is the empty string.
/// </summary>
internal static class DnsName
{
    /// <summary>The maximum number of octets of a name with its length octets and the root (RFC 1035 §2.3.4).</summary>
    public const int MaxOctets = 255;

    /// <summary>The maximum number of octets of one label (RFC 1035 §2.3.4).</summary>
    public const int MaxLabelOctets = 63;

    // Each pointer must go backwards, so a chain always ends; the limit bounds the cost of a long one.
    private const int MaxPointers = 32;

    /// <summary>Writes the wire form of <paramref name="name"/> (at most <see cref="MaxOctets"/> octets).</summary>
    /// <param name="name">The text form; a final dot is allowed.</param>
    /// <param name="target">Room for <see cref="MaxOctets"/> + 2 octets after <paramref name="offset"/>.</param>
    /// <param name="offset">Where to begin writing.</param>
    /// <param name="length">How many octets were written.</param>
    /// <returns>Null, or why there is no such name on the wire.</returns>
    public static string? Encode(string name, byte[] target, int offset, out int length)
    {
        length = 0;
        if (name == ".") name = "";
        var label = offset;
        var next = offset + 1;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '.')
            {
                if (next == label + 1) return "it has an empty label";
                target[label] = (byte)(next - label - 1);
                label = next++;
                continue;
            }

            if (!TryReadOctet(name, ref i, out var octet)) return "it has a character or an escape that is not an octet";
            if (next - label - 1 == MaxLabelOctets) return "it has a label of more than 63 octets";
            if (next - offset > MaxOctets - 2) return "it has more than 255 octets";
            target[next++] = octet;
        }

        target[label] = (byte)(next - label - 1);
        if (next > label + 1) target[next++] = 0; // without it the last label is the empty one, the root
        length = next - offset;
        return null;
    }

    /// <summary>Reads the name at the cursor, following compression pointers, and moves the cursor past it.</summary>
    /// <param name="cursor">Labels are read up to its end; pointers may go to any earlier octet of the message.</param>
    /// <param name="scratch">Emptied and used to build the text.</param>
    /// <param name="name">The text form, without a final dot.</param>
    /// <returns>Null, or why there is no name here.</returns>
    public static string? Read(ref WireCursor cursor, StringBuilder scratch, out string name)
    {
        scratch.Clear();
        name = "";
        var part = cursor;
        var start = cursor.Offset;
        var pointers = 0;
        var octets = 1;
        while (true)
        {
            if (!part.TryReadByte(out var head)) return "a name extends beyond the end";
            switch (head & 0xC0)
            {
                case 0x00 when head == 0:
                    if (pointers == 0) cursor.Offset = part.Offset;
                    name = scratch.ToString();
                    return null;

                case 0x00:
                    octets += head + 1;
                    if (octets > MaxOctets) return "a name has more than 255 octets";
                    if (part.Left < head) return "a label extends beyond the end";
                    if (scratch.Length > 0) scratch.Append('.');
                    for (var i = 0; i < head; i++) AppendOctet(scratch, part.Data[part.Offset + i]);
                    part.Offset += head;
                    break;

                case 0xC0:
                    if (!part.TryReadByte(out var low)) return "a compression pointer extends beyond the end";
                    var target = ((head & 0x3F) << 8) | low;
                    if (target >= start) return "a compression pointer does not point backwards";
                    if (pointers++ == 0) cursor.Offset = part.Offset;
                    if (pointers > MaxPointers) return "a name has more than 32 compression pointers";
                    part = new WireCursor(part.Data, target, start);
                    start = target;
                    break;

                default:
                    return "a label has a reserved type (RFC 6891 §5)";
            }
        }
    }

    /// <summary>The same name without its final dot; an escaped dot belongs to the label and stays.</summary>
    public static string WithoutFinalDot(string name)
    {
        if (name.Length == 0 || name[name.Length - 1] != '.') return name;
        var backslashes = 0;
        for (var i = name.Length - 2; i >= 0 && name[i] == '\\'; i--) backslashes++;
        return backslashes % 2 == 1 ? name : name.Substring(0, name.Length - 1);
    }

    /// <summary>True when both texts are the same name; ASCII letters compare without case (RFC 4343 §3).</summary>
    public static bool AreSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool TryReadOctet(string name, ref int i, out byte octet)
    {
        octet = (byte)name[i];
        if (name[i] > 0x7F) return false;
        if (name[i] != '\\') return true;
        if (++i == name.Length || name[i] > 0x7F) return false;
        octet = (byte)name[i];
        if (!IsDigit(name[i])) return true;
        if (i + 2 >= name.Length || !IsDigit(name[i + 1]) || !IsDigit(name[i + 2])) return false;
        var value = ((name[i] - '0') * 100) + ((name[i + 1] - '0') * 10) + (name[i + 2] - '0');
        i += 2;
        octet = (byte)value;
        return value <= 255;
    }

    private static void AppendOctet(StringBuilder text, byte octet)
    {
        if (octet is (byte)'.' or (byte)'\\')
            text.Append('\\').Append((char)octet);
        else if (octet is > 0x20 and < 0x7F)
            text.Append((char)octet);
        else
            text.Append('\\').Append((char)('0' + (octet / 100))).Append((char)('0' + (octet / 10 % 10))).Append((char)('0' + (octet % 10)));
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
