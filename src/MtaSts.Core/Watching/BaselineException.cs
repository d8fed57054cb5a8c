using System;

namespace MtaSts.Watching;

/// <summary>A file is not a readable baseline. The message says where and why.</summary>
public sealed class BaselineException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Where and why.</param>
    /// <param name="innerException">The cause; null when there is none.</param>
    public BaselineException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
