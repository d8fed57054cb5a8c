using System;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;
using Xunit;
using static MtaSts.Tests.TlsRpt.Made;

namespace MtaSts.Tests.TlsRpt.Summary;

/// <summary>Which reports are the same, and which differ in one member only.</summary>
public class LedgerTests
{
    [Fact]
    public void The_same_report_without_an_id_counts_once() => Assert.Equal(1, Reports(Whole(), Whole()));

    [Theory]
    [InlineData("start")]
    [InlineData("end")]
    [InlineData("type")]
    [InlineData("successes")]
    [InlineData("failures")]
    [InlineData("text")]
    [InlineData("text in another line")]
    [InlineData("text as an MX host")]
    [InlineData("host")]
    [InlineData("detail")]
    [InlineData("no result type")]
    [InlineData("result type")]
    [InlineData("count")]
    [InlineData("sending IP")]
    [InlineData("MX host")]
    [InlineData("HELO")]
    [InlineData("receiving IP")]
    [InlineData("reason")]
    [InlineData("information")]
    public void A_report_that_differs_in_one_member_is_another_one(string member) => Assert.Equal(2, Reports(Whole(), Whole(member)));

    [Fact]
    public void With_an_id_other_content_is_a_contradiction_and_both_count()
    {
        using var measure = New(TlsReportGrouping.Domain, 3);
        Assert.True(measure.Add(Report(0, "A", 1, id: "x")));
        Assert.True(measure.Add(Report(0, "A", 2, id: "x")));
        Assert.False(measure.Add(Report(0, "A", 2, id: "x")));
        Assert.Equal((1, 2, 3L), (measure.Duplicates, measure.GetSummaries().Single().Reports, measure.GetSummaries().Single().Sessions));
    }

    [Fact]
    public void A_report_for_two_domains_is_new_as_long_as_one_of_them_is()
    {
        var both = Report(0, "A", Policy("sts", 1, 0), Policy("sts", 2, 0, [], "fabrikam.test", []));
        using var measure = New(TlsReportGrouping.Domain, 3);
        Assert.True(measure.Add(Report(0, "A", Policy("sts", 1, 0))));
        Assert.True(measure.Add(both)); // fabrikam.test was not there
        Assert.False(measure.Add(both));
        Assert.Equal([("contoso.test", 1L), ("fabrikam.test", 2L)], measure.GetSummaries().Select(sum => (sum.Domain, sum.Sessions)));
        Assert.Equal(1, measure.Duplicates);
    }

    [Fact]
    public void A_report_without_a_policy_has_nothing_to_count()
    {
        using var measure = New(TlsReportGrouping.Domain);
        Assert.False(measure.Add(Report(0, "A")));
        Assert.False(measure.Add(With(Report(0, "A"), DkimAlignment.None)));
        Assert.Empty(measure.GetSummaries());
        Assert.Equal(0, measure.Duplicates);
    }

    [Fact]
    public void An_unsigned_report_is_held_once_and_counted_when_the_totals_are_asked_for()
    {
        using var measure = New(TlsReportGrouping.Domain, 3);
        var unsigned = With(Report(0, "A", 1), DkimAlignment.None);
        Assert.True(measure.Add(unsigned));
        Assert.False(measure.Add(With(Report(0, "A", 1), DkimAlignment.NotAligned)));
        Assert.Equal(1, measure.Duplicates);
        Assert.Equal(1, measure.GetSummaries().Single().Sessions);
        Assert.Equal(1, measure.GetSummaries().Single().Sessions); // asked for again, it does not count again
        Assert.True(measure.Add(With(Report(1, "A", 1), DkimAlignment.None))); // after that, one counts as it comes
        Assert.Equal(2, measure.GetSummaries().Single().Sessions);
    }

