using System.Collections.Generic;
using System.Linq;
using MtaSts.Smtp;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>What to do where a firewall, and not the MX host, takes STARTTLS away.</summary>
internal static class SmtpInspection
{
    /// <summary>The fix for one host; it names the host.</summary>
    /// <param name="host">The MX host.</param>
    public static string Fix(string host) =>
        $"A firewall in front of {SafeText.Excerpt(host, 100)} inspects SMTP, masks the host's answers and takes STARTTLS away (Cisco ASA and PIX: ESMTP inspection, 'mailguard'). "
        + "Let it pass TLS ('allow-tls' in the ESMTP inspection policy map), or turn the inspection off ('no inspect esmtp', on a PIX 'no fixup protocol smtp 25').";

    /// <summary>The fix for hosts without STARTTLS; null where no answer is masked, so that the catalogue's holds.</summary>
    /// <param name="faults">The hosts that do not offer STARTTLS.</param>
    public static string? FixFor(IReadOnlyCollection<SmtpProbe> faults)
    {
        var masked = faults.Where(p => p.IsMasked).ToList();
        if (masked.Count == 0) return null;
        var others = faults.Count - masked.Count;
        return string.Join(" ", masked.Take(3).Select(p => Fix(p.Host))) + (others > 0 ? " Enable STARTTLS on the other hosts." : "");
    }
}
