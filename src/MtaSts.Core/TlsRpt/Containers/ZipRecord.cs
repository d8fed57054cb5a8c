namespace MtaSts.TlsRpt.Containers;

/// <summary>What a zip's directory says of an entry that the framework does not tell.</summary>
/// <param name="IsEncrypted">It needs a password; the framework of Windows PowerShell 5.1 cannot tell.</param>
/// <param name="Crc32">The checksum of the unpacked bytes; no framework checks it.</param>
internal readonly record struct ZipRecord(bool IsEncrypted, uint Crc32);
