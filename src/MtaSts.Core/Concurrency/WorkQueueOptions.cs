using System;

namespace MtaSts.Concurrency;

/// <summary>How an <see cref="OrderedWorkQueue{TIn, TOut}"/> deals with pieces that take long. The defaults fit large results.</summary>
/// <typeparam name="TOut">What comes of a piece.</typeparam>
public sealed class WorkQueueOptions<TOut>
{
    /// <summary>
    /// How many pieces may be under way or wait behind a slow one for their turn to be handed out; 0 for four times the number
    /// that run at once. A slow piece holds up those behind it only when so many have piled up. Where it is set, no more
    /// pieces are taken in advance than run at once.
    /// </summary>
    public int Window { get; init; }

    /// <summary>Hand out each result as soon as it is there, in any order.</summary>
    public bool AsCompleted { get; init; }

    /// <summary>
    /// After how long a piece is slow. Slow pieces do not count against the number that run at once, up to as many again:
    /// waiting for somebody who does not answer costs nothing that the others need. Null when all pieces count to their end.
    /// </summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>What a result weighs, in any unit; null when results weigh nothing. Called on the pool; must not throw.</summary>
    public Func<TOut, long>? WeightOf { get; init; }

    /// <summary>The most that results which wait for their turn may weigh before no further piece is taken.</summary>
    public long MaxWeight { get; init; } = long.MaxValue;
}
