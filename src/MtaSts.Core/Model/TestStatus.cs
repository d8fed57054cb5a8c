namespace MtaSts;

/// <summary>The state of a domain's whole deployment.</summary>
public enum TestStatus : long
{
    /// <summary>Everything that was checked is good.</summary>
    Pass,

    /// <summary>It works, but something should be fixed.</summary>
    Warning,

    /// <summary>Senders that follow the RFC fail somewhere.</summary>
    Fail,

    /// <summary>Something that decides the verdict could not be checked from here.</summary>
    Unknown,

    /// <summary>The domain has no MTA-STS.</summary>
    NotConfigured,

    /// <summary>The domain declares that it receives no mail (null MX, RFC 7505).</summary>
    NotApplicable,
}
