namespace MtaSts;

/// <summary>The stage that a reported policy's text shows, or that senders check nothing. In the order of the rollout.</summary>
internal enum ReportedStage
{
    /// <summary><c>mode: none</c>: senders act as if there were no policy (RFC 8461 §3.2, §5).</summary>
    None,

    /// <summary>The stage of that name; the others likewise.</summary>
    Testing,

    TestingLong,

    EnforceCautious,

    EnforceStable,
}

/// <summary>Converts between reported stages and stages.</summary>
internal static class ReportedStages
{
    /// <summary>The stage; null for the mode none.</summary>
    public static RolloutStage? ToStage(this ReportedStage policy) => policy == ReportedStage.None ? null : (RolloutStage)(policy - 1);

    /// <summary>The reported stage of a policy of the stage.</summary>
    public static ReportedStage ToShown(this RolloutStage stage) => (ReportedStage)stage + 1;
}
