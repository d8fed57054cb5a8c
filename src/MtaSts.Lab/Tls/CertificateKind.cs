namespace MtaSts.Lab.Tls;

/// <summary>The certificate that a host shows. All but one are sent with all intermediates.</summary>
public enum CertificateKind
{
    /// <summary>For exactly the host, by the lab's intermediate.</summary>
    Good,

    /// <summary>Valid, but expires in five days.</summary>
    ExpiresSoon,

    /// <summary>Expired ten days ago.</summary>
    Expired,

    /// <summary>Starts in ten days.</summary>
    NotYetValid,

    /// <summary>For another host.</summary>
    WrongName,

    /// <summary>The host only in the subject's common name; no SAN.</summary>
    CommonNameOnly,

    /// <summary>Self-signed.</summary>
    SelfSigned,

    /// <summary>By an intermediate, which is sent, of an untrusted root, which as usual is not sent.</summary>
    UntrustedRoot,

    /// <summary>By an intermediate that is not sent; its AIA address leads to the lab, which counts the requests.</summary>
    MissingIntermediate,

    /// <summary><c>*.</c> and the host's parent domain.</summary>
    Wildcard,

    /// <summary><c>*.</c> and the parent of the parent: one label short.</summary>
    WildcardTooShort,

    /// <summary>A star in the middle of the left-most label, which RFC 8461 §3.3 does not allow.</summary>
    PartialWildcard,

    /// <summary>The host's name only as an IP address in the SAN; for the DoH server.</summary>
    LoopbackAddress,
}
