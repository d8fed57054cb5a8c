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

    internal static IReadOnlyList<Check> Run(DomainScan scan) =>
        All.Where(definition => definition.Applies(scan)).Select(definition => definition.Run(scan)).ToList();
}
