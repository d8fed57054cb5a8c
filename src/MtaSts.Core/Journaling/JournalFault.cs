namespace MtaSts.Journaling;

/// <summary>Why a journal cannot be used.</summary>
public enum JournalFault
{
    /// <summary>It is not a journal, is damaged, or has another version.</summary>
    Unreadable,

    /// <summary>Another process is using it.</summary>
    InUse,

    /// <summary>It is of a scan with other settings.</summary>
    OtherSettings,

    /// <summary>It was deleted, renamed or replaced while it was open.</summary>
    Gone,
}
