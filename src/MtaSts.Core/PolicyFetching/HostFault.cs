namespace MtaSts.PolicyFetching;

/// <summary>At what a policy host fails, in the order in which a sender gets there.</summary>
internal enum HostFault
{
    /// <summary>It has no address, or none that the public can reach.</summary>
    Address,

    /// <summary>It does not accept connections.</summary>
    Connection,

    /// <summary>It does not complete the TLS handshake.</summary>
    Handshake,

    /// <summary>Its certificate is for another name.</summary>
    OtherName,

    /// <summary>Its answer has another status than 200.</summary>
    Status,

    /// <summary>It serves the policy as another media type than text/plain.</summary>
    MediaType,

    /// <summary>Its answer has status 200 and is a page, not a policy.</summary>
    Page,
}
