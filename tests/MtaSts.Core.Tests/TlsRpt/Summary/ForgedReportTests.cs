using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.Reporting;
using MtaSts.Rollout;
using MtaSts.TlsRpt.Summary;
using Xunit;
using static MtaSts.Tests.TlsRpt.Made;

namespace MtaSts.Tests.TlsRpt.Summary;

/// <summary>Anyone can send a report with any name and id in it. None hides another, and none makes a domain ready.</summary>
public class ForgedReportTests
{
    private const string Unsigned = "without an aligned DKIM signature";

    [Theory]
    [InlineData(DkimAlignment.None)]
    [InlineData(DkimAlignment.NotAligned)]
    public void A_forged_success_does_not_hide_the_real_failure_whichever_comes_first(DkimAlignment forgery)
    {
        var real = With(Report(13, "Google Inc.", 0, 500, "certificate-expired", id: "x"), DkimAlignment.Aligned);
        var forged = With(Report(13, "Google Inc.", 10, id: "x"), forgery);
        foreach (var both in new[] { new[] { forged, real }, [real, forged] })
        {
            var summary = Judge([.. Aligned(0, 13), .. both]);
            Assert.Equal((Readiness.NotReady, 500L, 130L, 14), (summary.Readiness, summary.Failures, summary.Successes, summary.Reports));
            Assert.Contains(
                "1 report by mail without an aligned DKIM signature has the same id as an aligned one, but different content, so it was left out: "
                    + "Google Inc. (1). It may be forged.",
                summary.Reasons);
        }
    }

    [Theory]
    [InlineData(DkimAlignment.None, DkimAlignment.None)]
    [InlineData(DkimAlignment.None, DkimAlignment.NotAligned)]
    [InlineData(DkimAlignment.Aligned, DkimAlignment.Aligned)]
    [InlineData(DkimAlignment.NotByMail, DkimAlignment.NotByMail)]
    [InlineData(DkimAlignment.Aligned, DkimAlignment.NotByMail)]
    public void Where_no_signature_tells_which_of_two_is_true_both_count_and_the_reasons_say_so(DkimAlignment first, DkimAlignment second)
    {
        TlsReport[] both = [With(Report(3, "A", 10, id: "x"), first), With(Report(3, "A", 1, 7, "certificate-expired", id: "x"), second)];
        foreach (var reports in new[] { both, [.. both.Reverse()] })
        {
            var summary = Judge(reports);
            Assert.Equal((Readiness.NotReady, 11L, 7L, 2), (summary.Readiness, summary.Successes, summary.Failures, summary.Reports));
            Assert.Contains(
                "1 report has the same organization and id as another one, but different content: A (1). No DKIM signature shows which one is genuine, so both "
                    + "count. Compare them: Group-Object OrganizationName, ReportId | Where-Object Count -gt 1.",
                summary.Reasons);
        }
    }

