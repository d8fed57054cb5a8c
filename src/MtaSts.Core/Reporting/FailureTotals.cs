using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Reporting;

/// <summary>Failed sessions by all that a report's details report them, added up and not kept one by one.</summary>
internal sealed class FailureTotals
{
    /// <summary>Past this number, new details keep result type and MX host and lose the sender's address.</summary>
    private const int Limit = 300_000;

    /// <summary>Past this one they keep the result type alone.</summary>
    private const int LastLimit = 600_000;

    private readonly Dictionary<FailureKey, long> _counts = [];

    /// <summary>True when details were put together because there were too many.</summary>
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

    /// <summary>Whose affair a failure is.</summary>
    /// <param name="resultType">The result type as reported; null without one.</param>
    /// <param name="isPassing">Whether failures to get the policy are the organization's own passing fault.</param>
    public static bool IsOwn(string? resultType, bool isPassing) => FailureOwnership.Of(resultType) switch
    {
        FailureOwner.Sender => false,
        FailureOwner.DomainUnlessPassing => !isPassing,
        _ => true,
    };
}

/// <summary>What a failure detail is about, by numbers of name tables; -1 for what it does not tell.</summary>
internal readonly record struct FailureKey(int Domain, int Day, int LastDay, int Organization, int ResultType, int MxHost, int Address);
