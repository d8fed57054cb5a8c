using System;

namespace MtaSts.Concurrency;

/// <summary>Takes what a work queue hands out, always on the thread that owns the queue. What it throws ends the queue.</summary>
/// <typeparam name="TIn">A piece of input.</typeparam>
/// <typeparam name="TOut">The result.</typeparam>
public interface IWorkQueueSink<in TIn, in TOut>
{
    /// <summary>Takes a result; the results come in the order of the input, unless the queue hands them out as they come.</summary>
    /// <param name="item">The piece of input.</param>
    /// <param name="result">The result.</param>
    void Result(TIn item, TOut result);

    /// <summary>Takes the exception that the work for a piece threw.</summary>
    /// <param name="item">The piece of input.</param>
    /// <param name="exception">The exception.</param>
    void Fault(TIn item, Exception exception);

    /// <summary>Takes a message that the work posted.</summary>
    /// <param name="message">What was posted.</param>
    void Message(object message);
}
