namespace MtaSts;

/// <summary>The result of one check.</summary>
public enum CheckStatus : long
{
    /// <summary>It was checked, and it is good.</summary>
    Pass,

    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>It works with most senders or works for now, but should be fixed.</summary>
    Warning,

    /// <summary>Senders that follow the RFC fail here.</summary>
    Fail,

    /// <summary>It could not be checked from here.</summary>
    Unknown,

    /// <summary>There was nothing to check, or the check was not requested.</summary>
    Skipped,
}
