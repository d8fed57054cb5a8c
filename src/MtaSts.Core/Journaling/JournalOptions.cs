using System;
using System.Collections.Generic;

namespace MtaSts.Journaling;

/// <summary>How a journal is opened.</summary>
public sealed class JournalOptions
{
    /// <summary>The age from which a journal counts as old by default, in hours.</summary>
    public const int DefaultMaxAgeHours = 12;

    /// <summary>The settings that change what a test finds, by the name of their parameter. A journal has results of one group of settings.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>A journal that began longer ago is old, and a new scan begins.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(DefaultMaxAgeHours);

    /// <summary>The current time, UTC.</summary>
    public required DateTime UtcNow { get; init; }
}
