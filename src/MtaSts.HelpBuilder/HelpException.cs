using System;

namespace MtaSts.HelpBuilder;

/// <summary>A help source from which help cannot be built; the message contains the source and the reason.</summary>
/// <param name="message">The source and the fault.</param>
public sealed class HelpException(string message) : Exception(message);
