using System.Collections.Generic;

namespace MtaSts.Lab.Dns;

/// <summary>
/// Generates answers on request, for domains that are too many to keep in memory. Called before the zone.
/// </summary>
/// <param name="name">The name in the query, as the client wrote it, without a final dot.</param>
/// <param name="type">The type in the query.</param>
/// <returns>The records; empty when the name exists without them; null when the zone answers.</returns>
public delegate IReadOnlyList<ZoneRecord>? SyntheticAnswers(string name, LabDnsType type);
