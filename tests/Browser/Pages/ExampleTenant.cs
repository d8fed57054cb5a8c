using System.Collections.Generic;
using System.Linq;

namespace MtaSts.BrowserPages;

/// <summary>A typical tenant: most domains are healthy, some are not.</summary>
internal static class ExampleTenant
{
    private static readonly string[] Troubled =
    [
        "google-uncovered.test", "cert-expired.test", "smtp-cert-expired.test", "cert-ends-soon.test", "http-redirect.test", "record-spf.test",
        "three-one-expired.test", "no-mta-sts.test", "policy-no-mx.test", "m365-one-label.test", "tlsrpt-two.test",
    ];

    /// <summary>The tenant's domains, selected from the lab's domains.</summary>
    public static IReadOnlyList<TestResult> Choose(IReadOnlyList<TestResult> results) =>
        [.. results.Where(r => r.Status is TestStatus.Pass || Troubled.Contains(r.DomainName)
            || (r.Status == TestStatus.Warning && r.SenderAction == SenderAction.DeliverVerified
                && r.Problems.Any(p => p.StartsWith("TlsRpt.", System.StringComparison.Ordinal))))];
}
