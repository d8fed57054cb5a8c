using System;

namespace MtaSts.Mime;

/// <summary>A message exceeds a limit, whichever part of it was being read. Nothing more of the message can be read.</summary>
/// <param name="reason">The limit, and what exceeds it.</param>
internal sealed class MimeLimitException(string reason) : Exception(reason);
