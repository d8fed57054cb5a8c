using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using MtaSts.Rollout.Evidence;
using MtaSts.TlsRpt.Summary;
using Xunit;
using static MtaSts.Tests.TlsRpt.Made;

namespace MtaSts.Tests.TlsRpt.Summary;

/// <summary>What totals keep: a domain costs what its days need, and names that reports invent have a limit.</summary>
public class MeasureMemoryTests
{
    /// <summary>A report is thousands of bytes, and its totals are few. The sizes are in the benchmarks (measure).</summary>
    [Fact]
    public void Totals_keep_no_report_that_was_counted()
    {
        using var measure = New(TlsReportGrouping.Domain, 30);
        var added = Added(measure);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.DoesNotContain(added, reference => reference.IsAlive);
        Assert.Equal(20, measure.GetSummaries().Sum(summary => summary.Reports));
    }

    [Theory]
    [InlineData(TlsReportGrouping.Domain)]
    [InlineData(TlsReportGrouping.Organization)] // the domains are kept for passing faults
    [InlineData(TlsReportGrouping.Domain | TlsReportGrouping.Day)]
    public void Past_the_limit_reports_are_left_out_and_counted_and_what_is_known_goes_on(TlsReportGrouping grouping)
    {
        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { GroupBy = grouping, NowUtc = FirstDay, MaxGroups = 3 });
        for (var i = 0; i < 5; i++) measure.Add(Report(0, "A", 1, domain: $"d{i}.test"));
        measure.Add(Report(0, "A", 1, id: "more", domain: "d1.test"));
        Assert.Equal((2, 4), (measure.LeftOut, measure.GetSummaries().Sum(summary => summary.Reports)));
    }

    [Fact]
    public void Days_are_found_again_and_come_in_order_however_many_there_are_and_in_whatever_order()
    {
        var random = new Random(8460);
        var days = new EvidenceDays();
        var marks = default(DayMarks);
        var expected = new SortedDictionary<int, bool>();
        for (var i = 0; i < 5000; i++)
        {
            var number = random.Next(i < 1000 ? 300 : 3000);
            var isMarked = random.Next(3) == 0;
            expected[number] = isMarked || (expected.TryGetValue(number, out var was) && was);
            marks.Add(number, isMarked);
            ref var day = ref days.At(number);
            if (isMarked) day.WithFailures().AddOwnBy(1, 1);
            if (i % 500 != 0) continue;
            Assert.Equal(expected.Select(pair => (pair.Key, pair.Value)), marks.InOrder());
            Assert.Equal(expected.Select(pair => (pair.Key, pair.Value)), days.InOrder().Select(one => (one.Number, one.Failures is { OwnBy.Count: 1 })));
        }
    }

    [Fact]
    public void A_day_keeps_every_sender_once_however_many_there_are()
    {
        var day = new EvidenceDay(5);
        for (var round = 0; round < 2; round++)
        {
            for (var sender = 0; sender < 1000; sender++)
                day.Add(new SenderDay(sender, ReportedStage.Testing, 6, round == 1, isTrusted: true, isVouchedFor: sender == 5));
            if (round == 0) day.WithFailures().AddOwnBy(1, 1);
            Assert.Equal(round == 1, day.HasSuccess);
        }

        // 12 sessions each are two votes.
        Assert.Equal([(ReportedStage.Testing, 2000)], day.Votes(trusted: true)!.Shares);
        Assert.Null(day.Votes(trusted: false));
        Assert.True(day.OtherSucceeded(7, new OrganizationNames()));
        Assert.False(day.OtherSucceeded(5, new OrganizationNames())); // the only one that is known
    }

    [Theory]
    [InlineData(0, null, 0L, false, false)]
    [InlineData(1048575, "EnforceStable", long.MaxValue, true, true)]
    [InlineData(77, "None", 3L, true, false)]
    public void Four_bytes_hold_what_a_sender_reports_of_a_day(int organization, string? policy, long sessions, bool hasSuccess, bool isTrusted)
    {
        ReportedStage? shown = policy is null ? null : Enum.Parse<ReportedStage>(policy);
        var entry = new SenderDay(organization, shown, sessions, hasSuccess, isTrusted, isVouchedFor: !isTrusted);
        Assert.Equal(
            (organization, shown, (int)Math.Min(sessions, 10), hasSuccess, isTrusted, false),
            (entry.Sender, entry.Shown, entry.Sessions, entry.HasSuccess, entry.IsTrusted, entry.IsEmpty));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Added(TlsReportMeasure measure)
    {
        var added = new List<WeakReference>();
        for (var i = 0; i < 20; i++)
        {
            var report = Report(i, "A", 1, i % 2, "certificate-expired", domain: $"domain{i}.test");
            measure.Add(report);
            added.Add(new WeakReference(report));
        }

        return added;
    }
}
