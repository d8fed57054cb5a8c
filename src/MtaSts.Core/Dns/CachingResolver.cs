using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns;

/// <summary>
/// Asks another resolver once for each name and type, however many callers ask at the same time, and keeps definite
/// answers for as long as the DNS allows, up to a number of them. One caller who cancels does not disturb the others;
/// the last one to leave ends the work. Callers may get the same response object; names compare without case.
/// Failures are shared by those who wait for them but not kept.
/// </summary>
public sealed class CachingResolver : IDnsResolver
{
    /// <summary>How many answers are kept unless said otherwise.</summary>
    public const int DefaultMaxAnswers = 1024;

    private readonly IDnsResolver _inner;
    private readonly AnswerCache _cache;
    private readonly object _gate = new();
    private readonly Dictionary<QuestionKey, InFlightQuery> _running = [];

    /// <summary>Puts itself before <paramref name="inner"/>, which it does not own.</summary>
    /// <param name="inner">The resolver to ask.</param>
    /// <param name="maxAnswers">How many answers to keep, those used last; 0 for none.</param>
    /// <param name="utcNow">The clock by which answers grow old; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAnswers"/> is negative.</exception>
    public CachingResolver(IDnsResolver inner, int maxAnswers = DefaultMaxAnswers, Func<DateTime>? utcNow = null)
    {
        _inner = inner ?? throw new ArgumentNullException(nameof(inner));
        if (maxAnswers < 0) throw new ArgumentOutOfRangeException(nameof(maxAnswers));
        _cache = new AnswerCache(maxAnswers, utcNow ?? (static () => DateTime.UtcNow));
    }

    /// <summary>How many answers are kept at the moment.</summary>
    internal int KeptCount
    {
        get
        {
            lock (_gate) return _cache.Count;
        }
    }

    /// <summary>How many questions are being asked at the moment.</summary>
    internal int RunningCount
    {
        get
        {
            lock (_gate) return _running.Count;
        }
    }

    /// <inheritdoc/>
    public async Task<DnsResponse> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        cancellationToken.ThrowIfCancellationRequested();
        var key = new QuestionKey(DnsName.WithoutFinalDot(name), type);
        InFlightQuery? question;
        var isNew = false;
        lock (_gate)
        {
            if (_cache.TryGet(key, out var kept)) return kept!;
            if (!_running.TryGetValue(key, out question))
            {
                question = new InFlightQuery();
                _running.Add(key, question);
                isNew = true;
            }

            question.Callers++;
        }

        // Not under the lock: the inner resolver runs on this thread until it first waits. Who asks goes on with the answer
        // as if nobody shared it; the others go on elsewhere.
        var answer = isNew ? AskAsync(key, question) : question.Answer;
        try
        {
            return await SharedWork.WaitAsync(answer, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Leave(key, question);

            // What it ends with is of no interest any more, and counts as seen.
            _ = answer.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    private async Task<DnsResponse> AskAsync(QuestionKey key, InFlightQuery question)
    {
        DnsResponse? response = null;
        Exception? fault = null;
        try
        {
            response = await _inner.QueryAsync(key.Name, key.Type, question.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, it is handed to the callers
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = e;
        }

        lock (_gate)
        {
            // When the last caller has left, another question may already run under this key.
            if (_running.TryGetValue(key, out var running) && running == question) _running.Remove(key);
            if (response is not null) _cache.Add(key, response);
        }

        question.End(response, fault);
        return await question.Answer.ConfigureAwait(false);
    }

    private void Leave(QuestionKey key, InFlightQuery question)
    {
        lock (_gate)
        {
            if (--question.Callers > 0) return;
            if (!_running.TryGetValue(key, out var running) || running != question) return; // it has ended
            _running.Remove(key);
        }

        question.Cancel();
    }
}
