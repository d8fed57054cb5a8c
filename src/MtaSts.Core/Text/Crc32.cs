namespace MtaSts.Text;

/// <summary>CRC-32 (ISO 3309, as in gzip and zip): finds bytes that are damaged or missing. It does not protect against intent.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xedb88320;

    private static readonly uint[] Table = NewTable();

    /// <summary>The checksum of all bytes so far.</summary>
    /// <param name="before">The checksum of the bytes before these; 0 when there are none.</param>
    /// <param name="bytes">The buffer.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="count">How many bytes.</param>
    public static uint Of(uint before, byte[] bytes, int start, int count)
    {
        var table = Table;
        var crc = ~before;
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
