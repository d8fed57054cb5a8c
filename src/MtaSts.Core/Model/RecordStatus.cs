namespace MtaSts;

/// <summary>What is at the name of a TXT record.</summary>
public enum RecordStatus : long
{
    /// <summary>One record, and it is valid.</summary>
    Valid,

    /// <summary>One record for this purpose, but it is not valid.</summary>
    Invalid,

    /// <summary>No record for this purpose.</summary>
    Missing,

    /// <summary>More than one record, so senders act as if there were none.</summary>
    Multiple,

    /// <summary>There is no definite answer.</summary>
    LookupFailed,
}
