using System;
using MtaSts.Concurrency;

namespace MtaSts.Dns;

/// <summary>
/// Definite answers, each until its TTL is over (RFC 2308 §5 for negative ones), at most a number of them; the one
/// not used for longest goes first. Not safe for several threads: its owner locks.
/// </summary>
internal sealed class AnswerCache(int maxAnswers, Func<DateTime> utcNow)
{
    private readonly LruCache<QuestionKey, Kept> _answers = new(maxAnswers);

    public int Count => _answers.Count;

    public bool TryGet(QuestionKey key, out DnsResponse? response)
    {
        response = null;
        if (!_answers.TryGet(key, out var kept)) return false;
        if (utcNow() >= kept.Until)
        {
            _answers.Remove(key);
            return false;
        }

        response = kept.Response;
        return true;
    }

    /// <summary>Keeps an answer if it is definite and may be kept at all.</summary>
    public void Add(QuestionKey key, DnsResponse response)
    {
        var lifetime = response.Status == DnsStatus.Success ? response.TimeToLive : response.NegativeTimeToLive;
        if (!response.IsDefinite || lifetime <= TimeSpan.Zero) return;
        _answers.Set(key, new Kept(response, utcNow() + lifetime));
    }

    private readonly record struct Kept(DnsResponse Response, DateTime Until);
}
