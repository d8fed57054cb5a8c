using System.Collections.Generic;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Json;

/// <summary>What the receiving system says of the signatures of the mail that brought a report.</summary>
/// <param name="Result">The result word of DKIM, or null.</param>
/// <param name="Domain">The domain of the signature that the result is about, or null.</param>
/// <param name="Signers">The domains of all valid signatures.</param>
/// <param name="Mail">The mail's header fields, or null.</param>
internal sealed record MailSignature(string? Result, string? Domain, IReadOnlyList<string> Signers, MailHeaders? Mail)
{
    /// <summary>How the signature was judged when the report was read; null when it was not judged yet.</summary>
    public DkimAlignment? Alignment { get; private init; }

    /// <summary>The signature of a report that was read before.</summary>
    public static MailSignature? Judged(TlsReport report) => Of(report.DkimResult, report.DkimDomain, report.DkimAlignment);

    /// <summary>A signature that was judged before; null when the report did not come by mail.</summary>
    public static MailSignature? Of(string? result, string? domain, DkimAlignment alignment) => alignment == DkimAlignment.NotByMail
        ? null
        : new MailSignature(result, domain, [], null) { Alignment = alignment };
}