    [Fact]
    public void Evidence_has_what_was_held_too()
    {
        using var measure = New(TlsReportGrouping.Domain, 3);
        measure.Add(With(Report(0, "A", 1, 2, "certificate-expired"), DkimAlignment.None));
        Assert.Equal(FirstDay, measure.EvidenceFor("contoso.test", null)!.LastFailureDay);
    }

    [Fact]
    public void Of_three_twins_two_are_a_pair_and_the_third_counts()
    {
        var report = Report(0, "A", Policy("sts", 2, 0), Policy("tlsa", 2, 0), Policy("tlsa", 2, 0));
        Assert.Equal(4, Measure([report]).Single().Sessions);
        var four = Report(0, "A", Policy("sts", 2, 0), Policy("sts", 2, 0), Policy("tlsa", 2, 0), Policy("tlsa", 2, 0));
        Assert.Equal(4, Measure([four]).Single().Sessions);
    }

    [Fact]
    public void A_pair_is_of_one_domain()
    {
        var report = Report(0, "A", Policy("sts", 2, 0), Policy("tlsa", 2, 0, [], "fabrikam.test", []), Policy("sts", 9, 0, [], "fabrikam.test", []));
        Assert.Equal([("contoso.test", 2L), ("fabrikam.test", 11L)], Measure([report]).Select(sum => (sum.Domain, sum.Sessions)));
    }

    [Fact]
    public void Measuring_leaves_a_report_as_it_was()
    {
        var sts = new TlsReportPolicy
        {
            PolicyType = "sts", PolicyDomain = "contoso.test", SuccessCount = 5, FailureCount = 2, MxHost = new ReadableList<string>(["mx1.contoso.test"]),
        };
        var report = Report(0, "A", sts, Policy("tlsa", 5, 2, Failure("certificate-expired", 2, "mx9.contoso.test")));
        var before = report.Policies[1].FailureDetails[0].Explanation;
        Assert.Equal([before], Measure([report]).Single().Explanations.DefaultIfEmpty(""));
        Assert.Equal(before, report.Policies[1].FailureDetails[0].Explanation);
    }

    [Theory]
    [InlineData(1, 1, "sts-detail")] // as many: its own
    [InlineData(2, 1, "sts-detail")]
    [InlineData(1, 2, "tlsa-detail")]
    public void A_pair_is_the_sts_policy_with_the_details_of_the_one_that_has_more(int own, int others, string type)
    {
        var sts = new TlsReportPolicy
        {
            PolicyType = "sts", PolicyDomain = "contoso.test", SuccessCount = 5, FailureCount = 2, MxHost = new ReadableList<string>(["*.contoso.test"]),
            PolicyString = new ReadableList<string>(["mode: enforce"]), OtherMembers = new ReadableList<TlsReportMember>([new TlsReportMember("", "x", "1")]),
            FailureDetails = Details("sts-detail", own),
        };
        var tlsa = new TlsReportPolicy
        {
            PolicyType = "tlsa", PolicyDomain = "contoso.test", SuccessCount = 5, FailureCount = 2, FailureDetails = Details("tlsa-detail", others),
        };
        foreach (var report in new[] { Report(0, "A", sts, tlsa), Report(0, "A", tlsa, sts) })
        {
            var entry = Assert.Single(PolicyPairs.Counted(report));
            Assert.Equal(("contoso.test", false, "sts"), (entry.Domain, entry.IsMaybeHost, entry.Policy.PolicyType));
            Assert.Equal((5L, 2L, "contoso.test"), (entry.Policy.SuccessCount, entry.Policy.FailureCount, entry.Policy.PolicyDomain));
            Assert.Equal(
                ("*.contoso.test", "mode: enforce", 1),
                (entry.Policy.MxHost.ToString(), entry.Policy.PolicyString.ToString(), entry.Policy.OtherMembers.Count));
            Assert.All(entry.Policy.FailureDetails, failure => Assert.Equal(type, failure.ResultType));
        }

        static ReadableList<TlsReportFailure> Details(string type, int count) =>
            new([.. Enumerable.Range(0, count).Select(_ => Failure(type, 1))]);
    }

