using System;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Summary;
using Xunit;

namespace MtaSts.Tests.Reporting;

/// <summary>The data about TLS reports.</summary>
public class ReportSessionTests
{
    [Fact]
    public void Consecutive_days_are_runs_and_gaps_are_kept()
    {
        var data = Data.Of(Data.Tls(5, "A", "a.test", 10), Data.Tls(4, "A", "a.test", 20), Data.Tls(1, "A", "a.test", 30));
        var series = data.GetProperty("reports").GetProperty("sessions").EnumerateArray().Single();
        Assert.Equal([0, 2, 4, 1], Data.Numbers(series.GetProperty("days")));
        Assert.Equal([10, 20, 30], Data.Numbers(series.GetProperty("successes")));
        Assert.Equal("2026-02-24", data.GetProperty("reports").GetProperty("firstDay").GetString());
        Assert.Equal("2026-02-28", data.GetProperty("reports").GetProperty("lastDay").GetString());
    }

    [Fact]
    public void The_order_of_reports_and_duplicates_make_no_difference()
    {
        var reports = new[] { Data.Tls(1, "A", "a.test", 30), Data.Tls(5, "A", "a.test", 10), Data.Tls(1, "A", "a.test", 30), Data.Tls(3, "B", "a.test", 7) };
        var data = Data.Of([.. reports]).GetProperty("reports");
        Assert.Equal((3, 1), (data.GetProperty("count").GetInt32(), data.GetProperty("duplicates").GetInt32()));
        Assert.Equal(47, data.GetProperty("sessions").EnumerateArray().SelectMany(s => Data.Days(s).Values).Sum(day => day.Successes));
    }

    [Fact]
    public void Totals_equal_those_of_Measure_TlsRptReport()
    {
        var random = new Random(7);
        var reports = Enumerable.Range(0, 600).Select(i =>
        {
            var failures = random.Next(3) == 0 ? random.Next(1, 9) : 0;
            return Data.Tls(
                1 + random.Next(40), "Org " + random.Next(5), "d" + random.Next(7) + ".test", random.Next(50), failures,
                TlsResultTypes.All[random.Next(11)].Name, "mx" + random.Next(3), "192.0.2." + random.Next(5), "r" + i);
        }).ToArray();
        using var measure = new TlsReportMeasure(
            new TlsReportMeasureOptions { GroupBy = TlsReportGrouping.Domain | TlsReportGrouping.Organization | TlsReportGrouping.Day, NowUtc = Data.Now });
        foreach (var report in reports) measure.Add(report);
        var data = Data.Of([.. reports]);
        var domains = data.GetProperty("domains").EnumerateArray().Select(d => d.GetProperty("name").GetString()!).ToList();
        var organizations = Data.Texts(data.GetProperty("reports").GetProperty("organizations"));
        var first = data.GetProperty("reports").GetProperty("firstDay").GetDateTime();
        var seen = data.GetProperty("reports").GetProperty("sessions").EnumerateArray()
            .SelectMany(
                s => Data.Days(s)
                    .Select(day =>
                        (Domain: domains[s.GetProperty("domain").GetInt32()], Organization: organizations[s.GetProperty("organization").GetInt32()],
                            Day: first.AddDays(day.Key), day.Value)))
            .OrderBy(x => x.Domain, StringComparer.Ordinal).ThenBy(x => x.Organization, StringComparer.Ordinal).ThenBy(x => x.Day);
        var expected = measure.GetSummaries()
            .Select(s => (Domain: s.Domain!, Organization: s.Organization!, Day: s.Day!.Value, Value: (s.Successes, s.OwnFailures, s.SenderFailures)))
            .OrderBy(x => x.Domain, StringComparer.Ordinal).ThenBy(x => x.Organization, StringComparer.Ordinal).ThenBy(x => x.Day);
        Assert.Equal(expected.Select(x => x.ToString()), seen.Select(x => x.ToString()));
    }

    [Fact]
    public void Rows_and_their_reports_result_in_the_same_data()
    {
        var reports = new[]
        {
            Data.Tls(3, "A", "a.test", 5, 2, "certificate-expired", "mx.a.test", "192.0.2.1"), Data.Tls(2, "A", "a.test", 9), Data.Tls(2, "B", "b.test", 0, 4),
                Two(),
        };
        object[] rows = [.. reports.SelectMany(TlsReportFlattener.Flatten)];
        Assert.Equal(Data.Of([.. reports]).GetProperty("reports").GetRawText(), Data.Of(rows).GetProperty("reports").GetRawText());
    }

    [Fact]
    public void A_policy_of_several_rows_counts_once()
    {
        object[] rows = [.. TlsReportFlattener.Flatten(Two())];
        Assert.Equal(4, rows.Length);
        var day = Data.Days(Data.Of(rows).GetProperty("reports").GetProperty("sessions")[0]).Values.Single();
        Assert.Equal((100 + 50, 7L), (day.Successes, day.Own));
    }

    [Fact]
    public void Failures_keep_type_host_address_and_owner()
    {
        var data = Data.Of(
            Data.Tls(1, "A", "a.test", 5, 2, "certificate-expired", "MX.a.test.", "192.0.2.1"),
            Data.Tls(2, "A", "a.test", 5, 3, "dane-required")).GetProperty("reports");
        var failures = data.GetProperty("failures").EnumerateArray().Select(f => string.Join(",", Data.Numbers(f))).ToList();
        Assert.Equal(["0,0,0,1,-1,-1,0,3", "0,1,0,0,0,0,1,2"], failures);
        Assert.Equal(["mx.a.test"], Data.Texts(data.GetProperty("mxHosts")));
        Assert.Equal(["192.0.2.1"], Data.Texts(data.GetProperty("sendingAddresses")));
        Assert.Equal(["domain", "sender"], data.GetProperty("resultTypes").EnumerateArray().Select(t => t.GetProperty("owner").GetString()));
    }

