using System;

namespace MtaSts.Mime;

/// <summary>A message exceeds a limit, in any of its parts. The rest of the message cannot be read.</summary>
/// <param name="reason">The limit, and what exceeds it.</param>
internal sealed class MimeLimitException(string reason) : Exception(reason);
