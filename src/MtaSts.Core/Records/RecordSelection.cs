using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Records;

/// <summary>
/// Selects the one record that counts among all TXT records at a name: those that do not begin with the version and a
/// semicolon are discarded, and exactly one must be left (RFC 8461 §3.1, RFC 8460 §3).
/// </summary>
public sealed class RecordSelection
{
    private RecordSelection(IReadOnlyList<string> candidates, IReadOnlyList<string> discarded)
    {
        Candidates = candidates;
        Discarded = discarded;
    }

    /// <summary>The texts that begin with the version and a semicolon.</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>The texts that senders discard.</summary>
    public IReadOnlyList<string> Discarded { get; }

    /// <summary>True when there is more than one TXT record, so that the discard rule comes before the grammar.</summary>
    public bool IsAmongOthers => Candidates.Count + Discarded.Count > 1;

    /// <summary>The one text that counts; null when there is none or more than one.</summary>
    public string? Selected => Candidates.Count == 1 ? Candidates[0] : null;

    /// <summary>Selects among all TXT records at <c>_mta-sts.</c> or <c>_smtp._tls.</c>.</summary>
    /// <param name="texts">Each TXT record's strings, joined.</param>
    /// <param name="version"><c>v=STSv1</c> or <c>v=TLSRPTv1</c>.</param>
    public static RecordSelection Select(IEnumerable<string> texts, string version)
    {
        var all = texts.ToList();
        var candidates = all.Where(text => text.StartsWith(version + ";", StringComparison.Ordinal)).ToList();

        // Erratum 6285: the grammar allows 'v=STSv1 ;'. If it is the only record, reading it does no harm; among
        // several, senders discard it before they parse anything.
        if (candidates.Count == 0 && all.Count == 1) candidates = all.Where(text => TagList.TrySplit(text, version) is not null).ToList();

        return new RecordSelection(candidates, all.Where(text => !candidates.Contains(text)).ToList());
    }
}
