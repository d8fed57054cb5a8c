using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Concurrency;

/// <summary>
/// Runs asynchronous work on the pool, several pieces at once, and hands the results to one thread in the order of the
/// input. The thread that calls <see cref="Add"/> and <see cref="Complete"/> owns the queue: results and messages reach the
/// sink only on it, as a PowerShell pipeline requires. The number of waiting pieces is bounded, so memory stays
/// flat however long the input is.
/// </summary>
/// <typeparam name="TIn">A piece of input.</typeparam>
/// <typeparam name="TOut">The result.</typeparam>
public sealed class OrderedWorkQueue<TIn, TOut> : IDisposable
{
    // A slow piece holds back the results after it; this many times the limit may be running or waiting.
    private const int WindowFactor = 4;

    private readonly Func<TIn, CancellationToken, Task<TOut>> _work;
    private readonly IWorkQueueSink<TIn, TOut> _sink;
    private readonly int _window;
    private readonly FifoSemaphore _gate;
    private readonly CancellationTokenSource _source;
    private readonly Queue<(TIn Item, Task<TOut> Task)> _queue = new();
    private readonly NotificationQueue _messages = new();
    private volatile bool _isStopped;
    private bool _isDisposed;

    /// <summary>Creates a work queue.</summary>
    /// <param name="work">Does one piece; runs on the pool. It must end soon after its token is canceled.</param>
    /// <param name="throttleLimit">How many pieces run at once; at least 1.</param>
    /// <param name="sink">Takes results, faults and messages, on the owner's thread.</param>
    /// <param name="cancellationToken">Ends everything; the same as <see cref="Stop"/>.</param>
    public OrderedWorkQueue(
        Func<TIn, CancellationToken, Task<TOut>> work, int throttleLimit, IWorkQueueSink<TIn, TOut> sink, CancellationToken cancellationToken = default)
    {
        if (throttleLimit < 1) throw new ArgumentOutOfRangeException(nameof(throttleLimit));
        _work = work ?? throw new ArgumentNullException(nameof(work));
        _sink = sink ?? throw new ArgumentNullException(nameof(sink));
        _window = throttleLimit * WindowFactor;
        _gate = new FifoSemaphore(throttleLimit);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source.Token.Register(_gate.Close);
    }

    /// <summary>Starts one piece, and hands out what is ready. Waits only while the window is full.</summary>
    /// <param name="item">The piece.</param>
    /// <exception cref="OperationCanceledException">The queue was stopped.</exception>
    public void Add(TIn item)
    {
        if (_isDisposed) throw new ObjectDisposedException(GetType().Name);
        ThrowIfStopped();
        _queue.Enqueue((item, Start(item)));
        Drain(_window - 1);
    }

    /// <summary>Waits for all pieces and hands out the rest.</summary>
    /// <exception cref="OperationCanceledException">The queue was stopped.</exception>
    public void Complete()
    {
        if (_isDisposed) throw new ObjectDisposedException(GetType().Name);
        Drain(0);
    }

    /// <summary>Leaves a message for the sink, from any thread; the owner's thread takes it when it next hands something out.</summary>
    /// <param name="message">Something for <see cref="IWorkQueueSink{TIn, TOut}.Message"/>.</param>
    public void Post(object message) => _messages.Post(message);

    /// <summary>Ends everything, from any thread, and returns at once.</summary>
    public void Stop()
    {
        // Nothing more is taken or handed out from here on, however long the cancellation takes.
        _isStopped = true;

        // Canceled work may take time to react, and the caller must not wait for it.
        ThreadPool.QueueUserWorkItem(static state => Cancel((CancellationTokenSource)state!), _source);
        _messages.Wake();
    }

    /// <summary>Ends everything and waits until no piece is running. Results not yet handed out are dropped.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        Cancel(_source);
        foreach (var (_, task) in _queue) Await(task);
        _queue.Clear();
        _source.Dispose();
        _messages.Dispose();
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The queue has ended in the meantime.
        }
        catch (AggregateException)
        {
            // What a callback throws does not concern the caller of Stop.
        }
    }

    private static void Await(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // The result is dropped, and so is the fault
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private void ThrowIfStopped()
    {
        if (_isStopped) throw new OperationCanceledException();
        _source.Token.ThrowIfCancellationRequested();
    }

    private Task<TOut> Start(TIn item)
    {
        // Taken here, on one thread, so that pieces start in the order of the input. The rest runs on the pool from its
        // first line on, outside any synchronization context of the caller.
        var entry = _gate.EnterAsync();
        var task = Task.Run(() => RunAsync(item, entry), CancellationToken.None);
        task.ContinueWith(
            static (_, state) => ((NotificationQueue)state!).Wake(), _messages, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    private async Task<TOut> RunAsync(TIn item, Task entry)
    {
        await entry.ConfigureAwait(false);
        try
        {
            return await _work(item, _source.Token).ConfigureAwait(false);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <summary>Hands out what is ready, and waits until at most this many pieces are left.</summary>
    private void Drain(int most)
    {
        try
        {
            while (true)
            {
                while (_messages.TryTake(out var message)) _sink.Message(message!);
                ThrowIfStopped();
                if (_queue.Count > 0 && _queue.Peek().Task.IsCompleted) HandOut();
                else if (_queue.Count <= most) return;
                else _messages.Wait();
            }
        }
        catch
        {
            // Whatever the sink throws, including PowerShell's stop, nothing is left running.
            Dispose();
            throw;
        }
    }

    private void HandOut()
    {
        var (item, task) = _queue.Dequeue();
        TOut result;
        try
        {
            result = task.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // A fault of one piece is reported, and the others continue
        catch (Exception error)
#pragma warning restore CA1031
        {
            // Once the queue is stopped a fault says nothing about the piece.
            ThrowIfStopped();
            _sink.Fault(item, error);
            return;
        }

        _sink.Result(item, result);
    }
}
