using System;

namespace MtaSts.Dns;

/// <summary>
/// Remembers that a server is silent, so that not every question waits for it. Nobody leaves it out for that: it is asked
/// after the others for a while, and then one question tries it again in its place. Safe for many callers at once.
/// </summary>
/// <param name="clock">The time since any moment; it never goes back.</param>
internal sealed class ServerHealth(Func<TimeSpan> clock)
{
    /// <summary>
    /// How many questions in succession must go without any answer. One name may be slow for reasons of its own, say because
    /// the name servers of that zone are silent; the answer to another question then shows that the server is alive.
    /// </summary>
    public const int FailuresBeforeRest = 3;

    /// <summary>How long the server is asked after the others.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private int _failures;
    private TimeSpan _restsUntil;

    /// <summary>Whether a question goes to this server in its place; false when it is asked after the others.</summary>
    public bool TakesTurn()
    {
        lock (_lock)
        {
            if (_failures < FailuresBeforeRest) return true;
            var now = clock();
            if (now < _restsUntil) return false;

            // This question tries it; the others wait for what comes of it.
            _restsUntil = now + Rest;
            return true;
        }
    }

    /// <summary>Notes an answer of any kind.</summary>
    public void Answered()
    {
        lock (_lock) _failures = 0;
    }

    /// <summary>Notes that the server did not answer or could not be reached.</summary>
    /// <returns>True when it begins to rest with this.</returns>
    public bool Failed()
    {
        lock (_lock)
        {
            if (_failures < FailuresBeforeRest) _failures++;
            else if (clock() < _restsUntil) return false; // a question from before, or one that had no other server left
            if (_failures < FailuresBeforeRest) return false;
            _restsUntil = clock() + Rest;
            return true;
        }
    }
}
