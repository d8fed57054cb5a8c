namespace MtaSts;

/// <summary>What a step is.</summary>
public enum RolloutAction : long
{
    /// <summary>Publish the first policy.</summary>
    Start,

    /// <summary>Go on to the next stage.</summary>
    Advance,

    /// <summary>Change nothing yet; the reasons say what is missing.</summary>
    Wait,

    /// <summary>The domain is in the last stage: change nothing.</summary>
    Stay,

    /// <summary>Go back to <c>testing</c> with a max_age of a day.</summary>
    Rollback,

    /// <summary>Go out of MTA-STS (RFC 8461 §8.3).</summary>
    Remove,
}
