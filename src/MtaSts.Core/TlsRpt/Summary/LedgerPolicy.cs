using System.Collections.Generic;

namespace MtaSts.TlsRpt.Summary;

/// <summary>One policy of a report that counts, with the domain that it is for.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Domain">The domain in A-labels; empty when nothing names it.</param>
/// <param name="IsMaybeHost">Only a DANE policy names the domain, so it may be an MX host.</param>
internal readonly record struct LedgerPolicy(TlsReportPolicy Policy, string Domain, bool IsMaybeHost);

/// <summary>What counts of one report.</summary>
/// <param name="Report">The report.</param>
/// <param name="IsTrusted">Its successes are evidence: it is aligned, or did not come by mail.</param>
/// <param name="Policies">The policies that count.</param>
/// <param name="Conflicts">The domains for which another report of the same id and other content counts too.</param>
/// <param name="Superseded">The domains for which it was left out, because an aligned report has the same id and other content.</param>
/// <param name="IsShared">Other shards have a part of the report, because it is about several domains.</param>
internal sealed record LedgerEntry(
    TlsReport Report, bool IsTrusted, IReadOnlyList<LedgerPolicy> Policies, IReadOnlyList<string> Conflicts, IReadOnlyList<string> Superseded,
    bool IsShared);
