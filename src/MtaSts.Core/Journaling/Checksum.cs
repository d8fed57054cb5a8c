namespace MtaSts.Journaling;

/// <summary>CRC-32 (ISO 3309), which finds a line that was cut off or changed. It does not protect against intent.</summary>
internal static class Checksum
{
    private const uint Polynomial = 0xedb88320;

    private static readonly uint[] Table = NewTable();

    /// <summary>The checksum of some bytes.</summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="count">How many bytes.</param>
    public static uint Of(byte[] bytes, int start, int count)
    {
        var table = Table;
        var crc = uint.MaxValue;
        for (var i = start; i < start + count; i++) crc = table[(byte)(crc ^ bytes[i])] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] NewTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : Polynomial ^ (crc >> 1);
            table[i] = crc;
        }

        return table;
    }
}
