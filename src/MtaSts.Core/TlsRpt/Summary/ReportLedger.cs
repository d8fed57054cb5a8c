using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// Remembers which reports were counted, in 16 bytes each. A report is the same when organization, report-id and
/// policy domain are: the report-id is there for the policy domain to recognize duplicates (RFC 8460 §5.3), and some
/// senders use one id for the reports of all domains of a day. A report without an id is the same when its period and
/// its policies for the domain are, however its JSON is laid out.
/// </summary>
internal sealed class ReportLedger : IDisposable
{
    private readonly HashSet<(long High, long Low)> _seen = [];
    // Not a simple hash: the author of a report must not be able to create one that hides another.
    private readonly SHA256 _sha256 = SHA256.Create();

    /// <summary>Adds a report for each of its domains.</summary>
    /// <param name="report">The report.</param>
    /// <param name="isDuplicate">True when it was added for all of them before.</param>
    /// <returns>The policies that count, as returned by <see cref="PolicyPairs.Counted"/>, for the domains that are new.</returns>
    public List<(TlsReportPolicy Policy, string Domain, bool IsMaybeHost)> Enter(TlsReport report, out bool isDuplicate)
    {
        var policies = PolicyPairs.Counted(report);
        HashSet<string> added = [.. policies
            .GroupBy(policy => policy.Domain)
            .Where(group => Enter(report, group.Key, group.Select(policy => policy.Policy)))
            .Select(group => group.Key)];
        isDuplicate = policies.Count > 0 && added.Count == 0;
        policies.RemoveAll(policy => !added.Contains(policy.Domain));
        return policies;
    }

    public void Dispose() => _sha256.Dispose();

    /// <summary>Adds a report for one domain, by the policies for it.</summary>
    /// <returns>False when it was added before.</returns>
    private bool Enter(TlsReport report, string domain, IEnumerable<TlsReportPolicy> policies)
    {
        Add(report.OrganizationName);
        Add(domain);
        Add(report.ReportId);
        if (report.ReportId.Length == 0) AddContent(report, policies);
        _sha256.TransformFinalBlock([], 0, 0);
        var hash = _sha256.Hash!;
        _sha256.Initialize();
        return _seen.Add((BitConverter.ToInt64(hash, 0), BitConverter.ToInt64(hash, 8)));
    }

    private void AddContent(TlsReport report, IEnumerable<TlsReportPolicy> policies)
    {
        Add(report.StartDate?.Ticks.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
        Add(report.EndDate?.Ticks.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
        foreach (var policy in policies) Add(TlsReportWriter.ToJson(policy));
    }

    /// <summary>Adds a text with its length, so that no two lists of texts are the same octets.</summary>
    private void Add(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var length = BitConverter.GetBytes(octets.Length);
        _sha256.TransformBlock(length, 0, length.Length, null, 0);
        _sha256.TransformBlock(octets, 0, octets.Length, null, 0);
    }
}
