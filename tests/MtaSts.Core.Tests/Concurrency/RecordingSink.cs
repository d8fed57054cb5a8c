using System;
using System.Collections.Generic;
using System.Threading;
using MtaSts.Concurrency;
using Xunit;

namespace MtaSts.Tests.Concurrency;

/// <summary>Records the results of a work queue, and checks that they arrive on the thread that created the sink.</summary>
internal sealed class RecordingSink : IWorkQueueSink<int, int>
{
    private readonly Thread _owner = Thread.CurrentThread;

    public List<int> Results { get; } = [];

    public List<(int Item, Exception Error)> Faults { get; } = [];

    public List<object> Messages { get; } = [];

    public Action<int>? OnResult { get; init; }

    public Action<object>? OnMessage { get; init; }

    public void Result(int item, int result)
    {
        Assert.Same(_owner, Thread.CurrentThread);
        Results.Add(result);
        OnResult?.Invoke(item);
    }

    public void Fault(int item, Exception exception)
    {
        Assert.Same(_owner, Thread.CurrentThread);
        Faults.Add((item, exception));
    }

    public void Message(object message)
    {
        Assert.Same(_owner, Thread.CurrentThread);
        Messages.Add(message);
        OnMessage?.Invoke(message);
    }
}
