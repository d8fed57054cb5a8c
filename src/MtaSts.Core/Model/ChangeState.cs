namespace MtaSts;

/// <summary>How a domain differs from its accepted baseline.</summary>
public enum ChangeState : long
{
    /// <summary>A fault that no earlier run saw, or that was gone and is back.</summary>
    New,

    /// <summary>A fault that an earlier run saw, and that is neither gone nor accepted.</summary>
    Persisting,

    /// <summary>A fault or a drift that is gone. It is reported once.</summary>
    Resolved,

    /// <summary>Something that is published differs from what was accepted. It stays until it is accepted or put back.</summary>
    Drift,
}
