using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MtaSts.Reports.Summary;

/// <summary>
/// Remembers which reports were counted, in 16 bytes each. A report is the same when organisation, report-id and
/// policy domain are: the report-id is there for the policy domain to tell duplicates (RFC 8460 §5.3), and some
/// senders use one id for the reports of all domains of a day.
/// </summary>
internal sealed class ReportLedger : IDisposable
{
    private readonly HashSet<(long High, long Low)> _seen = [];
    // Not a simple hash: who writes reports must not be able to make one that hides another.
    private readonly SHA256 _sha256 = SHA256.Create();

    /// <summary>Enters a report for one domain.</summary>
    /// <returns>False when it was entered before.</returns>
    public bool Enter(TlsReport report, string domain)
    {
        string organization = report.OrganizationName;
        string key = string.Join("\n", organization.Length.ToString(CultureInfo.InvariantCulture), organization, domain, report.ReportId);
        byte[] hash = _sha256.ComputeHash(Encoding.UTF8.GetBytes(key));
        return _seen.Add((BitConverter.ToInt64(hash, 0), BitConverter.ToInt64(hash, 8)));
    }

    public void Dispose() => _sha256.Dispose();
}
