namespace MtaSts.Dns.Wire;

/// <summary>
/// A position in the octets of a message that never leaves them: every read says whether there was enough to read,
/// and moves only when there was. Numbers are big-endian (RFC 1035 §2.3.2).
/// </summary>
/// <param name="data">The whole message; compression pointers refer to it.</param>
/// <param name="offset">Where to begin.</param>
/// <param name="end">The first octet that may not be read, at most the length of <paramref name="data"/>.</param>
internal struct WireCursor(byte[] data, int offset, int end)
{
    /// <summary>The whole message.</summary>
    public readonly byte[] Data = data;

    /// <summary>The next octet to read.</summary>
    public int Offset = offset;

    /// <summary>The first octet that may not be read.</summary>
    public readonly int End = end;

    /// <summary>The number of octets left.</summary>
    public readonly int Left => End - Offset;

    public bool TryReadByte(out byte value)
    {
        value = 0;
        if (Left < 1) return false;
        value = Data[Offset++];
        return true;
    }

    public bool TryReadUInt16(out int value)
    {
        value = 0;
        if (Left < 2) return false;
        value = (Data[Offset] << 8) | Data[Offset + 1];
        Offset += 2;
        return true;
    }

    public bool TryReadUInt32(out uint value)
    {
        value = 0;
        if (Left < 4) return false;
        value = ((uint)Data[Offset] << 24) | ((uint)Data[Offset + 1] << 16) | ((uint)Data[Offset + 2] << 8) | Data[Offset + 3];
        Offset += 4;
        return true;
    }

    public bool TrySkip(int count)
    {
        if (count < 0 || Left < count) return false;
        Offset += count;
        return true;
    }

    /// <summary>Splits off the next <paramref name="count"/> octets as a separate cursor and moves past them.</summary>
    public bool TryTake(int count, out WireCursor part)
    {
        part = new WireCursor(Data, Offset, Offset);
        if (count < 0 || Left < count) return false;
        part = new WireCursor(Data, Offset, Offset + count);
        Offset += count;
        return true;
    }

    /// <summary>Copies what is left and moves to the end.</summary>
    public byte[] ReadRest()
    {
        var rest = new byte[Left];
        System.Array.Copy(Data, Offset, rest, 0, rest.Length);
        Offset = End;
        return rest;
    }
}
