using System;

namespace MtaSts.Rollout;

/// <summary>The policy of each stage, the next stage, and the stage of a domain.</summary>
public static class RolloutStages
{
    /// <summary>
    /// The share of a sender's sessions of a day that may fail, unless it is given: one of a thousand. Senders try a failed delivery
    /// again for days (RFC 5321 §4.5.4.1), so a failure this rare delays a message and loses none.
    /// </summary>
    public const double MaxFailureRate = 0.001;

    /// <summary>The mode of the stage's policy.</summary>
    /// <param name="stage">The stage.</param>
    public static PolicyMode ModeOf(RolloutStage stage) =>
        stage is RolloutStage.Testing or RolloutStage.TestingLong ? PolicyMode.Testing : PolicyMode.Enforce;

    /// <summary>The <c>max_age</c> of the stage's policy, in seconds.</summary>
    /// <param name="stage">The stage.</param>
    public static long MaxAgeOf(RolloutStage stage) => stage switch
    {
        RolloutStage.Testing => 86400,
        RolloutStage.TestingLong or RolloutStage.EnforceCautious => 604800,
        RolloutStage.EnforceStable => 2592000,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>The number of days without a failure caused by the domain that a stage requires; 0 for the last one.</summary>
    /// <param name="stage">The stage that the domain is in.</param>
    public static int DaysOf(RolloutStage stage) => stage switch
    {
        RolloutStage.Testing or RolloutStage.TestingLong => 14,
        RolloutStage.EnforceCautious => 28,
        _ => 0,
    };

    /// <summary>The stage that follows; null after the last one.</summary>
    /// <param name="stage">The stage; null for a domain without one.</param>
    public static RolloutStage? After(RolloutStage? stage) => stage switch
    {
        null => RolloutStage.Testing,
        RolloutStage.EnforceStable => null,
        _ => stage + 1,
    };

    /// <summary>What must be true before the next stage.</summary>
    /// <param name="stage">The stage.</param>
    public static string ConditionOf(RolloutStage stage) => stage switch
    {
        RolloutStage.Testing => "14 days with reports and without a failure caused by the domain; the live test passes",
        RolloutStage.TestingLong => "14 more such days; the live test passes",
        RolloutStage.EnforceCautious => "28 days with reports and without refused mail; the live test passes",
        _ => "stays",
    };

    /// <summary>The stage of a domain according to what it publishes; null when senders cannot use its policy, or its mode is none.</summary>
    /// <param name="test">A test of the published deployment.</param>
    public static RolloutStage? Of(TestResult test) =>
        (test ?? throw new ArgumentNullException(nameof(test))) is { Record.IsValid: true, Policy: { IsValid: true, Mode: { } mode, MaxAge: { } maxAge } }
        ? StageOfPolicy.Find(mode, maxAge)
        : null;
}
