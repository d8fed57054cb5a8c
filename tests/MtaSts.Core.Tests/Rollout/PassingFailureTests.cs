using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static MtaSts.Tests.TlsRpt.Made;

namespace MtaSts.Tests.Rollout;

/// <summary>Which failures are too rare to hold a domain back: 'zero or near zero', sender by sender.</summary>
public class PassingFailureTests
{
    private const int Days = 20;
    private const string Any = "validation-failure";
    private const string Expired = "certificate-expired";

    // The last failure is on day 15, so that only 4 of 14 days follow it.
    [Theory]
    [InlineData(43_000, 2, Any, 0.1, true, "the case of the guides: 2 of 600,000")]
    [InlineData(43_000, 2, Expired, 0.1, true, "the kind does not matter for a rate")]
    [InlineData(1_000, 1, Expired, 0.1, true, "exactly one of a thousand")]
    [InlineData(999, 1, Expired, 0.1, false, "one of a thousand is the limit")]
    [InlineData(43_000, 44, Expired, 0.1, false, "one more than the limit")]
    [InlineData(43_000, 2, Expired, 0, false, "with 0 every failure counts")]
    [InlineData(20, 1, Expired, 5, true, "a higher limit")]
    [InlineData(10, 1, Any, 0.1, true, "one event that the sender did not see again")]
    [InlineData(10, 3, Any, 0.1, true, "a sender tries the other hosts at once")]
    [InlineData(10, 4, Any, 0.1, false, "more than one event")]
    [InlineData(10, 1, "starttls-not-supported", 0.1, true, "a busy host")]
    [InlineData(10, 1, "", 0.1, false, "an unknown type may be anything")]
    [InlineData(10, 1, Expired, 0.1, false, "a host presented this certificate")]
    [InlineData(10, 1, "certificate-host-mismatch", 0.1, false, "a host presented this certificate")]
    [InlineData(10, 1, "certificate-not-trusted", 0.1, false, "a host presented this certificate")]
    [InlineData(10, 1, Any, 0, false, "with 0 every failure counts, also one event")]
    public void A_failure_on_one_day(long sessions, long failed, string type, double percent, bool passes, string reason)
    {
        var summary = Judge(Reports("A", sessions, day => day == 15 ? failed : 0, type), percent);
        Assert.True((passes ? Readiness.Ready : Readiness.NotReady) == summary.Readiness, reason + ": " + summary.Reasons);
        Assert.Equal(passes, summary.Reasons.Any(text => text.Contains("-MaxFailureRate 0", StringComparison.Ordinal)));
        Assert.Equal(failed, summary.Failures); // they are counted all the same
    }

    [Fact]
    public void A_few_failures_every_day_pass_when_they_are_few_enough_of_the_senders_sessions() =>
        Assert.Equal(Readiness.Ready, Judge(Reports("A", 10_000, _ => 9, Any)).Readiness);

    [Fact]
    public void A_small_sender_whose_every_session_fails_does_not_hide_behind_a_large_one()
    {
        var summary = Judge(Reports("Large", 1_000_000, _ => 0, Any).Concat(Reports("Small", 2, _ => 2, Any)));
        Assert.Equal(Readiness.NotReady, summary.Readiness);
    }

    [Fact]
    public void An_event_that_the_sender_sees_again_is_a_fault() =>
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 10, day => day is 3 or 15 ? 1 : 0, Any)).Readiness);

    [Fact]
    public void An_event_that_two_senders_see_on_one_day_is_a_fault() =>
        Assert.Equal(
            Readiness.NotReady,
            Judge(Reports("A", 10, day => day == 15 ? 1 : 0, Any).Concat(Reports("B", 10, day => day == 15 ? 1 : 0, Any))).Readiness);

    [Fact]
    public void Events_of_two_senders_on_different_days_pass() =>
        Assert.Equal(
            Readiness.Ready,
            Judge(Reports("A", 10, day => day == 15 ? 1 : 0, Any).Concat(Reports("B", 10, day => day == 9 ? 1 : 0, Any))).Readiness);

    [Fact]
    public void An_event_counts_until_the_sender_has_succeeded_again()
    {
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 10, day => day == Days - 1 ? 1 : 0, Any)).Readiness);
        // Another sender's success does not show that this one gets through.
        var others = Reports("A", 10, day => day == 15 ? 1 : 0, Any).Take(16).Concat(Reports("B", 10, _ => 0, Any));
        Assert.Equal(Readiness.NotReady, Judge(others).Readiness);
    }

    [Fact]
    public void A_day_without_a_success_of_the_sender_is_not_one_event() =>
        Assert.Equal(
            Readiness.NotReady,
            Judge(Reports("A", 10, day => day == 15 ? 1 : 0, Any, day => day == 15).Concat(Reports("B", 10, _ => 0, Any))).Readiness);

    [Fact]
    public void Forged_sessions_do_not_make_a_failure_rare()
    {
        var forged = Report(15, "A", 1_000_000_000, id: "forged", domain: "contoso.test");
        forged = new TlsReport
        {
            OrganizationName = forged.OrganizationName, ReportId = forged.ReportId, StartDate = forged.StartDate, EndDate = forged.EndDate,
            Policies = forged.Policies, DkimAlignment = DkimAlignment.None,
        };
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 10, day => day == 15 ? 4 : 0, Expired).Append(forged)).Readiness);
    }

    [Fact]
    public void Sessions_under_mode_none_do_not_make_a_failure_rare()
    {
        var none = Report(15, "A", 1_000_000, id: "none", policy: ["mode: none", "max_age: 86400"]);
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 10, day => day == 15 ? 4 : 0, Expired).Append(none)).Readiness);
    }

    [Fact]
    public void A_failure_to_fetch_the_policy_is_rare_by_the_same_measure()
    {
        // On two days, so that it is not the passing fault of one sender.
        Assert.Equal(Readiness.Ready, Judge(Reports("A", 43_000, day => day is 3 or 15 ? 1 : 0, "sts-policy-fetch-error")).Readiness);
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 10, day => day is 3 or 15 ? 1 : 0, "sts-policy-fetch-error")).Readiness);
    }

    [Fact]
    public void A_failure_in_a_report_over_several_days_is_measured_on_each_of_them()
    {
        var reports = Reports("A", 1_000, _ => 0, Any).ToList();
        reports[15] = Report(14, "A", 2_990, 10, Any, "three days", days: 3);
        Assert.Equal(Readiness.NotReady, Judge(reports).Readiness);
    }

    [Fact]
    public void The_order_of_the_reports_does_not_matter()
    {
        List<TlsReport> reports =
        [
            .. Reports("A", 600, day => day is 3 or 15 ? 1 : 0, Expired),
            .. Reports("A", 900, _ => 0, Any, id: "more"),
            .. Reports("B", 9, day => day == 15 ? 1 : 0, Any),
        ];
        var expected = Judge(reports);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var shuffled = Judge(reports.OrderBy(_ => random.Next()));
            Assert.Equal((expected.Readiness, expected.Reasons.ToString()), (shuffled.Readiness, shuffled.Reasons.ToString()));
        }
    }

    private static TlsReportSummary Judge(IEnumerable<TlsReport> reports, double percent = 0.1) => Measure(reports, now: Days, rate: percent / 100).Single();

    private static IEnumerable<TlsReport> Reports(
        string organization, long sessions, Func<int, long> failed, string type, Func<int, bool>? allFail = null, string? id = null) =>
        Enumerable.Range(0, Days).Select(
            day => Report(day, organization, allFail?.Invoke(day) == true ? 0 : sessions - failed(day), failed(day), type, id is null ? null : id + day));
}
