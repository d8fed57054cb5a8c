namespace MtaSts;

/// <summary>What senders shall do when validation fails (RFC 8461 §5).</summary>
public enum PolicyMode : long
{
    /// <summary>As if the domain had no policy; the way out (RFC 8461 §8.3).</summary>
    None,

    /// <summary>Deliver all the same, and report.</summary>
    Testing,

    /// <summary>Do not deliver to a host that fails validation.</summary>
    Enforce,
}
