using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Reporting;

namespace MtaSts.Journaling;

/// <summary>What a scan of many domains came to: how many have each status, and why some are Unknown.</summary>
public sealed class ScanTally
{
    private readonly SortedDictionary<TestStatus, int> _statuses = [];
    private readonly Dictionary<UnknownCause, int> _causes = [];
    private bool _wasMxReached;

    /// <summary>How many domains there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them are Unknown.</summary>
    public int Unknown => _causes.Values.Sum();

    /// <summary>The domains by status, in the order of the statuses.</summary>
    public IEnumerable<KeyValuePair<TestStatus, int>> Statuses => _statuses;

    /// <summary>The domains that are Unknown, by cause; the most frequent cause first.</summary>
    public IEnumerable<KeyValuePair<UnknownCause, int>> Causes => _causes.OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key);

    /// <summary>Counts a result.</summary>
    /// <param name="result">The result.</param>
    public void Add(TestResult result)
    {
        if (result is null) throw new ArgumentNullException(nameof(result));
        Count++;
        _statuses[result.Status] = _statuses.TryGetValue(result.Status, out var same) ? same + 1 : 1;
        _wasMxReached |= result.Mx.Any(mx => mx.StartTls is not (StartTlsState.NotTested or StartTlsState.Unknown));
        if (result.Status != TestStatus.Unknown) return;
        var cause = result.UnknownCause ?? UnknownCause.Other;
        _causes[cause] = _causes.TryGetValue(cause, out var others) ? others + 1 : 1;
    }

    /// <summary>How many domains are Unknown and why, and what to do about the most frequent cause; empty when none is.</summary>
    /// <param name="hasJournal">Whether the scan has a journal.</param>
    public string Explain(bool hasJournal)
    {
        if (_causes.Count == 0) return "";
        var causes = string.Join(", ", Causes.Select(cause => FormattableString.Invariant($"{NameOf(cause.Key)} {cause.Value}")));
        var fix = FixOf(Causes.First().Key, hasJournal);
        var again = hasJournal ? "run the same command with -RetryUnknown" : "pipe the Unknown results to Test-MtaSts again";
        return FormattableString.Invariant($"{Unknown} of {Count} domains {(Unknown == 1 ? "is" : "are")} Unknown ({causes}). ")
            + (_causes.Count > 1 ? "First, " + fix : char.ToUpperInvariant(fix[0]) + fix.Substring(1)) + " To test only these domains, " + again + ".";
    }

    /// <summary>The domains by status, such as <c>Pass 12, Fail 3</c>.</summary>
    public override string ToString() => string.Join(", ", _statuses.Select(status => FormattableString.Invariant($"{status.Key} {status.Value}")));

    /// <summary>Writes the members of the line in a journal.</summary>
    internal void Write(StrictJsonWriter json, DateTime utcNow)
    {
        json.BeginObject(JournalNames.Summary).Member("ended", utcNow).Member("domains", (long?)Count).BeginObject("statuses");
        foreach (var status in _statuses) json.Member(status.Key.ToString(), (long?)status.Value);
        json.EndObject().BeginObject("unknown");
        foreach (var cause in Causes) json.Member(cause.Key.ToString(), (long?)cause.Value);
        json.EndObject().EndObject();
    }

    private string NameOf(UnknownCause cause) => cause switch
    {
        UnknownCause.DnsTimeout => "DNS time-out",
        UnknownCause.DnsServerFailure => "DNS server failure",
        UnknownCause.DnsUnreachable => "DNS server unreachable",
        UnknownCause.DnsAnswerUnusable => "unusable DNS answer",
        UnknownCause.PolicyHostUnreachable => "policy host unreachable",
        UnknownCause.PolicyHostRefused => "policy host refuses for now",
        UnknownCause.MxUnreachable => _wasMxReached ? "MX hosts unreachable on port 25" : "port 25 closed from here",
        UnknownCause.MxNoAnswer => "no usable answer from the MX hosts",
        UnknownCause.TooManyMxHosts => "too many MX hosts",
        UnknownCause.LimitOfThisMachine => "TLS of this machine is too limited",
        _ => "another cause",
    };

    private string FixOf(UnknownCause cause, bool hasJournal) => cause switch
    {
        UnknownCause.DnsTimeout or UnknownCause.DnsServerFailure =>
            "try a lower -ThrottleLimit, a higher -TimeoutSec, or another resolver with -Server.",
        UnknownCause.DnsUnreachable or UnknownCause.DnsAnswerUnusable => "check the DNS servers of this machine, or name others with -Server.",
        UnknownCause.MxUnreachable when !_wasMxReached =>
            "use a network where port 25 is open, or -SkipStartTls" + (hasJournal ? " with another journal" : "") + ": no MX host of any domain was reached.",
        UnknownCause.PolicyHostUnreachable or UnknownCause.MxUnreachable => "test them from another network.",
        UnknownCause.MxNoAnswer => "test them later, or from another network.",
        UnknownCause.PolicyHostRefused => "test them later, or with a lower -ThrottleLimit.",
        _ => "look at the checks with the status Unknown.",
    };
}
