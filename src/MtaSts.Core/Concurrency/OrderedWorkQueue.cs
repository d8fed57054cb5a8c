using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Concurrency;

/// <summary>
/// Runs asynchronous work on the pool, several pieces at once, and hands the results to one thread in the order of the
/// input, or as they come where <see cref="WorkQueueOptions{TOut}.AsCompleted"/> says so. The thread that calls
/// <see cref="Add"/> and <see cref="Complete"/> owns the pump: results and messages reach the sink on it and on no other, which
/// is what a PowerShell pipeline asks for. How much waits is bounded, so memory stays flat however long the input is.
/// </summary>
/// <typeparam name="TIn">A piece of input.</typeparam>
/// <typeparam name="TOut">The result.</typeparam>
public sealed class OrderedWorkQueue<TIn, TOut> : IDisposable
{
    // A slow piece holds back the results behind it; this many times the limit may be under way or wait for it by default.
    private const int WindowFactor = 4;

    private readonly WorkQueueOptions<TOut> _options;
    private readonly Func<TIn, CancellationToken, Task<TOut>> _work;
    private readonly IWorkQueueSink<TIn, TOut> _sink;
    private readonly int _window;
    private readonly int _mostUnstarted;
    private readonly FifoSemaphore _gate;
    private readonly FifoSemaphore _slowLane;
    private readonly CancellationTokenSource _source;
    private readonly LinkedList<Piece> _pieces = new(); // in the order of the input
    private readonly ConcurrentQueue<LinkedListNode<Piece>> _done = new();
    private readonly NotificationQueue _messages = new();
    private long _weight;
    private int _unstarted;
    private volatile bool _isStopped;
    private bool _isDisposed;

    /// <summary>Creates a work queue.</summary>
    /// <param name="work">Does one piece; runs on the pool. It must end soon after its token is canceled.</param>
    /// <param name="throttleLimit">How many pieces run at once; at least 1.</param>
    /// <param name="sink">Takes results, faults and messages, on the owner's thread.</param>
    /// <param name="cancellationToken">Ends everything; the same as <see cref="Stop"/>.</param>
    public OrderedWorkQueue(
        Func<TIn, CancellationToken, Task<TOut>> work, int throttleLimit, IWorkQueueSink<TIn, TOut> sink, CancellationToken cancellationToken = default)
        : this(work, throttleLimit, sink, new WorkQueueOptions<TOut>(), cancellationToken)
    {
    }

    /// <summary>Makes a pump.</summary>
    /// <param name="work">Does one piece; runs on the pool. It must end soon after its token is cancelled.</param>
    /// <param name="throttleLimit">How many pieces run at once; at least 1.</param>
    /// <param name="sink">Takes results, faults and messages, on the owner's thread.</param>
    /// <param name="options">What is done about slow pieces.</param>
    /// <param name="cancellationToken">Ends everything; the same as <see cref="Stop"/>.</param>
    public OrderedWorkQueue(
        Func<TIn, CancellationToken, Task<TOut>> work, int throttleLimit, IWorkQueueSink<TIn, TOut> sink, WorkQueueOptions<TOut> options,
        CancellationToken cancellationToken = default)
    {
        if (throttleLimit < 1) throw new ArgumentOutOfRangeException(nameof(throttleLimit));
        _work = work ?? throw new ArgumentNullException(nameof(work));
        _sink = sink ?? throw new ArgumentNullException(nameof(sink));
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _mostUnstarted = _options.Window > 0 ? throttleLimit : int.MaxValue;
        _window = Math.Max(_options.Window, throttleLimit * WindowFactor);
        _gate = new FifoSemaphore(throttleLimit);
        _slowLane = new FifoSemaphore(throttleLimit);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source.Token.Register(_gate.Close);
        _source.Token.Register(_slowLane.Close);
    }

    /// <summary>Starts one piece, and hands out what is ready. Waits only while the window is full.</summary>
    /// <param name="item">The piece.</param>
    /// <exception cref="OperationCanceledException">The queue was stopped.</exception>
    public void Add(TIn item)
    {
        if (_isDisposed) throw new ObjectDisposedException(GetType().Name);
        ThrowIfStopped();
        Start(_pieces.AddLast(new Piece(item)));
        Drain(_window - 1, _options.MaxWeight);
    }

