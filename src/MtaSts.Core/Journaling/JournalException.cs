using System;

namespace MtaSts.Journaling;

/// <summary>A journal cannot be used. The message says why.</summary>
public sealed class JournalException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, in whole sentences.</param>
    /// <param name="reason">The kind of the reason.</param>
    /// <param name="innerException">The cause; null when there is none.</param>
    public JournalException(string message, JournalFault reason = JournalFault.Unreadable, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>The kind of the reason.</summary>
    public JournalFault Reason { get; }
}
