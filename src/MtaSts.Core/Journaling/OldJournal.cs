using System;

namespace MtaSts.Journaling;

/// <summary>An old journal that was moved aside for a new one.</summary>
/// <param name="Path">Where it is now.</param>
/// <param name="Begun">When its scan began, UTC.</param>
/// <param name="IsComplete">True when its scan came to its end.</param>
public sealed record OldJournal(string Path, DateTime Begun, bool IsComplete);
