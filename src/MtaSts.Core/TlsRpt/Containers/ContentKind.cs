namespace MtaSts.TlsRpt.Containers;

/// <summary>What some bytes are, told from how they begin.</summary>
internal enum ContentKind
{
    Unknown,
    Empty,
    Json,
    Utf16,
    Gzip,
    Zip,
    Mail,
    Mbox,
    Cms,
    Tnef,
    CompoundFile,
    Dmarc,
}
