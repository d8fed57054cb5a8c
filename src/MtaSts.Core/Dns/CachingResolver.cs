using System;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns;

/// <summary>
/// Asks another resolver once for each name and type, however many callers ask at the same time, and keeps definite
/// answers for as long as the DNS allows (the TTL; RFC 2308 §5 for negative answers), up to a number of them. A caller
/// who cancels does not disturb the others; when the last caller has left, the query is canceled. Callers may get the
/// same response object; names compare without case. Failures reach all callers who wait for them and are not kept.
/// </summary>
public sealed class CachingResolver : IDnsResolver
{
    /// <summary>The number of answers to keep unless another is given.</summary>
    public const int DefaultMaxAnswers = 1024;

    private readonly IDnsResolver _inner;
    private readonly SingleFlightCache<QuestionKey, DnsResponse> _answers;

    /// <summary>Puts a cache in front of <paramref name="inner"/>, which it does not own.</summary>
    /// <param name="inner">The resolver to ask.</param>
    /// <param name="maxAnswers">The number of answers to keep; the least recently used goes first; 0 for none.</param>
    /// <param name="utcNow">The clock that the age of an answer is measured by; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAnswers"/> is negative.</exception>
    public CachingResolver(IDnsResolver inner, int maxAnswers = DefaultMaxAnswers, Func<DateTime>? utcNow = null)
    {
        _inner = inner ?? throw new ArgumentNullException(nameof(inner));
        if (maxAnswers < 0) throw new ArgumentOutOfRangeException(nameof(maxAnswers));
        _answers = new SingleFlightCache<QuestionKey, DnsResponse>(maxAnswers, LifetimeOf, utcNow ?? (static () => DateTime.UtcNow));
    }

    /// <summary>The number of answers kept.</summary>
    internal int KeptCount => _answers.KeptCount;

    /// <summary>The number of queries that run.</summary>
    internal int RunningCount => _answers.InFlightCount;

    /// <inheritdoc/>
    public Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        var key = new QuestionKey(DnsName.WithoutFinalDot(name ?? throw new ArgumentNullException(nameof(name))), type);
        return _answers.GetAsync(key, token => _inner.QueryAsync(key.Name, key.Type, token), cancellationToken);
    }

    private static TimeSpan LifetimeOf(DnsResponse response)
    {
        if (!response.IsDefinite) return TimeSpan.Zero;
        return response.Status == DnsStatus.Success ? response.TimeToLive : response.NegativeTimeToLive;
    }
}
