using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Reporting;
using MtaSts.TlsRpt;

namespace MtaSts.Journaling;

/// <summary>What a scan of many domains came to: how many have each status, and why some are Unknown.</summary>
public sealed class ScanTally
{
    private readonly SortedDictionary<TestStatus, int> _statuses = [];
    private readonly Dictionary<UnknownCause, int> _causes = [];
    private readonly UnknownAdvice _advice = new();
    private readonly HashSet<ContentKey> _counted = []; // about 40 bytes per domain

    /// <summary>How many results were added, also several of one domain.</summary>
    public int Results { get; private set; }

    /// <summary>How many domains there are. A domain that has several results with the same status counts once.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them are Unknown.</summary>
    public int Unknown => _causes.Values.Sum();

    /// <summary>The domains by status, in the order of the statuses.</summary>
    public IEnumerable<KeyValuePair<TestStatus, int>> Statuses => _statuses;

    /// <summary>The domains that are Unknown, by cause; the most frequent cause first.</summary>
    public IEnumerable<KeyValuePair<UnknownCause, int>> Causes => _causes.OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key);

    /// <summary>
    /// Whether a new test of a domain with this cause comes to the same result, whatever the network, the time and the machine, unless the
    /// domain changes. The limits of a machine are not of this kind: a journal can continue on another machine.
    /// </summary>
    /// <param name="cause">Why the domain is Unknown.</param>
    public static bool IsLasting(UnknownCause cause) => UnknownAdvice.IsLasting(cause);

    /// <summary>Counts a result.</summary>
    /// <param name="result">The result.</param>
    public void Add(TestResult result)
    {
        if (result is null) throw new ArgumentNullException(nameof(result));
        Results++;
        if (!_counted.Add(ContentKey.Of(result.Status + " " + result.DomainName))) return;
        Count++;
        _statuses[result.Status] = _statuses.TryGetValue(result.Status, out var same) ? same + 1 : 1;
        _advice.WasMxReached |= result.Mx.Any(mx => mx.StartTls is not (StartTlsState.NotTested or StartTlsState.Unknown));
        if (result.Status != TestStatus.Unknown) return;
        var cause = result.UnknownCause ?? UnknownCause.Other;
        _causes[cause] = _causes.TryGetValue(cause, out var others) ? others + 1 : 1;
    }

    /// <summary>How many domains are Unknown and why, and what to do about the most frequent causes; empty when none is.</summary>
    /// <param name="hasJournal">Whether the scan has a journal.</param>
    /// <param name="isRetry">Whether this scan tested again what was Unknown.</param>
    public string Explain(bool hasJournal, bool isRetry = false)
    {
        if (_causes.Count == 0) return "";
        var causes = string.Join(", ", Causes.Select(cause => FormattableString.Invariant($"{_advice.NameOf(cause.Key)} {cause.Value}")));
        return FormattableString.Invariant($"{Unknown} of {Count} domains {(Unknown == 1 ? "is" : "are")} Unknown ({causes}). ")
            + _advice.For(_causes, hasJournal, isRetry);
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
}
