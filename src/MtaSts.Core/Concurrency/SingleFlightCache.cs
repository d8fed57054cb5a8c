using System;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Text;

namespace MtaSts.Concurrency;

/// <summary>
/// Looks at an MX host once, however many domains share it: a hundred domains at one provider must not open a hundred
/// connections to it. Remembers the hosts used last and forgets the others, so memory stays flat.
/// </summary>
/// <typeparam name="T">What is known of a host.</typeparam>
/// <param name="most">How many hosts are remembered.</param>
internal sealed class SingleFlightCache<T>(int most)
{
    private readonly object _gate = new();
    private readonly LruCache<string, Task<T>> _hosts = new(most);

    /// <summary>What is known of the host; looks when nobody has yet.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="look">Looks at the host.</param>
    /// <param name="cancellationToken">Ends the wait; the look itself when it was begun here.</param>
    public async Task<T> GetAsync(string host, Func<CancellationToken, Task<T>> look, CancellationToken cancellationToken)
    {
        var name = DomainName.Normalize(host);
        while (true)
        {
            var task = Find(name, () => look(cancellationToken), out var isOurs);
            try
            {
                return isOurs ? await task.ConfigureAwait(false) : await SharedWork.WaitAsync(task, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Whoever began the look was cancelled, and we were not.
            }
            finally
            {
                if (task.IsCanceled || task.IsFaulted) Forget(name, task);
            }
        }
    }

    private Task<T> Find(string name, Func<Task<T>> look, out bool isOurs)
    {
        lock (_gate)
        {
            isOurs = !_hosts.TryGet(name, out var task);
            if (task is not null) return task;

            // On the pool: the look must not run under the lock.
            task = Task.Run(look);
            _hosts.Set(name, task);
            return task;
        }
    }

    private void Forget(string name, Task<T> task)
    {
        lock (_gate)
        {
            if (_hosts.TryGet(name, out var kept) && kept == task) _hosts.Remove(name);
        }
    }
}
