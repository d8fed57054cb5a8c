namespace MtaSts;

/// <summary>What a reported policy's text shows: a stage, or that senders check nothing. In the order of the rollout.</summary>
internal enum ReportedStage
{
    /// <summary><c>mode: none</c>: senders act as if there were no policy (RFC 8461 §3.2, §5).</summary>
    None,

    /// <summary>The stage of that name; so with the others.</summary>
    Testing,

    TestingLong,

    EnforceCautious,

    EnforceStable,
}

/// <summary>From what is shown to a stage and back.</summary>
internal static class ReportedStages
{
    /// <summary>The stage; null for the mode none.</summary>
    public static RolloutStage? ToStage(this ReportedStage policy) => policy == ReportedStage.None ? null : (RolloutStage)(policy - 1);

    /// <summary>What a policy of the stage shows.</summary>
    public static ReportedStage ToShown(this RolloutStage stage) => (ReportedStage)stage + 1;
}
