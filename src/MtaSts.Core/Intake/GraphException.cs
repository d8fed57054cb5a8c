using System;

namespace MtaSts.Intake;

/// <summary>Microsoft Graph did not do what was asked. The message is safe to show.</summary>
public sealed class GraphException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fault">The kind of fault.</param>
    /// <param name="message">What happened, in whole sentences, safe to show.</param>
    /// <param name="innerException">The cause; null when there is none.</param>
    public GraphException(GraphFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    /// <summary>The kind of fault.</summary>
    public GraphFault Fault { get; }
}
