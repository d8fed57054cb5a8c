namespace MtaSts;

/// <summary>The stages from a first policy to a lasting <c>enforce</c>.</summary>
public enum RolloutStage : long
{
    /// <summary><c>testing</c> with a max_age of one day (86400): senders report, nothing is refused.</summary>
    Testing,

    /// <summary><c>testing</c> with a max_age of a week (604800).</summary>
    TestingLong,

    /// <summary><c>enforce</c> with a max_age of a week (604800), so that a rollback is quick.</summary>
    EnforceCautious,

    /// <summary><c>enforce</c> with a max_age of thirty days (2592000). Stays.</summary>
    EnforceStable,
}

/// <summary>Whether the evidence is enough for the next stage.</summary>
public enum Readiness : long
{
    /// <summary>There are too few days with reports, or they are too old.</summary>
    InsufficientData,

    /// <summary>A failure caused by the domain prevents the next stage.</summary>
    NotReady,

    /// <summary>Continue to the next stage.</summary>
    Ready,
}
