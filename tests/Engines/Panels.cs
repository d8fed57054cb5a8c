using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Engines;

/// <summary>A few reports whose answers can be counted by hand.</summary>
internal static class Panels
{
    private static readonly DateTime FirstDay = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Two days of two senders; the second day has another policy and failures at two MX hosts.</summary>
    public static IEnumerable<TlsReport> Reports()
    {
        yield return Report(0, "Google Inc.", Policy("testing", 10, []));
        yield return Report(0, "Microsoft Corporation", Policy("testing", 20, []));
        yield return Report(1, "Google Inc.", Policy(
            "enforce", 30,
            [Failure("certificate-expired", 3, "mx1.contoso.test", "192.0.2.1"), Failure("starttls-not-supported", 2, "mx2.contoso.test", "192.0.2.1")]));
        yield return Report(1, "Microsoft Corporation", Policy("testing\u001b[31m", 5, [Failure("certificate-expired", 1, "MX1.contoso.test.", "192.0.2.7")]));
    }

    private static TlsReport Report(int day, string organization, TlsReportPolicy policy) => new()
    {
        OrganizationName = organization,
        ReportId = FormattableString.Invariant($"{organization} {day}"),
        StartDate = FirstDay.AddDays(day),
        EndDate = FirstDay.AddDays(day + 1).AddSeconds(-1),
        PolicyDomains = new ReadableList<string>(["contoso.test"]),
        Policies = new ReadableList<TlsReportPolicy>([policy]),
    };

    private static TlsReportPolicy Policy(string mode, long successes, TlsReportFailure[] details) => new()
    {
        PolicyType = "sts",
        PolicyDomain = "contoso.test",
        PolicyString = new ReadableList<string>(["version: STSv1", "mode: " + mode]),
        MxHost = new ReadableList<string>(["*.contoso.test"]),
        SuccessCount = successes,
        FailureCount = details.Sum(detail => detail.FailedSessionCount),
        FailureDetails = new ReadableList<TlsReportFailure>(details),
    };

    private static TlsReportFailure Failure(string type, long count, string mx, string sender) =>
        new() { ResultType = type, FailedSessionCount = count, ReceivingMxHostname = mx, SendingMtaIp = sender };
}
