namespace MtaSts;

/// <summary>What a sender that follows RFC 8461 and has no cached policy does with mail for the domain today (§5).</summary>
public enum SenderAction : long
{
    /// <summary>Delivers, unprotected: no policy applies.</summary>
    Deliver,

    /// <summary>Delivers to an MX that the policy covers, over TLS with a valid certificate.</summary>
    DeliverVerified,

    /// <summary>Delivers although validation fails at an MX, and reports it (mode testing).</summary>
    DeliverAndReport,

    /// <summary>Does not deliver: no remaining MX validates (mode enforce). The mail waits, then bounces.</summary>
    Refuse,

    /// <summary>It cannot be determined from here.</summary>
    Unknown,

    /// <summary>The domain receives no mail.</summary>
    NotApplicable,

    /// <summary>
    /// The policy is good and covers the MX hosts. Whether their TLS is valid was not tested: if it is, a sender delivers over verified TLS; if
    /// not, it reports that (mode testing) or does not deliver (mode enforce).
    /// </summary>
    TlsNotTested,
}
