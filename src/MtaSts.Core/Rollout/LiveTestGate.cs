using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MtaSts.Rollout;

/// <summary>Whether a live test allows the next stage. What could not be checked is not a pass.</summary>
/// <param name="Objections">What speaks against it; empty when nothing does.</param>
/// <param name="IsTlsUnseen">
/// The test found no fault but saw nothing of the MX hosts' TLS, because it was not asked to or because port 25 is closed. TLS reports show
/// that senders reach the hosts, so they can take the place of this part.
/// </param>
internal sealed record LiveTestGate(IReadOnlyList<string> Objections, bool IsTlsUnseen)
{
    /// <summary>The reason for waiting where only the TLS of the MX hosts is open.</summary>
    public const string TlsIsOpen =
        "The TLS of the MX hosts was not tested from here (port 25). TLS reports that are enough for the stage will take its place.";

    /// <summary>The reason for the step where reports take the place of a test of the TLS of the MX hosts.</summary>
    public const string ReportsStand =
        "The live test passes, apart from the TLS of the MX hosts, which was not tested from here (port 25): the TLS reports take its place. They show nothing "
            + "about an MX host that no sender used, such as a backup; Get-MtaStsMx -StartTls tests it where port 25 is open.";

    private const int MostNamed = 3;

    private static readonly TimeSpan Freshness = TimeSpan.FromDays(1);

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(15);

    /// <summary>Judges a test.</summary>
    /// <param name="test">The test.</param>
    /// <param name="utcNow">The current time, UTC.</param>
    public static LiveTestGate Judge(TestResult test, DateTime utcNow)
    {
        var isTlsUnseen = HasUnseenTlsOnly(test);
        return new([.. Find(test, utcNow, isTlsUnseen)], isTlsUnseen);
    }

    private static IEnumerable<string> Find(TestResult test, DateTime utcNow, bool isTlsUnseen)
    {
        if (utcNow - test.Tested > Freshness)
        {
            yield return string.Format(
                CultureInfo.InvariantCulture, "The test result is from {0:yyyy-MM-dd HH:mm} UTC, more than a day old. Test again.", test.Tested);
        }
        else if (test.Tested - utcNow > ClockTolerance)
        {
            yield return string.Format(
                CultureInfo.InvariantCulture,
                "The test result is from {0:yyyy-MM-dd HH:mm} UTC, which is in the future: the clock of this machine or of the one that ran the test is wrong.",
                test.Tested);
        }

        if (!isTlsUnseen && !IsVerified(test)) yield return Fault(test);
    }

    private static bool IsVerified(TestResult test) =>
        test.Status is TestStatus.Pass or TestStatus.Warning && test.SenderAction == SenderAction.DeliverVerified;

    private static string Fault(TestResult test)
    {
        var found = test.Checks.Where(c => c.Status is CheckStatus.Fail or CheckStatus.Unknown).ToList();
        var problems = string.Join(" ", found.Take(MostNamed).Select(c => $"{c.Id}: {c.Detail}"))
            + (found.Count > MostNamed ? FormattableString.Invariant($" And {found.Count - MostNamed} more.") : "");
        var rollback = test.SenderAction == SenderAction.Refuse ? " Senders refuse mail now: use -Rollback to go back to testing." : "";
        return test.Status switch
        {
            TestStatus.Unknown => $"The live test could not check everything that matters. {problems} "
                + "Run the step on a machine from which everything can be checked.",
            TestStatus.Fail => $"The live test fails. {problems}{rollback} {(test.Advice.Length > 0 ? "Fix: " + test.Advice : "")}".TrimEnd(),
            _ => $"The live test does not end with mail delivered over verified TLS ({test.Status}, {test.SenderAction}). {test.Advice}".TrimEnd(),
        };
    }

    private static bool HasUnseenTlsOnly(TestResult test) => test switch
    {
        { SenderAction: SenderAction.TlsNotTested, Status: TestStatus.Pass or TestStatus.Warning } => true,
        { SenderAction: SenderAction.Unknown or SenderAction.DeliverVerified, Status: TestStatus.Unknown, MxCovered: true, Policy.IsValid: true } =>
            test.Checks.Any(IsUnseenTls) && test.Checks.All(check => check.Status is not (CheckStatus.Fail or CheckStatus.Unknown) || IsUnseenTls(check)),
        _ => false,
    };

    private static bool IsUnseenTls(Check check) => check.Status == CheckStatus.Unknown && check.Id.StartsWith("StartTls.", StringComparison.Ordinal);
}
