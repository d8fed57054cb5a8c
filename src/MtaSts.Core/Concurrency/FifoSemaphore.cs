using System.Collections.Generic;
using System.Threading.Tasks;

namespace MtaSts.Concurrency;

/// <summary>
/// Lets a number of callers in at once, in the order of their arrival: work that is waited for must not queue behind work
/// that came later, and a semaphore does not guarantee that.
/// </summary>
/// <param name="limit">How many may be inside.</param>
internal sealed class FifoSemaphore(int limit)
{
    private readonly object _lock = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _free = limit;
    private bool _isClosed;

    /// <summary>Enters, now or when somebody leaves; canceled when the semaphore closes before that.</summary>
    public Task EnterAsync()
    {
        lock (_lock)
        {
            var ticket = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_isClosed)
            {
                ticket.SetCanceled();
            }
            else if (_free > 0)
            {
                _free--;
                ticket.SetResult(true);
            }
            else
            {
                _waiting.Enqueue(ticket);
            }

            return ticket.Task;
        }
    }

    /// <summary>Leaves, which lets the next caller in.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (_waiting.Count > 0) _waiting.Dequeue().SetResult(true);
            else _free++;
        }
    }

    /// <summary>Lets nobody in any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            while (_waiting.Count > 0) _waiting.Dequeue().SetCanceled();
        }
    }
}
