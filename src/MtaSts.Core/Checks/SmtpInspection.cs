using System.Collections.Generic;
using System.Linq;
using MtaSts.Smtp;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>What to do where a firewall, not the MX host, removes STARTTLS.</summary>
internal static class SmtpInspection
{
    private const int MostNamed = 5;

    /// <summary>The fix for hosts without STARTTLS; null where no answer is masked, so that the fix in the catalogue applies.</summary>
    /// <param name="faults">The hosts that do not offer STARTTLS.</param>
    public static string? FixFor(IReadOnlyCollection<SmtpProbe> faults)
    {
        var masked = faults.Where(p => p.IsMasked).Select(p => SafeText.Excerpt(p.Host, 100)).ToList();
        if (masked.Count == 0) return null;
        return $"A firewall in front of {ShortList.Join(masked, MostNamed)} inspects SMTP, masks the replies and removes STARTTLS (Cisco ASA and PIX: "
            + "ESMTP inspection, 'mailguard'). "
            + "Make it pass TLS ('allow-tls' in the ESMTP inspection policy map), or turn the inspection off ('no inspect esmtp', on a PIX 'no fixup "
            + "protocol smtp 25')."
            + (faults.Count > masked.Count ? " Enable STARTTLS on the other hosts." : "");
    }
}
