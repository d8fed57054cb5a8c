namespace MtaSts.Lab.Tls;

/// <summary>The certificate that a host shows. All kinds except one include all intermediates.</summary>
public enum CertificateKind
{
    /// <summary>For exactly the host, issued by the lab's intermediate.</summary>
    Good,

    /// <summary>Valid, and expires in five days.</summary>
    ExpiresSoon,

    /// <summary>Expired ten days ago.</summary>
    Expired,

    /// <summary>Becomes valid in ten days.</summary>
    NotYetValid,

    /// <summary>For another host.</summary>
    WrongName,

    /// <summary>Contains the host only in the subject's common name; no SAN.</summary>
    CommonNameOnly,

    /// <summary>Self-signed.</summary>
    SelfSigned,

    /// <summary>Issued by an intermediate, which is sent, of an untrusted root, which as usual is not sent.</summary>
    UntrustedRoot,

    /// <summary>Issued by an intermediate that is not sent; its AIA address leads to the lab, which counts requests.</summary>
    MissingIntermediate,

    /// <summary><c>*.</c> and the host's parent domain.</summary>
    Wildcard,

    /// <summary><c>*.</c> and the parent of the parent: one label short.</summary>
    WildcardTooShort,

    /// <summary>A * in the middle of the left-most label, which RFC 8461 §3.3 does not allow.</summary>
    PartialWildcard,

    /// <summary>The host's name only as an IP address in the SAN; for the DoH server.</summary>
    LoopbackAddress,
}