    [Fact]
    public void A_temporary_fault_of_one_sender_is_the_senders_own()
    {
        var data = Data.Of(Data.Tls(1, "A", "a.test", 5, 2, "sts-policy-fetch-error"), Data.Tls(1, "B", "a.test", 50)).GetProperty("reports");
        Assert.Equal((5, 0, 2), Data.Days(data.GetProperty("sessions")[0]).Values.Single());
        Assert.Equal(0, data.GetProperty("failures")[0][6].GetInt32());
    }

    [Fact]
    public void Failures_without_details_are_listed_separately()
    {
        var report = Data.Tls(1, "A", "a.test", 5, 2);
        var bare = new TlsReport {
            OrganizationName = "A", ReportId = "x", StartDate = report.StartDate, EndDate = report.EndDate,
            Policies = new([new TlsReportPolicy { PolicyType = "sts", PolicyDomain = "a.test", SuccessCount = 5, FailureCount = 2 }]) };
        Assert.Equal("0,0,0,-1,-1,-1,1,2", string.Join(",", Data.Numbers(Data.Of(bare).GetProperty("reports").GetProperty("failures")[0])));
    }

    [Fact]
    public void A_report_of_several_days_counts_for_its_first_day_and_the_others_have_a_report()
    {
        var report = new TlsReport {
            OrganizationName = "A", ReportId = "x", StartDate = Data.Now.Date.AddDays(-7), EndDate = Data.Now.Date.AddDays(-4),
            Policies = new([new TlsReportPolicy { PolicyType = "sts", PolicyDomain = "a.test", SuccessCount = 90 }]) };
        var days = Data.Days(Data.Of(report).GetProperty("reports").GetProperty("sessions")[0]);
        Assert.Equal([(0, 90L), (1, 0L), (2, 0L)], days.OrderBy(d => d.Key).Select(d => (d.Key, d.Value.Successes)));
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(5000)]
    public void A_report_of_an_impossible_date_is_left_out_and_counted(int daysBack)
    {
        var data = Data.Of(Data.Tls(1, "A", "a.test", 1), Data.Tls(daysBack, "A", "a.test", 1)).GetProperty("reports");
        Assert.Equal((1, 1), (data.GetProperty("count").GetInt32(), data.GetProperty("outOfRange").GetInt32()));
    }

    [Fact]
    public void Endless_counts_do_not_overflow()
    {
        var data = Data.Of(
            Data.Tls(1, "A", "a.test", long.MaxValue, long.MaxValue, "validation-failure"),
            Data.Tls(1, "A", "a.test", long.MaxValue, 5, "validation-failure", id: "2")).GetProperty("reports");
        Assert.Equal((long.MaxValue, long.MaxValue, 0), Data.Days(data.GetProperty("sessions")[0]).Values.Single());
    }

    [Fact]
    public void An_endless_number_of_names_shares_one_entry()
    {
        object[] reports = [.. Enumerable.Range(0, 2500).Select(i => Data.Tls(1 + i % 20, "Org " + i, "a.test", 1))];
        var data = Data.Of(reports).GetProperty("reports");
        Assert.Equal(2001, data.GetProperty("organizations").GetArrayLength());
        Assert.Equal("(others)", data.GetProperty("organizations")[2000].GetString());
        Assert.True(data.GetProperty("collapsed").GetBoolean());
        Assert.Equal(2500, data.GetProperty("sessions").EnumerateArray().SelectMany(s => Data.Days(s).Values).Sum(day => day.Successes));
    }

    [Fact]
    public void A_stage_that_reports_begin_to_show_becomes_a_mark()
    {
        string[] testing = ["mode: testing", "max_age: 86400"], enforce = ["mode: enforce", "max_age: 604800"];
        object[] reports = [.. Enumerable.Range(1, 10).Select(back => Data.Tls(back, "A", "a.test", 10, policy: back > 5 ? testing : enforce))];
        var marks = Data.Of(reports).GetProperty("reports").GetProperty("marks").EnumerateArray()
            .Select(m => (m.GetProperty("day").GetInt32(), m.GetProperty("text").GetString())).ToList();
        Assert.Equal([(0, "Testing"), (6, "EnforceCautious")], marks);
    }

    private static TlsReport Two() => new()
    {
        OrganizationName = "A",
        ReportId = "two",
        StartDate = Data.Now.Date.AddDays(-1),
        EndDate = Data.Now.Date.AddSeconds(-1),
        Policies = new ReadableList<TlsReportPolicy>(
        [
            new TlsReportPolicy
            {
                PolicyType = "sts", PolicyDomain = "a.test", SuccessCount = 100, FailureCount = 6,
                FailureDetails = new(
                    [new TlsReportFailure { ResultType = "certificate-expired", FailedSessionCount = 1 },
                        new TlsReportFailure { ResultType = "validation-failure", FailedSessionCount = 2 },
                        new TlsReportFailure { ResultType = "validation-failure", FailedSessionCount = 3, ReceivingMxHostname = "mx" }]),
            },
            new TlsReportPolicy { PolicyType = "sts", PolicyDomain = "a.test", SuccessCount = 50, FailureCount = 1 },
        ]),
    };
}
