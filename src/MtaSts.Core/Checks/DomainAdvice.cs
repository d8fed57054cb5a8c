using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Policies;
using MtaSts.Records;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>
/// What fixes say about one domain: its names, a new id, its addresses for reports, the command that does the next step.
/// Values to copy are in single quotes; a command is at the end of the text, after <c>Run:</c>.
/// </summary>
internal static class DomainAdvice
{
    private static readonly string[] Live =
        ["Test-MtaSts", "Step-MtaStsPolicy", "New-MtaStsPolicy", "Get-MtaStsPolicy", "Get-MtaStsRecord", "Get-TlsRptRecord", "Get-MtaStsMx"];

    /// <summary>The only URL a policy can have (RFC 8461 §3.2).</summary>
    public static string PolicyUrl(DomainScan o) => $"https://mta-sts.{o.Domain}/.well-known/mta-sts.txt";

    /// <summary>The value of an MTA-STS record with a new id, never one that is published, in single quotes.</summary>
    public static string StsValue(DomainScan o) => $"'{StsRecordWriter.Write(NewId(o))}'";

    /// <summary>Publishes or changes the MTA-STS record, as half a sentence that begins with a verb.</summary>
    public static string ChangeSts(DomainScan o) => RecordChange.Sts(Published(o), "_mta-sts." + o.Domain, StsValue(o));

    /// <summary>The order that loses no mail: the file first, then the record's id (RFC 8461 §8.1). A sentence.</summary>
    public static string FileThenRecord(DomainScan o) => $"Put the new file in place at {PolicyUrl(o)} first, then {ChangeSts(o)}.";

    /// <summary>The value of a TLS-RPT record with the published addresses, in single quotes.</summary>
    public static string TlsRptValue(DomainScan o) => $"'{DnsRecordWriter.TlsRpt(o.Domain, Rua(o)).Value}'";

    /// <summary>Publishes or changes the TLS-RPT record, as half a sentence that begins with a verb.</summary>
    public static string ChangeTlsRpt(DomainScan o) =>
        RecordChange.TlsRpt(RecordLookup.DescribeTlsRpt(o.Domain, o.TlsRptAnswer, o.TlsRptSelection), "_smtp._tls." + o.Domain, TlsRptValue(o));

    /// <summary>The command that writes the TLS-RPT record.</summary>
    public static string NewTlsRptRecord(DomainScan o) =>
        $"New-TlsRptRecord {o.Domain} -Rua {string.Join(", ", Rua(o).Select(uri => CommandText.Argument(Plain(uri))))}";

    /// <summary>
    /// The command that writes a policy for the live MX hosts with the published mode and max_age; null when it
    /// would not succeed. Patterns that may be meant for a move are kept.
    /// </summary>
    public static string? NewPolicy(DomainScan o)
    {
        var listing = MxListing.Of(o.Mx.Select(mx => (mx.Host, mx.IsMissing)));
        if (listing.Patterns.Count == 0 || listing.Unlistable.Count > 0) return null;
        var line = "New-MtaStsPolicy " + o.Domain;
        var mode = o.Policy?.Mode ?? PolicyMode.Testing;
        if (mode != PolicyMode.Testing) line += " -Mode " + mode;
        if (o.Policy?.MaxAge is { } seconds && PolicyBuilder.CheckMaxAge(seconds) is null && seconds != PolicyBuilder.DefaultMaxAge(mode))
            line += string.Format(CultureInfo.InvariantCulture, " -MaxAge {0}", seconds);
        var kept = o.Policy is null ? [] : KeptPatterns(o.Policy, o.Mx, listing).Select(CommandText.Argument).ToList();
        return kept.Count == 0 ? line : line + " -AlsoMx " + string.Join(", ", kept);
    }

    /// <summary>A fix, followed by the command that applies it.</summary>
    public static string Run(string fix, string? command) => command is null ? fix : $"{fix} Run: {command}";

    /// <summary>
    /// The fix whose command asks the DNS servers that the test asked: with split DNS, the system's may answer otherwise. Only commands
    /// that go to the network take them.
    /// </summary>
    public static string WithServers(string fix, IReadOnlyList<string> servers)
    {
        const string Marker = "Run: ";
        var at = servers.Count == 0 ? -1 : fix.LastIndexOf(Marker, StringComparison.Ordinal);
        if (at < 0) return fix;
        var command = fix.Substring(at + Marker.Length);
        var last = command.Substring(command.LastIndexOf('|') + 1).TrimStart();
        return Live.Any(name => last.StartsWith(name + " ", StringComparison.Ordinal)) ? fix + CommandText.Server(servers) : fix;
    }

    /// <summary>Puts the domain's values into a fix of the catalogue.</summary>
    public static string Fill(string fix, DomainScan o)
    {
        if (fix.IndexOf('<') < 0) return fix;
        if (fix.IndexOf("<id>", StringComparison.Ordinal) >= 0) fix = fix.Replace("<id>", NewId(o));
        if (fix.IndexOf("<rua>", StringComparison.Ordinal) >= 0) fix = fix.Replace("<rua>", string.Join(",", Rua(o)));
        return fix.Replace("<domain>", o.Domain);
    }

    private static string NewId(DomainScan o)
    {
        var answer = o.StsAnswer ?? o.Published?.Answer;
        var texts = answer is null ? [] : answer.RecordsOf<TxtRecord>().Select(r => r.Text).ToList();
        return StsRecordWriter.NewId(o.UtcNow, StsRecordWriter.IdsIn(texts));
    }

    private static IReadOnlyList<string> Rua(DomainScan o) =>
        RuaAdvice.For(o.Domain, o.TlsRptSelection.Candidates.Count > 0 ? o.TlsRptSelection.Candidates : o.TlsRpt is { } record ? [record.Text] : []);

    private static PublishedRecord? Published(DomainScan o)
    {
        var answer = o.StsAnswer ?? o.Published?.Answer;
        return answer is null ? null : RecordLookup.Describe(o.Domain, answer, RecordLookup.Select(answer, StsRecordParser.VersionField));
    }

    /// <summary>The patterns of the policy that the new ones do not replace and that are not wrong patterns for one of the hosts.</summary>
    private static IEnumerable<string> KeptPatterns(Policy policy, IReadOnlyCollection<MxScan> mx, MxListing listing)
    {
        var open = listing.Hosts.Where(host => !policy.Covers(host)).ToList();
        foreach (var pattern in policy.Patterns)
        {
            if (MxAdvice.NeverExists(pattern.Name) || AddressText.IsAddress(pattern.Name)) continue;
            if (mx.Any(host => pattern.Covers(host.Host)) || open.Any(host => CoverageCause.IsNear(pattern, host))) continue;
            yield return pattern.Text;
        }
    }

    /// <summary>An address as people write it, where that is unambiguous.</summary>
    private static string Plain(string uri) =>
        uri.StartsWith("mailto:", StringComparison.Ordinal) && uri.IndexOf('%') < 0 && uri.IndexOf('?') < 0 ? uri.Substring(7) : uri;
}
