namespace MtaSts.TlsRpt.Archive;

/// <summary>Why a report is not written to an archive: the default limits of the reader would not let it be read back.</summary>
public enum ArchiveRefusal
{
    /// <summary>It is written.</summary>
    None,

    /// <summary>Its rows take more than a whole file may have. Each row repeats the text and the MX patterns of its policy.</summary>
    RowsTooLarge,

    /// <summary>A text takes more bytes, with its escapes, than a text in JSON may have.</summary>
    TextTooLong,

    /// <summary>A policy has more lines and MX patterns together than the reader allows in a report.</summary>
    TooManyItems,
}
