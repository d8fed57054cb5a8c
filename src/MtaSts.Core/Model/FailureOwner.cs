namespace MtaSts;

/// <summary>Whose affair a failure is.</summary>
internal enum FailureOwner
{
    /// <summary>A change of the domain can fix it.</summary>
    Domain,

    /// <summary>No change of the domain could.</summary>
    Sender,

    /// <summary>The domain's, unless it looks like a passing fault of one sender.</summary>
    DomainUnlessPassing,
}

/// <summary>
/// The rule by which failures caused by the domain are told from those that no change of the domain could fix. It
/// leans to the domain: what is not certain is its own, because moving on to <c>enforce</c> over a real fault refuses
/// mail, and waiting over a sender's costs days.
/// <list type="number">
/// <item><c>dane-required</c> is the sender's: it has set up a demand that this domain does not meet and need not
/// (RFC 8460 §4.3.2.1), and no stage of MTA-STS changes it.</item>
/// <item><c>sts-policy-fetch-error</c> and <c>sts-webpki-invalid</c> are about a web host that all senders ask. They
/// are the sender's when, in all the reports given, that organization reports such a failure on one day only, no
/// other organization reports one on that day, and at least one other had successful sessions under the policy on
/// that day: had the web host been down, the others would have said so. With a single reporter nothing shows that,
/// so they are the domain's.</item>
/// <item>All else is the domain's: STARTTLS, certificates, validation, TLSA and DNSSEC are properties of its hosts and
/// zone; <c>sts-policy-invalid</c> is its policy's text; a type that RFC 8460 does not know may be anything; and a
/// failure that no detail explains may too.</item>
/// </list>
/// </summary>
internal static class FailureOwnership
{
    /// <summary>Whose affair a result type is, before others' reports are looked at.</summary>
    public static FailureOwner Of(string? resultType) => resultType switch
    {
        "dane-required" => FailureOwner.Sender,
        "sts-policy-fetch-error" or "sts-webpki-invalid" => FailureOwner.DomainUnlessPassing,
        _ => FailureOwner.Domain,
    };
}
