namespace MtaSts;

/// <summary>Who is responsible for a failure.</summary>
internal enum FailureOwner
{
    /// <summary>A change to the domain can fix it.</summary>
    Domain,

    /// <summary>No change to the domain can fix it.</summary>
    Sender,

    /// <summary>The domain is responsible, unless it looks like a temporary fault of one sender.</summary>
    DomainUnlessPassing,
}

/// <summary>
/// The rule that separates failures caused by the domain from failures that no change to the domain could fix. It
/// leans toward the domain: uncertain failures count against it, because moving on to <c>enforce</c> despite a real fault refuses
/// mail, and waiting for a sender's fault only costs days.
/// <list type="number">
/// <item><c>dane-required</c> is the sender's: it requires something that this domain does not offer and need not offer
/// (RFC 8460 §4.3.2.1), and no stage of MTA-STS changes it.</item>
/// <item><c>sts-policy-fetch-error</c> and <c>sts-webpki-invalid</c> are about a web host that all senders use. They
/// are the sender's when, in all the reports given, that organization reports such a failure on one day only, no
/// other organization reports one on that day, and at least one other had successful sessions under the policy on
/// that day: if the web host had been down, the others would have reported it. With a single reporter nothing shows that,
/// so they are the domain's.</item>
/// <item>Everything else is the domain's: STARTTLS, certificates, validation, TLSA and DNSSEC are properties of its hosts and
/// zone; <c>sts-policy-invalid</c> is its policy's text; a type that RFC 8460 does not define may be anything; and a
/// failure that no detail explains may too.</item>
/// </list>
/// </summary>
internal static class FailureOwnership
{
    /// <summary>Who is responsible for a result type, before others' reports are considered.</summary>
    public static FailureOwner Of(string? resultType) => resultType switch
    {
        "dane-required" => FailureOwner.Sender,
        "sts-policy-fetch-error" or "sts-webpki-invalid" => FailureOwner.DomainUnlessPassing,
        _ => FailureOwner.Domain,
    };
}
