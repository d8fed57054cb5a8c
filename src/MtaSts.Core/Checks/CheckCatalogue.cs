using System.Collections.Generic;
using System.Linq;
using MtaSts.Scanning;

namespace MtaSts.Checks;

/// <summary>All checks, in the order in which a person reads them. Ids are permanent.</summary>
public static class CheckCatalogue
{
    /// <summary>All definitions.</summary>
    public static IReadOnlyList<CheckDefinition> All { get; } =
    [
        .. DomainChecks.Definitions,
        .. RecordChecks.Definitions,
        .. PolicyHostChecks.Definitions,
        .. PolicyChecks.Definitions,
        .. CoverageChecks.Definitions,
        .. StartTlsChecks.Definitions,
        .. TlsRptChecks.Definitions,
        .. DaneChecks.Definitions,
        .. PreflightChecks.Definitions,
        .. DriftChecks.Definitions,
    ];

    private static readonly Dictionary<string, CheckDefinition> ById = All.ToDictionary(definition => definition.Id);

    /// <summary>The definition with an id; null when there is none, as for a check of another version.</summary>
    /// <param name="id">The id.</param>
    internal static CheckDefinition? Find(string id) => ById.TryGetValue(id, out var definition) ? definition : null;

    internal static IReadOnlyList<Check> Run(DomainScan scan) =>
        All.Where(definition => definition.Applies(scan)).Select(definition => definition.Run(scan)).ToList();
}
