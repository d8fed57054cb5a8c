using System;

namespace MtaSts.Concurrency;

/// <summary>Takes what a pump hands out, always on the thread that owns the pump. What it throws ends the pump.</summary>
/// <typeparam name="TIn">A piece of input.</typeparam>
/// <typeparam name="TOut">What comes of it.</typeparam>
public interface IWorkQueueSink<in TIn, in TOut>
{
    /// <summary>Takes a result; the results come in the order of the input, unless the queue hands them out as they come.</summary>
    /// <param name="item">The piece of input.</param>
    /// <param name="result">What came of it.</param>
    void Result(TIn item, TOut result);

    /// <summary>Takes what the work for a piece threw.</summary>
    /// <param name="item">The piece of input.</param>
    /// <param name="exception">The exception.</param>
    void Fault(TIn item, Exception exception);

    /// <summary>Takes something that the work had to say in between.</summary>
    /// <param name="message">What was posted.</param>
    void Message(object message);
}
