using System.Globalization;
using MtaSts.Text;

namespace MtaSts;

/// <summary>One failure detail: sessions that failed for one reason (RFC 8460 §4.4).</summary>
public sealed class TlsReportFailure
{
    /// <summary>The reason, for example <c>certificate-expired</c>; null when the sender omitted it. See <see cref="TlsResultTypes"/>.</summary>
    public string? ResultType { get; init; }

    /// <summary>The number of sessions that failed for this reason.</summary>
    public long FailedSessionCount { get; init; }

    /// <summary>The sender's address, or null.</summary>
    public string? SendingMtaIp { get; init; }

    /// <summary>The MX host that was contacted, or null.</summary>
    public string? ReceivingMxHostname { get; init; }

    /// <summary>What the MX host called itself, or null.</summary>
    public string? ReceivingMxHelo { get; init; }

    /// <summary>The address that was contacted, or null.</summary>
    public string? ReceivingIp { get; init; }

    /// <summary>Where the sender gives more information, or null. A stranger's link: it is never opened.</summary>
    public string? AdditionalInformation { get; init; }

    /// <summary>The sender's own code or words for the fault, or null.</summary>
    public string? FailureReasonCode { get; init; }

    /// <summary>
    /// Who is responsible for it, judged by the result type: <c>Domain</c>, <c>Sender</c>, or <c>Undecided</c> for a
    /// fault in fetching the policy, which is decided by the reports of others (see <c>Measure-TlsRptReport</c>).
    /// </summary>
    public string Owner => FailureExplanation.OwnerOf(this);

    /// <summary>
    /// What the report itself shows beyond the result type: an MX host that its own policy does not cover, what the reason
    /// code says, and when it is not the domain's. Empty when it shows no more. Safe to show.
    /// </summary>
    public string Explanation => FailureExplanation.Of(this, Policy);

    /// <summary>The policy that the detail belongs to; null when it was created on its own.</summary>
    internal TlsReportPolicy? Policy { get; set; }

    /// <summary>Members that RFC 8460 does not define.</summary>
    public ReadableList<TlsReportMember> OtherMembers { get; init; } = ReadableList<TlsReportMember>.Empty;

    /// <summary>One line: reason, MX host and count, safe to show.</summary>
    public override string ToString() => SafeText.Clean(
        (ResultType ?? "(no result type)")
        + (ReceivingMxHostname is null ? string.Empty : " at " + ReceivingMxHostname)
        + ": " + FailedSessionCount.ToString(CultureInfo.InvariantCulture));
}
