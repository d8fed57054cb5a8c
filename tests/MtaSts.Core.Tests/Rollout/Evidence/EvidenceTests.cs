using System.Linq;
using MtaSts.Rollout.Evidence;
using Xunit;
using static MtaSts.Tests.TlsRpt.Made;

namespace MtaSts.Tests.Rollout.Evidence;

/// <summary>What is counted of the reports of one domain.</summary>
public class EvidenceTests
{
    [Fact]
    public void The_days_and_the_failures_of_a_stage_are_all_counted()
    {
        var evidence = Of(
            Report(0, "A", 5), Report(1, "A", 5, 3, "certificate-expired"), Report(2, "A", 5, 4, "starttls-not-supported"),
            Report(3, "A", 5, 2, "certificate-expired"), Report(4, "A", 5));
        Assert.Equal((5, 1, FirstDay.AddDays(4), FirstDay.AddDays(3)), (evidence.Days, evidence.DaysWithoutFailure, evidence.LastDay, evidence.LastFailureDay));
        Assert.Equal("certificate-expired: 5; starttls-not-supported: 4", evidence.Failures.ToString());
        Assert.Equal("certificate-expired: 2", evidence.LastFailures.ToString());
        Assert.Equal("starttls-not-supported: 4; certificate-expired: 3", evidence.EarlierFailures.ToString());
    }

    [Fact]
    public void Failures_of_one_number_are_in_the_order_of_their_names() => Assert.Equal(
        "certificate-expired: 3; starttls-not-supported: 3; validation-failure: 3",
        Of(Report(0, "A", Policy("sts", 5, 9, Failure("validation-failure", 3), Failure("certificate-expired", 3), Failure("starttls-not-supported", 3))))
            .Failures.ToString());

    [Fact]
    public void Each_sender_with_evidence_counts_once()
    {
        Assert.Equal(2, Of(Report(0, "A", 5), Report(1, "A", 5), Report(1, "B", 5)).Reporters);
        Assert.Equal(1, Of(Report(0, "A", 5), TlsRpt.Made.With(Report(1, "Evil", 5), DkimAlignment.None)).Reporters); // anyone can write a report
    }

    [Fact]
    public void A_failure_without_a_result_type_has_a_name() => Assert.Equal(
        "without result type: 2",
        Of(Report(0, "A", Policy("sts", 1, 2, new TlsReportFailure { FailedSessionCount = 2 }))).Failures.ToString());

    [Fact]
    public void A_detail_that_counts_no_session_is_not_a_failure()
    {
        string[] text = ["version: STSv1", "mode: testing", "mx: mail.contoso.test", "max_age: 86400"];
        var evidence = Of(
            Report(0, "A", 5), Report(1, "A", Policy("sts", 5, 0, Failure("certificate-expired", 0), Failure("dane-required", 0))),
            Report(2, "A", Policy("sts", 5, 0, text, "contoso.test", [Failure("certificate-host-mismatch", 0, "mx.fabrikam.test")])));
        Assert.Equal((null, 0L, ""), (evidence.LastFailureDay, evidence.SenderFailures, evidence.Failures.ToString()));
        Assert.Equal(3, evidence.DaysWithoutFailure);
        Assert.Empty(evidence.NotCovered);
    }

    [Fact]
    public void Days_without_a_success_before_a_failure_are_not_named_because_they_could_not_have_counted()
    {
        var evidence = Of(Report(0, "A", 0, 1, "dane-required"), Report(1, "A", 5, 3, "certificate-expired"), Report(2, "A", 0, 1, "dane-required"));
        Assert.Equal([FirstDay.AddDays(2)], evidence.DaysWithoutSuccess);
    }

    [Fact]
    public void A_day_of_reports_under_no_policy_or_of_no_session_is_not_a_day_without_a_success()
    {
        var unsigned = TlsRpt.Made.With(Report(1, "Evil", 0, 1, "dane-required"), DkimAlignment.None);
        var none = Report(2, "A", 0, 1, "dane-required", policy: ["mode: none"]);
        Assert.Empty(Of(Report(0, "A", 5), unsigned, none, Report(3, "A", 0)).DaysWithoutSuccess);
    }

    [Fact]
    public void One_report_under_a_policy_is_enough_for_a_day_without_a_success()
    {
        TlsReport[] reports = [
            Report(0, "A", 5), Report(0, "C", 5), Report(1, "A", 0, 1, "dane-required"), Report(1, "B", 0, 1, "dane-required", policy: ["mode: none"])];
        Assert.Equal([FirstDay.AddDays(1)], Of(reports).DaysWithoutSuccess);
    }

