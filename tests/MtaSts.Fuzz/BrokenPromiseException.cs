using System;

namespace MtaSts.Fuzz;

/// <summary>A parser broke one of its promises.</summary>
internal sealed class BrokenPromiseException : Exception
{
    public BrokenPromiseException(string promise)
        : base("Broken: " + promise)
    {
    }

    public BrokenPromiseException()
    {
    }

    public BrokenPromiseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
