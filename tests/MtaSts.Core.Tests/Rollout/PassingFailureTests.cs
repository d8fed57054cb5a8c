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
    [InlineData(43_000, 4, Any, 0.1, true, "the case of the guides: a few of 600,000")]
    [InlineData(4_000, 4, Any, 0.1, true, "exactly one of a thousand")]
    [InlineData(3_999, 4, Any, 0.1, false, "one of a thousand is the limit")]
    [InlineData(43_000, 44, Any, 0.1, false, "one more than the limit")]
    [InlineData(43_000, 4, Any, 0, false, "with 0 every failure counts")]
    [InlineData(100, 5, Any, 5, true, "a higher limit")]
    [InlineData(1_000, 7, Any, 0.7, true, "a limit that is not a whole number in binary")]
    [InlineData(1_000, 29, Any, 2.9, true, "a limit that is not a whole number in binary")]
    [InlineData(43_000, 4, "starttls-not-supported", 0.1, true, "a busy host")]
    [InlineData(43_000, 4, Expired, 0.1, false, "a host presented this certificate, and will again")]
    [InlineData(43_000, 4, "certificate-host-mismatch", 0.1, false, "a host presented this certificate, and will again")]
    [InlineData(43_000, 4, "certificate-not-trusted", 0.1, false, "a host presented this certificate, and will again")]
    [InlineData(43_000, 4, "x-unknown", 0.1, false, "an unknown type may be anything")]
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
    public void A_small_sender_whose_every_session_fails_does_not_hide_behind_the_rare_failures_of_a_large_one()
    {
        var large = Reports("Large", 1_000_000, day => day == 15 ? 1 : 0, Any);
        Assert.Equal(Readiness.Ready, Judge(large).Readiness);
        Assert.Equal(Readiness.NotReady, Judge(large.Concat(Reports("Small", 2, day => day == 15 ? 2 : 0, Any))).Readiness);
    }

    [Fact]
    public void A_rare_failure_of_two_kinds_passes_only_when_both_may_be_chance()
    {
        TlsReport[] With(string other) =>
            [.. Reports("A", 43_000, _ => 0, Any), Report(15, "A", Policy("sts", 5, 2, [], "contoso.test", [Failure(Any, 1), Failure(other, 1)]), "two", 1)];
        Assert.Equal(Readiness.Ready, Judge(With("starttls-not-supported")).Readiness);
        Assert.Equal(Readiness.NotReady, Judge(With(Expired)).Readiness);
    }

    [Theory]
    [InlineData(1_000, Readiness.Ready)] // the smallest sender of whose sessions one may fail
    [InlineData(999, Readiness.NotReady)]
    public void A_failure_on_two_days_passes_when_it_is_one_of_a_thousand(int sessions, Readiness expected) =>
        Assert.Equal(expected, Judge(Reports("A", sessions, day => day is 3 or 15 ? 1 : 0, Any)).Readiness);

    [Fact]
    public void A_rare_failure_passes_under_the_policy_of_a_later_stage_too()
    {
        var reports = Enumerable.Range(0, Days).Select(
            day => Report(day, "A", 43_000, day is 3 or 15 ? 4 : 0, Any, policy: ["mode: testing", "max_age: 604800"]));
        var summary = Judge(reports);
        Assert.Equal((RolloutStage.TestingLong, Readiness.Ready), (summary.Stage, summary.Readiness));
    }

    [Theory]
    [InlineData(null, true)] // it may be the policy of the stage
    [InlineData("mode: testing, max_age: 86400", true)]
    [InlineData("mode: testing, max_age: 604800", false)] // of another stage
    public void An_event_needs_a_success_of_its_day_under_the_policy_of_the_stage(string? policy, bool passes)
    {
        var reports = Reports("A", 10, day => day == 15 ? 1 : 0, Any, day => day == 15)
            .Append(Report(15, "A", 10, id: "other", policy: policy?.Split(", ") ?? []))
            .Concat(Reports("B", 100, _ => 0, Any)); // which keeps the days in the stage
        Assert.Equal(passes ? Readiness.Ready : Readiness.NotReady, Judge(reports).Readiness);
    }

    [Fact]
    public void A_failure_to_fetch_the_policy_is_the_senders_problem_only_when_it_is_of_one_day_and_of_one_sender()
    {
        var good = Reports("Good", 10, _ => 0, Any);
        Assert.Equal(Readiness.Ready, Judge(good.Concat(Reports("A", 10, day => day == 15 ? 1 : 0, "sts-webpki-invalid"))).Readiness);
        Assert.Equal(Readiness.NotReady, Judge(good.Concat(Reports("A", 10, day => day is 14 or 15 ? 1 : 0, "sts-webpki-invalid"))).Readiness);
        var two = Reports("A", 10, day => day == 15 ? 1 : 0, "sts-webpki-invalid").Concat(Reports("B", 10, day => day == 15 ? 1 : 0, "sts-webpki-invalid"));
        Assert.Equal(Readiness.NotReady, Judge(good.Concat(two)).Readiness);
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
    public void More_than_two_events_are_a_fault_that_every_sender_sees_once()
    {
        TlsReport[] Events(int count) =>
            [.. Enumerable.Range(0, count).SelectMany(sender => Reports("S" + sender, 10, day => day == 12 + sender ? 1 : 0, Any))];
        Assert.Equal(Readiness.Ready, Judge(Events(2)).Readiness);
        Assert.Equal(Readiness.NotReady, Judge(Events(3)).Readiness);
    }

    // Anyone can write 'Sender' into a report of one's own, and sign the mail.
    [Theory]
    [InlineData("sender.example", "sender.example", true)]
    [InlineData("mail.sender.example", "sender.example", true)]
    [InlineData("evil.example", "sender.example", false)]
    [InlineData(null, "sender.example", false)]
    public void Sessions_of_another_signer_do_not_make_a_failure_rare(string? signer, string failing, bool passes)
    {
        var failed = Reports("Sender", 10, day => day == 15 ? 4 : 0, Any).Select(report => Signed(report, failing));
        var good = Reports("Sender", 1_000_000, _ => 0, Any, id: "more").Select(report => Signed(report, signer));
        Assert.Equal(passes ? Readiness.Ready : Readiness.NotReady, Judge(failed.Concat(good)).Readiness);
    }

    [Fact]
    public void A_success_of_another_signer_does_not_make_an_event()
    {
        var failed = Reports("Sender", 3, day => day == 15 ? 3 : 0, Any, day => day == 15).Select(report => Signed(report, "sender.example"));
        var good = Reports("Sender", 3, _ => 0, Any, id: "more").Select(report => Signed(report, "evil.example"));
        Assert.Equal(Readiness.NotReady, Judge(failed.Concat(good)).Readiness);
    }

    [Theory]
    [InlineData("Fabrikam", "fabrikam.example", false, "anyone can sign as an organization of one's own")]
    [InlineData("Microsoft Corporation", "microsoft.com", true, "its signing domain is known")]
    public void Another_organization_excuses_a_failure_to_fetch_the_policy_only_when_it_is_known(string other, string signer, bool passes, string reason)
    {
        var failed = Reports("Google Inc.", 51, day => day == 15 ? 50 : 0, "sts-policy-fetch-error").Select(report => Signed(report, "google.com"));
        var good = Reports(other, 1, _ => 0, Any).Select(report => Signed(report, signer));
        Assert.True((passes ? Readiness.Ready : Readiness.NotReady) == Judge(failed.Concat(good)).Readiness, reason);
    }

    [Theory]
    [InlineData("mode: testing", 86400, true)]
    [InlineData("mode: testing", 604800, false)]
    [InlineData("mode: enforce", 604800, false)]
    [InlineData(null, 0, true)] // shows no policy: it may be this one
    public void Sessions_under_the_policy_of_another_stage_do_not_make_a_failure_rare(string? mode, int maxAge, bool passes)
    {
        string[] policy = mode is null ? [] : [mode, "max_age: " + maxAge];
        var others = Report(15, "A", 100_000, id: "other", policy: policy);
        Assert.Equal(passes ? Readiness.Ready : Readiness.NotReady, Judge(Reports("A", 10, day => day == 15 ? 4 : 0, Any).Append(others)).Readiness);
    }

    [Fact]
    public void The_reasons_do_not_say_that_there_was_no_failure_where_some_do_not_count()
    {
        var summary = Judge(Reports("A", 10_000, _ => 9, Any));
        Assert.StartsWith("20 days with reports and without a failure that counts against the domain", summary.Reasons[0], StringComparison.Ordinal);
        Assert.DoesNotContain("caused by", summary.Reasons.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Forged_sessions_do_not_make_a_failure_rare()
    {
        var forged = Signed(Report(15, "A", 1_000_000_000, id: "forged", domain: "contoso.test"), null);
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 10, day => day == 15 ? 4 : 0, Any).Append(forged)).Readiness);
    }

    [Fact]
    public void Forged_sessions_do_not_make_a_failure_rare_that_is_forged_with_them()
    {
        var forged = Signed(Report(15, "Evil", 1_000_000, 4, Any, id: "forged"), null);
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 10, _ => 0, Any).Append(forged)).Readiness);
    }

    [Fact]
    public void Sessions_under_mode_none_do_not_make_a_failure_rare()
    {
        var none = Report(15, "A", 1_000_000, id: "none", policy: ["mode: none", "max_age: 86400"]);
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 10, day => day == 15 ? 4 : 0, Any).Append(none)).Readiness);
    }

    [Fact]
    public void A_failure_to_fetch_the_policy_is_rare_by_the_same_measure()
    {
        // On two days, so that it is not the passing fault of one sender.
        Assert.Equal(Readiness.Ready, Judge(Reports("A", 43_000, day => day is 3 or 15 ? 1 : 0, "sts-policy-fetch-error")).Readiness);
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 10, day => day is 3 or 15 ? 1 : 0, "sts-policy-fetch-error")).Readiness);
        Assert.Equal(Readiness.NotReady, Judge(Reports("A", 43_000, day => day is 3 or 15 ? 1 : 0, "sts-webpki-invalid")).Readiness);
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
            .. Reports("A", 600, day => day is 3 or 15 ? 1 : 0, Any),
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

    /// <summary>The same by mail, signed by this domain; null for not signed.</summary>
    private static TlsReport Signed(TlsReport report, string? signer) => new()
    {
        OrganizationName = report.OrganizationName,
        ReportId = report.ReportId,
        StartDate = report.StartDate,
        EndDate = report.EndDate,
        Policies = report.Policies,
        DkimAlignment = signer is null ? DkimAlignment.None : DkimAlignment.Aligned,
        DkimDomain = signer,
    };

    private static TlsReportSummary Judge(IEnumerable<TlsReport> reports, double percent = 0.1) => Measure(reports, now: Days, rate: percent / 100).Single();

    private static IEnumerable<TlsReport> Reports(
        string organization, long sessions, Func<int, long> failed, string type, Func<int, bool>? allFail = null, string? id = null) =>
        Enumerable.Range(0, Days).Select(
            day => Report(day, organization, allFail?.Invoke(day) == true ? 0 : sessions - failed(day), failed(day), type, id is null ? null : id + day));
}
