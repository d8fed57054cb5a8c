using System;

namespace MtaSts.HelpBuilder;

/// <summary>A help source that cannot be converted; the message says which, and why.</summary>
/// <param name="message">What is wrong.</param>
public sealed class HelpException(string message) : Exception(message);
