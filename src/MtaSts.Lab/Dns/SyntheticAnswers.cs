using System.Collections.Generic;

namespace MtaSts.Lab.Dns;

/// <summary>
/// Answers generated on request, for too many domains to keep in memory. They have priority over the zone.
/// </summary>
/// <param name="name">The name in question, as the client wrote it, without a final dot.</param>
/// <param name="type">The type in question.</param>
/// <returns>The records; empty when the name is there without them; null when the zone should answer.</returns>
public delegate IReadOnlyList<ZoneRecord>? SyntheticAnswers(string name, LabDnsType type);
