namespace MtaSts;

/// <summary>The kinds of step.</summary>
public enum RolloutAction : long
{
    /// <summary>Publish the first policy.</summary>
    Start,

    /// <summary>Continue to the next stage.</summary>
    Advance,

    /// <summary>Change nothing yet; see the reasons.</summary>
    Wait,

    /// <summary>The domain is in the last stage: change nothing.</summary>
    Stay,

    /// <summary>Go back to <c>testing</c> with a max_age of a day.</summary>
    Rollback,

    /// <summary>Remove MTA-STS (RFC 8461 §8.3).</summary>
    Remove,
}
