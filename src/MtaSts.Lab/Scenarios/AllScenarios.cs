using System.Collections.Generic;

namespace MtaSts.Lab.Scenarios;

/// <summary>Every domain of the lab, group by group.</summary>
public static class AllScenarios
{
    /// <summary>The domains, in the order in which they are listed and tested.</summary>
    public static IReadOnlyList<LabDomain> Domains =>
    [
        .. HealthyDomains.All,
        .. ProviderDomains.All,
        .. RecordFaults.All,
        .. PolicyFaults.All,
        .. PolicyHostFaults.All,
        .. PolicyAnswerFaults.All,
        .. HostedDomains.All,
        .. CoverageFaults.All,
        .. StartTlsFaults.All,
        .. DnsFaults.All,
        .. TlsRptFaults.All,
        .. WildcardDomains.All,
        .. AdviceDomains.All,
        .. ExampleDomains.All,
    ];
}
