using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Reporting;

/// <summary>Failed sessions by all dimensions of a report's details, added up instead of kept one by one.</summary>
internal sealed class FailureTotals
{
    /// <summary>Beyond this number, new details keep the result type and the MX host but not the sender's address.</summary>
    private const int Limit = 300_000;

    /// <summary>Beyond this number they keep only the result type.</summary>
    private const int LastLimit = 600_000;

    private readonly Dictionary<FailureKey, long> _counts = [];

    /// <summary>True when details were combined because there were too many.</summary>
    public bool IsFull { get; private set; }

    public void Add(FailureKey key, long count)
    {
        if (count == 0) return;
        if (_counts.Count >= Limit && !_counts.ContainsKey(key))
        {
            IsFull = true;
            key = _counts.Count >= LastLimit ? key with { Address = -1, MxHost = -1 } : key with { Address = -1 };
        }

        _counts.TryGetValue(key, out var before);
        _counts[key] = SessionMath.Add(before, count);
    }

    public IEnumerable<KeyValuePair<FailureKey, long>> InOrder => _counts
        .OrderBy(pair => pair.Key.Domain).ThenBy(pair => pair.Key.Day).ThenBy(pair => pair.Key.Organization)
        .ThenBy(pair => pair.Key.ResultType).ThenBy(pair => pair.Key.MxHost).ThenBy(pair => pair.Key.Address).ThenBy(pair => pair.Key.LastDay);

    /// <summary>Who is responsible for a failure.</summary>
    /// <param name="resultType">The result type as reported; null without one.</param>
    /// <param name="isPassing">Whether failures to get the policy are the organization's own temporary fault.</param>
    public static bool IsOwn(string? resultType, bool isPassing) => FailureOwnership.Of(resultType) switch
    {
        FailureOwner.Sender => false,
        FailureOwner.DomainUnlessPassing => !isPassing,
        _ => true,
    };
}

/// <summary>The dimensions of a failure detail, as numbers in name tables; -1 for those that it does not report.</summary>
internal readonly record struct FailureKey(int Domain, int Day, int LastDay, int Organization, int ResultType, int MxHost, int Address);
