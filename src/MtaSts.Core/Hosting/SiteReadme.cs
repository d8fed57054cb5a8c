using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MtaSts.Records;

namespace MtaSts.Hosting;

/// <summary>The README of a site: steps, DNS records, order of work.</summary>
internal static class SiteReadme
{
    public const string FileName = "README.md";

    /// <summary>The beginning of each line with a policy URL; the domain follows.</summary>
    public const string HostLine = "- https://mta-sts.";

    public static SiteFile Write(SiteHost host, SitePlan plan)
    {
        var text = new StringBuilder();
        text.Append("# MTA-STS policies on ").Append(host.Title).Append("\n\n");
        text.Append("These files serve the policy of ").Append(string.Join(", ", plan.Domains.Select(d => d.Name))).Append(" at\n\n");
        foreach (var domain in plan.Domains) text.Append(HostLine).Append(domain.Name).Append('/').Append(SiteFile.PolicyPath).Append('\n');

        text.Append("\n## Steps\n\n");
        var number = 0;
        foreach (var step in host.Steps(plan).Concat(LastSteps(host, plan))) text.Append(++number).Append(". ").Append(step).Append('\n');

        text.Append("\n## DNS records of the policy hosts\n\n");
        var records = host.HostRecords(plan).ToList();
        if (records.Count == 0)
        {
            text.Append("The target is not known yet (give it to Export-MtaStsSite with `-Target`): use your own instead of `").Append(host.TargetPlaceholder)
                .Append("`.\n\n");
            records = plan.Domains.Select(d => DnsRecordWriter.PolicyHost(d.Name, host.TargetPlaceholder, d.Record.ZoneName)).ToList();
        }

        AppendRecords(text, records);
        if (host.RecordNote.Length > 0) text.Append('\n').Append(host.RecordNote).Append('\n');
        var notes = host.Notes(plan).ToList();
        if (notes.Count > 0)
        {
            text.Append("\n## Good to know\n\n");
            foreach (var note in notes) text.Append("- ").Append(note).Append('\n');
        }

        text.Append("\n## DNS records that announce the policies\n\nPublish them last, when the files are in place.\n\n");
        AppendRecords(text, plan.Domains.Select(d => d.Record));
        text.Append("\n## When a policy changes\n\n")
            .Append("Put the new file in place first. Then change the id in the TXT record: senders look at the policy again only when the id is new. ")
            .Append("Never remove the record or the host before the policy has been `mode: none` for as long as the largest max_age that was ever served "
                + "(RFC 8461 section 8.3).\n");
        return new SiteFile(FileName, text.ToString());
    }

    private static IEnumerable<string> LastSteps(SiteHost host, SitePlan plan)
    {
        if (!host.PublishesHosts) yield return "Publish the DNS records of the policy hosts below, if you have not yet.";
        yield return $"Check that each file is served: {string.Join(", ", plan.Domains.Select(d => $"`Get-MtaStsPolicy {d.Name}`"))}.";
        yield return "Publish the DNS records that announce the policies, or change the id in those you have.";
        yield return $"Test everything: {string.Join(", ", plan.Domains.Select(d => $"`Test-MtaSts {d.Name}`"))}.";
    }

    private static void AppendRecords(StringBuilder text, IEnumerable<DnsRecordToPublish> records)
    {
        text.Append("| zone | name | type | TTL | value |\n| --- | --- | --- | --- | --- |\n");
        foreach (var r in records)
            text.AppendFormat(CultureInfo.InvariantCulture, "| {0} | {1} | {2} | {3} | `{4}` |\n", r.ZoneName, r.Name, r.Type, r.TTL, r.Value);
    }
}
