using System;
using System.Collections.Generic;
using System.Globalization;
using MtaSts.Records;
using MtaSts.Text;

namespace MtaSts.Rollout;

/// <summary>The order of work: publish the file, then the id, then wait (RFC 8461 §8.1 and §8.3).</summary>
internal static class RolloutOrder
{
    /// <summary>What to do, one step per item.</summary>
    /// <param name="test">What is published now.</param>
    /// <param name="record">The record to publish.</param>
    /// <param name="deleteAfter">When everything can be deleted, for a removal; otherwise null.</param>
    /// <param name="server">The parameter -Server of the commands, with a space before it; empty for the system's servers.</param>
    public static IEnumerable<string> For(TestResult test, DnsRecordToPublish record, DateTime? deleteAfter, string server)
    {
        var domain = test.DomainName;
        if (deleteAfter is null && test.TlsRpt is { Status: RecordStatus.Missing })
            yield return $"Publish a TLS-RPT record first, or no sender will report: New-TlsRptRecord {domain} -Rua tls-reports@{domain}";
        yield return $"Put the new policy in place at https://mta-sts.{domain}/.well-known/mta-sts.txt (Export-MtaStsSite writes the files), and check that "
            + $"it is served: Get-MtaStsPolicy {domain}{server}";
        yield return "Then " + RecordChange.Sts(test.Record, "_mta-sts." + domain, record.Value);
        yield return test.Record?.TTL is { } seconds
            ? string.Format(
                CultureInfo.InvariantCulture,
                "Wait for the TTL of the old record ({0} s as seen; a resolver shows the time left), then test: Test-MtaSts {1}", seconds, domain + server)
            : test.Record?.NegativeTimeToLive is { } negative
            ? $"Wait {TimeText.Of(TimeSpan.FromSeconds(negative))}: resolvers may cache the negative answer for that long (the negative TTL in "
                + $"the zone's SOA record). Then test: Test-MtaSts {domain}{server}"
            : $"Wait a few minutes for DNS, then test: Test-MtaSts {domain}{server}";
        if (deleteAfter is { } date)
        {
            var target = RecordChange.Delegated(test.Record);
            yield return string.Format(
                CultureInfo.InvariantCulture,
                "Delete the {2} {1} no earlier than {0:yyyy-MM-dd HH:mm} UTC, and the policy and its host one day later. "
                    + "If a larger max_age was ever served, wait that long instead.",
                date, "_mta-sts." + domain, target is null ? "TXT record" : "CNAME");
        }
    }
}