    [Fact]
    public void Hosts_that_the_reported_policy_leaves_out_are_named_in_order_up_to_ten()
    {
        string[] hosts = ["m", "c", "a", "l", "b", "k", "d", "j", "e", "i", "f", "h", "g"];
        string[] text = ["version: STSv1", "mode: testing", "mx: mail.contoso.test", "max_age: 86400"];
        var details = hosts.Select(host => Failure("certificate-host-mismatch", 1, host + ".fabrikam.test")).Append(
            Failure("certificate-host-mismatch", 1, "mail.contoso.test"));
        var evidence = Of(Report(0, "A", Policy("sts", 5, 14, text, "contoso.test", [.. details])));
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], evidence.NotCovered.Select(host => host.Replace(".fabrikam.test", "")));

        var ten = details.Take(10).ToArray();
        var later = Report(1, "A", Policy("sts", 5, 1, text, "contoso.test", [Failure("certificate-host-mismatch", 1, "x.fabrikam.test")]));
        Assert.Equal(10, Of(Report(0, "A", Policy("sts", 5, 10, text, "contoso.test", ten)), later).NotCovered.Count);

        var days = Enumerable.Range(0, 3).Select(
            day => Report(day, "A", Policy("sts", 5, 1, text, "contoso.test", [Failure("certificate-host-mismatch", 1, $"mx{day}.fabrikam.test")])));
        Assert.Equal(["mx0.fabrikam.test", "mx1.fabrikam.test", "mx2.fabrikam.test"], Of([.. days]).NotCovered);
    }

    [Theory]
    [InlineData(2, 0, "2025-03-02")]
    [InlineData(31, 0, "2025-03-31")] // as long as a report can be
    [InlineData(32, 31, "2025-04-01")] // too long to believe: its success is of its last day only
    public void A_report_counts_for_its_days(int length, int first, string last)
    {
        var evidence = Of(Report(0, "A", 1000, days: length));
        Assert.Equal((length - first, last), (evidence.Days, $"{evidence.LastDay:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData(24.0, 1)]
    [InlineData(25.0, 1)] // a day of 25 hours, at the end of summer time
    [InlineData(25.1, 2)]
    [InlineData(0.0, 1)]
    [InlineData(-5.0, 1)] // ends before it begins: the day of its start
    public void A_report_of_about_a_day_is_one_day(double hours, int days)
    {
        var evidence = Of(Lasting(FirstDay.AddHours(1), FirstDay.AddHours(1 + hours)));
        Assert.Equal((days, FirstDay.AddDays(days - 1)), (evidence.Days, evidence.LastDay));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 31)]
    [InlineData(32, 31)]
    [InlineData(400, 31)]
    public void The_failures_of_a_long_report_reach_back_for_a_month(int length, int days)
    {
        var period = ReportPeriod.Of(Report(0, "A", 0, 9, "certificate-expired", days: length))!.Value;
        Assert.Equal(FirstDay.AddDays(length - 1), ReportPeriod.ToDate(period.LastDay));
        Assert.Equal(days, period.LastDay - period.FirstFailureDay + 1);
    }

    [Theory]
    [InlineData(63, 1, "Testing")] // 9 sessions per day are one vote
    [InlineData(64, 1, "EnforceStable")] // 9 and a bit are counted as 10, which are two votes
    [InlineData(70, 1, "EnforceStable")]
    [InlineData(70, 10, "Testing")]
    public void The_sessions_of_a_week_are_shared_out_among_its_days(int weekly, int daily, string stage) => Assert.Equal(
        stage,
        Measure([
            Report(0, "Weekly", weekly, days: 7, policy: ["mode: enforce", "max_age: 2592000"]),
            .. Enumerable.Range(0, 7).Select(day => Report(day, "Daily", daily))]).Single().Stage.ToString());

    [Fact]
    public void The_last_unsigned_failure_is_the_latest_in_whatever_order_the_reports_come()
    {
        int[] days = [3, 9, 5];
        var reports = days.Select(day => TlsRpt.Made.With(Report(day, "Evil", 1, 2, "certificate-expired"), DkimAlignment.None))
            .Append(TlsRpt.Made.With(Report(12, "Evil", 5), DkimAlignment.None)); // nothing failed
        var contested = Of([.. reports]).Contested!;
        Assert.Equal((4, 6L, FirstDay.AddDays(9)), (contested.Unsigned, contested.UnsignedFailures, contested.LastUnsignedFailure));
    }

    [Fact]
    public void Who_sent_unsigned_reports_is_named_by_number_and_then_by_name()
    {
        string[] senders = ["D", "B", "C", "B", "A", "E"];
        var reports = senders.Select((name, i) => TlsRpt.Made.With(Report(i, name, 5), DkimAlignment.None));
        Assert.Equal("B (2), A (1), C (1) and 2 more", Of([.. reports]).Contested!.UnsignedBy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_report_with_several_policies_is_one_report_wherever_it_comes(int first)
    {
        TlsReport[] reports = [
            Thrice(Lasting(FirstDay, FirstDay.AddHours(5), "a")), Thrice(TlsRpt.Made.With(Report(1, "Evil", 5), DkimAlignment.None)), Thrice(Undated())];
        var evidence = Of([.. reports.Skip(first), .. reports.Take(first)]);
        Assert.Equal((1, 1, 1), (evidence.ShortReports, evidence.Contested!.Unsigned, evidence.UndatedReports));
        Assert.Equal(1, Of(Report(1, "A", 5), Thrice(TlsRpt.Made.With(Report(2, "Evil", 5), DkimAlignment.None))).Contested!.Unsigned);
    }

    [Fact]
    public void Two_entries_of_a_sender_on_a_day_are_one()
    {
        SenderDay Of(long sessions, bool hasSuccess) => new(3, ReportedStage.Testing, sessions, hasSuccess, isTrusted: true, isVouchedFor: false);
        var failed = Of(4, false).And(Of(5, false));
        Assert.Equal((3, ReportedStage.Testing, 9, false), (failed.Sender, failed.Shown, failed.Sessions, failed.HasSuccess));
        Assert.Equal((true, 9), (Of(4, false).And(Of(5, true)).HasSuccess, Of(4, true).And(Of(5, false)).Sessions));
        Assert.True(Of(4, true).And(Of(5, false)).HasSuccess);
        Assert.Equal(10, Of(6, true).And(Of(5, true)).Sessions); // no more are counted
    }

    [Fact]
    public void Organizations_are_known_by_number()
    {
        var names = new OrganizationNames();
        Assert.Equal((0, 1, 0), (names.NumberOf("A"), names.NumberOf("a"), names.NumberOf("A"))); // as sent: case tells them apart
        Assert.Equal(("A", "a"), (names.NameOf(0), names.NameOf(1)));
        Assert.Equal(("(others)", "(others)"), (names.NameOf(2), names.NameOf(OrganizationNames.Rest)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    public void A_set_has_each_number_once(int count)
    {
        var set = default(NumberSet);
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < count; number++) set.Add(number * 7);
        }

        Assert.Equal(count, set.Count);
        Assert.Equal(Enumerable.Range(0, count).Select(number => number * 7), set.Numbers.OrderBy(number => number));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(600)]
    public void A_copy_of_marks_is_a_copy(int count)
    {
        var marks = default(DayMarks);
        for (var day = 0; day < count; day++) marks.Add(day, isMarked: day % 2 == 0);
        var before = marks.InOrder();
        var copy = marks.Copy();
        copy.Add(1, isMarked: true);
        copy.Add(5000, isMarked: true);
        Assert.Equal(before, marks.InOrder());
        Assert.Equal((count + 1, true), (copy.InOrder().Count, copy.InOrder()[1].IsMarked));
    }

    private static TlsReport Thrice(TlsReport report) => new()
    {
        OrganizationName = report.OrganizationName,
        ReportId = report.ReportId,
        StartDate = report.StartDate,
        EndDate = report.EndDate,
        DkimAlignment = report.DkimAlignment,
        Policies = new MtaSts.Text.ReadableList<TlsReportPolicy>([Policy("sts", 1, 0), Policy("sts", 2, 0), Policy("sts", 3, 0)]),
    };

    private static TlsReport Undated() =>
        new() { OrganizationName = "A", ReportId = "undated", StartDate = null, EndDate = null };

    private static RolloutEvidence Of(params TlsReport[] reports)
    {
        using var measure = New(TlsReportGrouping.Domain, 30);
        foreach (var report in reports) measure.Add(report);
        return measure.EvidenceFor("contoso.test", RolloutStage.Testing)!;
    }
}
