namespace MtaSts.Lab.Tls;

/// <summary>The certificate a host shows. All but one come with all intermediates.</summary>
public enum CertificateKind
{
    /// <summary>For exactly the host, by the lab's intermediate.</summary>
    Good,

    /// <summary>Good, and ends in five days.</summary>
    ExpiresSoon,

    /// <summary>Ended ten days ago.</summary>
    Expired,

    /// <summary>Starts in ten days.</summary>
    NotYetValid,

    /// <summary>For another host.</summary>
    WrongName,

    /// <summary>The host only in the subject's common name; no SAN.</summary>
    CommonNameOnly,

    /// <summary>Issued by itself.</summary>
    SelfSigned,

    /// <summary>By an intermediate, sent along, of a root that nobody trusts, which as usual is not sent.</summary>
    UntrustedRoot,

    /// <summary>By an intermediate that is not sent; its AIA address leads to the lab, which counts who asks.</summary>
    MissingIntermediate,

    /// <summary><c>*.</c> and the host's parent domain.</summary>
    Wildcard,

    /// <summary><c>*.</c> and the parent of the parent: one label short.</summary>
    WildcardTooShort,

    /// <summary>A star in the middle of the left-most label, which RFC 8461 §3.3 does not take.</summary>
    PartialWildcard,

    /// <summary>The host's name only as an IP address in the SAN; for the DoH server.</summary>
    LoopbackAddress,
}
