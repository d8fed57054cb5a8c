namespace MtaSts;

/// <summary>What senders should do when validation fails (RFC 8461 §5).</summary>
public enum PolicyMode : long
{
    /// <summary>As if the domain had no policy; for removal (RFC 8461 §8.3).</summary>
    None,

    /// <summary>Deliver anyway, and report.</summary>
    Testing,

    /// <summary>Do not deliver to a host that fails validation.</summary>
    Enforce,
}
