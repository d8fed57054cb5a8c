using System;
using System.Collections.Generic;

namespace MtaSts.Dns;

/// <summary>
/// Definite answers, each until its TTL is over (RFC 2308 §5 for negative ones), at most a number of them; the one
/// not used for longest goes first. Not safe for several threads: its owner locks.
/// </summary>
internal sealed class AnswerCache(int maxAnswers, Func<DateTime> utcNow)
{
    private readonly Dictionary<QuestionKey, LinkedListNode<Kept>> _answers = [];
    private readonly LinkedList<Kept> _byUse = new();

    public int Count => _answers.Count;

    public bool TryGet(QuestionKey key, out DnsResponse? response)
    {
        response = null;
        if (!_answers.TryGetValue(key, out var node)) return false;
        _byUse.Remove(node);
        if (utcNow() >= node.Value.Until)
        {
            _answers.Remove(key);
            return false;
        }

        _byUse.AddFirst(node);
        response = node.Value.Response;
        return true;
    }

    /// <summary>Keeps an answer if it is definite and may be kept at all.</summary>
    public void Add(QuestionKey key, DnsResponse response)
    {
        var lifetime = response.Status == DnsStatus.Success ? response.TimeToLive : response.NegativeTimeToLive;
        if (maxAnswers == 0 || !response.IsDefinite || lifetime <= TimeSpan.Zero) return;
        if (_answers.TryGetValue(key, out var old)) Remove(old);
        if (_answers.Count == maxAnswers) Remove(_byUse.Last!);
        _answers.Add(key, _byUse.AddFirst(new Kept(key, response, utcNow() + lifetime)));
    }

    private void Remove(LinkedListNode<Kept> node)
    {
        _byUse.Remove(node);
        _answers.Remove(node.Value.Key);
    }

    private readonly record struct Kept(QuestionKey Key, DnsResponse Response, DateTime Until);
}