    [Theory]
    [InlineData(DkimAlignment.Aligned, DkimAlignment.None)]
    [InlineData(DkimAlignment.None, DkimAlignment.None)]
    [InlineData(DkimAlignment.NotByMail, DkimAlignment.Aligned)]
    public void The_same_content_twice_is_a_duplicate_whatever_it_came_in(DkimAlignment first, DkimAlignment second)
    {
        TlsReport[] both =
            [With(Report(3, "A", 10, 2, "certificate-expired", id: "x"), first), With(Report(3, "A", 10, 2, "certificate-expired", id: "x"), second)];
        foreach (var reports in new[] { both, [.. both.Reverse()] })
        {
            using var measure = New(TlsReportGrouping.Domain, 14);
            foreach (var report in reports) measure.Add(report);
            var summary = measure.GetSummaries().Single();
            Assert.Equal((1, 1, 2L), (measure.Duplicates, summary.Reports, summary.Failures));
            Assert.DoesNotContain(summary.Reasons, reason => reason.Contains("different content", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Three_versions_are_counted_as_two_that_contradict()
    {
        TlsReport[] reports = [.. Enumerable.Range(1, 3).Select(count => With(Report(3, "A", count, id: "x"), DkimAlignment.None))];
        Assert.Contains(
            Judge(reports).Reasons, reason => reason.StartsWith("2 reports have the same organization and id as another one", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DkimAlignment.None, false)]
    [InlineData(DkimAlignment.NotAligned, false)]
    [InlineData(DkimAlignment.Aligned, true)]
    [InlineData(DkimAlignment.NotByMail, true)]
    public void Reports_by_mail_without_an_aligned_signature_make_no_domain_ready(DkimAlignment alignment, bool isReady)
    {
        var reports = Days(0, 14, alignment).ToList();
        var summary = Judge(reports);
        Assert.Equal(isReady ? Readiness.Ready : Readiness.InsufficientData, summary.Readiness);
        Assert.Equal(140, summary.Successes); // the totals have them all the same
        Assert.Equal(
            !isReady,
            summary.Reasons.Any(reason => reason.StartsWith("14 reports came by mail " + Unsigned + ": Google Inc. (14).", StringComparison.Ordinal)));
        Assert.Equal(!isReady, summary.Reasons.Any(reason => reason.Contains("use -TrustUnsigned", StringComparison.Ordinal)));
        Assert.Equal(Readiness.Ready, Judge(reports, trust: true).Readiness);
        Assert.DoesNotContain(Judge(reports, trust: true).Reasons, reason => reason.Contains(Unsigned, StringComparison.Ordinal));
    }

    [Fact]
    public void Unsigned_days_do_not_fill_up_the_days_of_signed_ones()
    {
        var summary = Judge([.. Aligned(0, 13), .. Days(13, 1, DkimAlignment.None)]);
        Assert.Equal(Readiness.InsufficientData, summary.Readiness);
        Assert.StartsWith("13 of 14 days", summary.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsigned_failure_counts_and_is_named_with_the_way_to_leave_it_out()
    {
        TlsReport[] reports = [
            .. Aligned(0, 14),
            .. Enumerable.Range(0, 14).Select(day => With(Report(day, "Evil", 0, 2, "certificate-expired", id: "e" + day), DkimAlignment.NotAligned))];
        var summary = Judge(reports);
        Assert.Equal((Readiness.NotReady, 28L), (summary.Readiness, summary.OwnFailures));
        Assert.Contains(
            "14 reports came by mail without an aligned DKIM signature: Evil (14). Anyone can write such a report (RFC 8460 §3), so its successes are not "
                + "evidence. 28 failed sessions in them count, the last on 2025-03-14. Look at them with Where-Object DkimAlignment -in None, NotAligned. If "
                + "they are forged, leave them out with Where-Object DkimAlignment -in Aligned, NotByMail.",
            summary.Reasons);
        Assert.Equal(Readiness.Ready, Judge(reports.Where(report => report.DkimAlignment is DkimAlignment.Aligned)).Readiness);
    }

    /// <summary>A success of another sender shows that a fault in getting the policy is a passing one; a stranger's must not.</summary>
    [Fact]
    public void An_unsigned_success_excuses_no_failure()
    {
        var fault = With(Report(5, "Google Inc.", 0, 3, "sts-policy-fetch-error"), DkimAlignment.Aligned);
        Assert.Equal(3, Judge([fault, With(Report(5, "Evil", 9), DkimAlignment.None)]).OwnFailures);
        Assert.Equal(0, Judge([fault, With(Report(5, "Microsoft Corporation", 9), DkimAlignment.Aligned)]).OwnFailures);
    }

    [Fact]
    public void Unsigned_reports_have_no_vote_for_the_stage_where_there_are_others()
    {
        var forged = Enumerable.Range(0, 14).SelectMany(day => Enumerable.Range(0, 9).Select(n =>
            With(Report(day, "Evil " + n, long.MaxValue, policy: ["mode: none"]), DkimAlignment.NotAligned)));
        var summary = Judge([.. Aligned(0, 14), .. forged]);
        Assert.Equal((Readiness.Ready, RolloutStage.Testing), (summary.Readiness, summary.Stage));
        Assert.Equal(RolloutStage.Testing, Judge(Days(0, 3, DkimAlignment.None)).Stage); // with none at all they tell it
    }

    [Fact]
    public void Rows_of_a_report_that_is_there_too_count_nothing_wherever_they_come()
    {
        var report = With(Report(3, "A", 10, 2, "certificate-expired", id: "x"), DkimAlignment.Aligned);
        foreach (var rowsFirst in new[] { true, false })
        {
            using var page = new MtaStsReport(new MtaStsReportOptions { UtcNow = FirstDay.AddDays(14) });
            if (!rowsFirst) page.Add(report);
            foreach (var row in MtaSts.TlsRpt.TlsReportFlattener.Flatten(report)) page.Add(row);
            if (rowsFirst) page.Add(report);
            page.Complete();
            Assert.Equal((1L, 1L), (page.Reports, page.Duplicates));
        }
    }

#if !MUTATION // takes seconds
    /// <summary>Whatever is in the mailbox, the answer does not depend on what lies before what.</summary>
    [Fact]
    public void The_order_of_the_reports_changes_nothing()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var reports = Mailbox(random).ToList();
            var expected = Everything(reports, seed % 4 == 0);
            for (var round = 0; round < 4; round++)
            {
                var shuffled = reports.OrderBy(_ => random.Next()).ToList();
                Assert.Equal(expected, Everything(shuffled, seed % 4 == 0));
            }
        }
    }
#endif

    private static IEnumerable<TlsReport> Mailbox(Random random)
    {
        string[] organizations = ["Google Inc.", "Microsoft Corporation", "A", "B"];
        string[] types = ["certificate-expired", "sts-policy-fetch-error", "dane-required", "sts-webpki-invalid"];
        string[][] policies = [["mode: testing", "max_age: 86400"], ["mode: enforce", "max_age: 604800"], ["mode: none"], []];
        var count = random.Next(5, 60);
        for (var i = 0; i < count; i++)
        {
            var report = Report(
                random.Next(6), organizations[random.Next(4)], random.Next(4) == 0
                    ? long.MaxValue
                    : random.Next(30), random.Next(3) == 0
                    ? random.Next(1, 5)
                    : 0,
                types[random.Next(4)], "id" + random.Next(3), random.Next(4) == 0 ? "fabrikam.test" : "contoso.test", random.Next(5) == 0 ? 3 : 1,
                policies[random.Next(3) == 0 ? random.Next(4) : 0]);
            yield return With(report, (DkimAlignment)random.Next(4));
        }
    }

    private static string Everything(IReadOnlyList<TlsReport> reports, bool trust)
    {
        var text = new StringWriter();
        foreach (var grouping in new[]
            {
                TlsReportGrouping.Domain, TlsReportGrouping.Day, TlsReportGrouping.Organization, TlsReportGrouping.ResultType,
                TlsReportGrouping.None,
            })
        {
            using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { GroupBy = grouping, NowUtc = FirstDay.AddDays(7), TrustUnsigned = trust });
            foreach (var report in reports) measure.Add(report);
            foreach (var s in measure.GetSummaries())
            {
                text.WriteLine(string.Join(
                    "|", s, s.Successes, s.OwnFailures, s.SenderFailures, s.Reports, s.Reporters, s.First, s.Last, s.DaysWithReports, s.DaysWithoutFailure,
                    s.TopResultTypes, s.Explanations, s.Stage, s.Readiness, s.Reasons));
            }

            text.WriteLine(measure.Duplicates);
            if (measure.EvidenceFor("contoso.test", RolloutStage.Testing) is { } evidence)
                text.WriteLine(ReportVerdict.Of(evidence, FirstDay.AddDays(7)));
        }

        return text.ToString();
    }

    private static IEnumerable<TlsReport> Aligned(int from, int count) => Days(from, count, DkimAlignment.Aligned);

    private static IEnumerable<TlsReport> Days(int from, int count, DkimAlignment alignment) =>
        Enumerable.Range(from, count).Select(day => With(Report(day, "Google Inc.", 10), alignment));

    private static TlsReportSummary Judge(IEnumerable<TlsReport> reports, bool trust = false)
    {
        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = FirstDay.AddDays(14), TrustUnsigned = trust });
        foreach (var report in reports) measure.Add(report);
        return measure.GetSummaries().Single();
    }
}
