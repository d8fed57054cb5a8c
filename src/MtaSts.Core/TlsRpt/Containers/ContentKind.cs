namespace MtaSts.TlsRpt.Containers;

/// <summary>The kind of some bytes, judged by their beginning.</summary>
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
    Archive,
    Tar,
}