    /// <summary>Waits for all pieces and hands out the rest.</summary>
    /// <exception cref="OperationCanceledException">The queue was stopped.</exception>
    public void Complete()
    {
        if (_isDisposed) throw new ObjectDisposedException(GetType().Name);
        Drain(0, 0);
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
        foreach (var piece in _pieces) Await(piece.Task);
        _pieces.Clear();
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

    private void Start(LinkedListNode<Piece> node)
    {
        // Taken here, on one thread, so that pieces start in the order of the input. The rest runs on the pool from its
        // first line on, outside any synchronization context of the caller.
        var entry = _gate.EnterAsync();
        Interlocked.Increment(ref _unstarted);
        var item = node.Value.Item;
        node.Value.Task = Task.Run(() => RunAsync(item, entry), CancellationToken.None);
        node.Value.Task.ContinueWith(
            static (_, state) =>
            {
                var (queue, done) = ((OrderedWorkQueue<TIn, TOut>, LinkedListNode<Piece>))state!;
                if (queue._options.AsCompleted) queue._done.Enqueue(done);
                queue._messages.Wake();
            },
            (this, node), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task<TOut> RunAsync(TIn item, Task entry)
    {
        await entry.ConfigureAwait(false);
        Interlocked.Decrement(ref _unstarted);
        if (_options.Window > 0) _messages.Wake();
        var lane = _gate;
        try
        {
            var work = _work(item, _source.Token);
            if (_options.Patience is { } patience && work is { IsCompleted: false } && await IsSlowAsync(work, patience).ConfigureAwait(false))
            {
                lane = _slowLane;
                _gate.Leave();
            }

            var result = await work.ConfigureAwait(false);
            if (_options.WeightOf is { } weightOf) Interlocked.Add(ref _weight, weightOf(result));
            return result;
        }
        finally
        {
            lane.Leave();
        }
    }

    /// <summary>Waits for the work, or until it has taken so long that it goes into the slow lane and there is room in it.</summary>
    /// <returns>True when it is in the slow lane.</returns>
    private async Task<bool> IsSlowAsync(Task work, TimeSpan patience)
    {
        using (var quick = new CancellationTokenSource())
        {
            await Task.WhenAny(work, Task.Delay(patience, quick.Token)).ConfigureAwait(false);
            quick.Cancel();
        }

        if (work.IsCompleted) return false;
        var entry = _slowLane.EnterAsync();
        await Task.WhenAny(work, entry).ConfigureAwait(false);
        if (entry.Status == TaskStatus.RanToCompletion) return true;

        // It ended where it was. Its place in the slow lane, when it comes, is for the next.
        _ = entry.ContinueWith(
            static (_, state) => ((FifoSemaphore)state!).Leave(), _slowLane, CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion,
            TaskScheduler.Default);
        return false;
    }

    /// <summary>Hands out what is ready, and waits until no more than so many pieces are left, and their results do not weigh more than that.</summary>
    private void Drain(int most, long mostWeight)
    {
        try
        {
            while (true)
            {
                while (_messages.TryTake(out var message)) _sink.Message(message!);
                ThrowIfStopped();
                if (NextDone() is { } next) HandOut(next);
                else if (_pieces.Count == 0 || (_pieces.Count <= most && HasRoom(mostWeight))) return;
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

    // What has been taken runs, however much has piled up before it: so no more is taken in advance than keeps the work going.
    private bool HasRoom(long mostWeight) => Interlocked.Read(ref _weight) <= mostWeight && Volatile.Read(ref _unstarted) <= _mostUnstarted;

    private LinkedListNode<Piece>? NextDone()
    {
        if (_options.AsCompleted) return _done.TryDequeue(out var done) ? done : null;
        return _pieces.First is { Value.Task.IsCompleted: true } first ? first : null;
    }

    private void HandOut(LinkedListNode<Piece> node)
    {
        _pieces.Remove(node);
        var (item, task) = (node.Value.Item, node.Value.Task);
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

        if (_options.WeightOf is { } weightOf) Interlocked.Add(ref _weight, -weightOf(result));
        _sink.Result(item, result);
    }

    private sealed class Piece(TIn item)
    {
        public TIn Item { get; } = item;

        public Task<TOut> Task { get; set; } = null!;
    }
}
