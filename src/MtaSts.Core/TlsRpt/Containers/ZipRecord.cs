namespace MtaSts.TlsRpt.Containers;

/// <summary>What a zip's directory says about an entry and the framework does not report.</summary>
/// <param name="IsEncrypted">It needs a password; the framework of Windows PowerShell 5.1 does not report this.</param>
/// <param name="Crc32">The checksum of the unpacked bytes; no framework checks it.</param>
internal readonly record struct ZipRecord(bool IsEncrypted, uint Crc32);
