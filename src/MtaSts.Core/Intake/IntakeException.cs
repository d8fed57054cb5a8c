using System;

namespace MtaSts.Intake;

/// <summary>A state file cannot be used. The message says why.</summary>
public sealed class IntakeException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, in whole sentences.</param>
    /// <param name="innerException">The cause; null when there is none.</param>
    public IntakeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
