using System;
using System.Collections.Generic;
using System.Globalization;
using MtaSts.Text;

namespace MtaSts.Rollout;

/// <summary>The order of work: the file first, then the id, then wait (RFC 8461 §8.1 and §8.3).</summary>
internal static class RolloutOrder
{
    /// <summary>What to do, one step a line.</summary>
    /// <param name="test">What is published now.</param>
    /// <param name="record">The record to publish.</param>
    /// <param name="deleteAfter">When all can go, for a removal; else null.</param>
    public static IEnumerable<string> For(TestResult test, DnsRecordToPublish record, DateTime? deleteAfter)
    {
        var domain = test.DomainName;
        if (deleteAfter is null && test.TlsRpt is { Status: RecordStatus.Missing })
            yield return $"Publish a TLS-RPT record first, or no sender will report: New-TlsRptRecord {domain} -Rua tls-reports@{domain}";
        yield return $"Put the new policy in place at https://mta-sts.{domain}/.well-known/mta-sts.txt (Export-MtaStsSite writes the files), and see that it is served: Get-MtaStsPolicy {domain}";
        yield return "Then " + ForRecord(test.Record, record);
        yield return test.Record?.TimeToLive is { } seconds
            ? string.Format(CultureInfo.InvariantCulture, "Wait for the TTL of the old record ({0} s as seen; a resolver shows what is left of it), then test: Test-MtaSts {1}", seconds, domain)
            : $"Wait a few minutes for DNS, then test: Test-MtaSts {domain}";
        if (deleteAfter is { } date)
            yield return string.Format(CultureInfo.InvariantCulture, "Not before {0:yyyy-MM-dd HH:mm} UTC delete the TXT record {1}, and a day after it the policy and its host. If a larger max_age was ever served, wait that long instead.", date, record.Fqdn);
    }

    private static string ForRecord(PublishedRecord? published, DnsRecordToPublish record) => published?.Status switch
    {
        RecordStatus.Valid or RecordStatus.Invalid when published.CnameChain is { Count: > 0 } chain =>
            $"have the TXT record {SafeText.Excerpt(chain[chain.Count - 1], 100)} changed to: {record.Value} ({record.Fqdn} is a CNAME that leads there, so whoever runs that name changes it; RFC 8461 §8.2)",
        RecordStatus.Valid or RecordStatus.Invalid => $"change the TXT record {record.Fqdn} to: {record.Value}",
        RecordStatus.Multiple => $"delete all TXT records {record.Fqdn} that begin with v=STSv1, of which there may be only one, and publish: {record.Value}",
        RecordStatus.LookupFailed => $"change the TXT record {record.Fqdn} to: {record.Value} (it could not be looked up from here; publish it only if there is none yet)",
        _ => $"publish the TXT record {record.Fqdn}: {record.Value}",
    };
}
