using System.Threading;

namespace MtaSts.TlsRpt;

/// <summary>What the results of one file take of a <see cref="ReadMemory"/>. One thread at a time uses it.</summary>
public sealed class ReadMemoryAccount
{
    private readonly ReadMemory _memory;
    private readonly long _number;
    private long _taken;
    private long _pending;

    internal ReadMemoryAccount(ReadMemory memory, long number)
    {
        _memory = memory;
        _number = number;
    }

    /// <summary>Whether nothing more should be read ahead.</summary>
    public bool IsUsedUp => _memory.IsUsedUp;

    /// <summary>Takes memory; waits while it is used up and it is another file's turn.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="System.OperationCanceledException">The token was cancelled.</exception>
    public void Take(long bytes, CancellationToken cancellationToken)
    {
        if (bytes <= 0) return;
        _memory.Take(_number, bytes, cancellationToken);
        _taken += bytes;
        _pending += bytes;
    }

    /// <summary>What was taken since this was last asked: the share of the result that was read last.</summary>
    public long Settle()
    {
        var share = _pending;
        _pending = 0;
        return share;
    }

    /// <summary>Gives back a share, when its result was handed on.</summary>
    /// <param name="share">What <see cref="Settle"/> gave.</param>
    public void Release(long share)
    {
        if (share <= 0) return;
        _taken -= share;
        _memory.Release(share);
    }

    /// <summary>Gives back all that is left.</summary>
    public void Close() => Release(_taken);
}
