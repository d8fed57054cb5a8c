namespace MtaSts.Journaling;

/// <summary>Why a journal cannot be used.</summary>
public enum JournalFault
{
    /// <summary>It is not a journal, is damaged, or has another version.</summary>
    Unreadable,

    /// <summary>Another process is using it.</summary>
    InUse,

    /// <summary>It belongs to a scan with different settings.</summary>
    OtherSettings,

    /// <summary>It was deleted, renamed or replaced while it was open.</summary>
    Gone,

    /// <summary>It was opened through a link that no longer leads to it.</summary>
    LinkChanged,

    /// <summary>Another program changed it while it was open.</summary>
    Changed,
}
