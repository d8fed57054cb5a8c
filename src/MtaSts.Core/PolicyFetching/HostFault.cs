namespace MtaSts.PolicyFetching;

/// <summary>The steps at which a policy host can fail, in the order in which a sender reaches them.</summary>
internal enum HostFault
{
    /// <summary>It has no address that the public can reach.</summary>
    Address,

    /// <summary>It does not accept connections.</summary>
    Connection,

    /// <summary>It does not complete the TLS handshake.</summary>
    Handshake,

    /// <summary>Its certificate is for another name.</summary>
    OtherName,

    /// <summary>Its answer has a status other than 200.</summary>
    Status,

    /// <summary>It serves the policy with a media type other than text/plain.</summary>
    MediaType,

    /// <summary>Its answer has status 200 and is a page, not a policy.</summary>
    Page,
}