    [Fact]
    public void A_hash_depends_on_every_text_and_number_and_on_where_one_ends()
    {
        using var hash = new ContentHash();
        Action[] inputs =
        [
            () => { },
            () => hash.Add((string?)null),
            () => hash.Add(""),
            () => hash.Add("ab"),
            () => hash.Add("ba"),
            () => Texts("a", "b"),
            () => Texts("ab", ""),
            () => Texts("", "ab"),
            () => hash.Add(1),
            () => hash.Add(256),
            () => hash.Add(1L << 56),
            () => hash.Add(["a"]),
            () => hash.Add(["a", "a"]),
            () => hash.Add(new string('a', 70_000)),
            () => hash.Add(new string('a', 70_001)),
            () => Texts(new string('a', 70_000), new string('a', 70_000)),
            () => hash.Add("é"),
        ];
        var first = inputs.Select(Of).ToList();
        Assert.Equal(first.Count, first.Distinct().Count());
        Assert.Equal(first, inputs.Select(Of)); // nothing of the one before is left
        using var other = new ContentHash();
        other.Add("ab");
        Assert.NotEqual(first[3], other.Finish()); // nobody knows the salt

        ulong Of(Action add)
        {
            add();
            return hash.Finish();
        }

        void Texts(params string[] texts)
        {
            foreach (var text in texts) hash.Add(text);
        }
    }

    [Fact]
    public void Misuse_throws()
    {
        Assert.Throws<ArgumentNullException>(() => new TlsReportMeasure(null!));
        using var measure = New(TlsReportGrouping.Domain);
        Assert.Throws<ArgumentNullException>(() => measure.Add((TlsReport)null!));
        Assert.Throws<ArgumentNullException>(() => measure.EvidenceFor(null!, null));
        Assert.Null(measure.EvidenceFor("not a domain", null));
    }

    private static int Reports(params TlsReport[] reports)
    {
        using var measure = New(TlsReportGrouping.None, 3);
        foreach (var report in reports) measure.Add(report);
        return measure.GetSummaries().Single().Reports;
    }

    /// <summary>A report without an id that has every member, one of them other than usual.</summary>
    private static TlsReport Whole(string? other = null)
    {
        string Text(string member) => member == other ? "other" : "usual";
        int Number(string member) => member == other ? 2 : 1;
        string[] lines = other switch { "text in another line" => ["mode:", " testing"], "text" => ["mode: enforce"], _ => ["mode: testing"] };
        var failure = new TlsReportFailure
        {
            ResultType = other == "no result type" ? null : Text("result type"), FailedSessionCount = Number("count"), SendingMtaIp = Text("sending IP"),
            ReceivingMxHostname = Text("MX host"), ReceivingMxHelo = Text("HELO"), ReceivingIp = Text("receiving IP"), FailureReasonCode = Text("reason"),
            AdditionalInformation = Text("information"),
        };
        var asHost = other == "text as an MX host";
        return new TlsReport
        {
            OrganizationName = "A",
            ReportId = "",
            StartDate = FirstDay.AddMinutes(other == "start" ? 1 : 0),
            EndDate = FirstDay.AddHours(other == "end" ? 23 : 24),
            Policies = new ReadableList<TlsReportPolicy>([new TlsReportPolicy
            {
                PolicyType = other == "type" ? "x" : "sts", PolicyDomain = "contoso.test", SuccessCount = Number("successes"),
                FailureCount = Number("failures"), PolicyString = new ReadableList<string>(asHost ? [] : lines),
                MxHost = new ReadableList<string>(asHost ? [.. lines, "usual"] : [Text("host")]),
                FailureDetails = new ReadableList<TlsReportFailure>(other == "detail" ? [failure, failure] : [failure]),
            }]),
        };
    }
}
