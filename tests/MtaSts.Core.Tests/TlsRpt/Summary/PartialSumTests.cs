using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Summary;
using Xunit;

namespace MtaSts.Tests.TlsRpt.Summary;

/// <summary>Sums of shards, rows and reports are the same as the whole, to the last count.</summary>
public class PartialSumTests
{
#if MUTATION // thousands of reports take seconds per mutant
    private const int Many = 45;
#else
    private const int Many = 3_000;
#endif

    private static readonly string[] Types =
    [
        "certificate-expired", "sts-policy-fetch-error", "sts-webpki-invalid", "dane-required", "starttls-not-supported", "validation-failure", "\u001b[31m",
        "=x",
    ];

    public static TheoryData<TlsReportGrouping> Groupings => new(
        TlsReportGrouping.None, TlsReportGrouping.Domain, TlsReportGrouping.Organization, TlsReportGrouping.Day, TlsReportGrouping.ResultType,
        TlsReportGrouping.MxHost, TlsReportGrouping.Domain | TlsReportGrouping.Day, TlsReportGrouping.Organization | TlsReportGrouping.ResultType);

    [Theory]
    [MemberData(nameof(Groupings))]
    public void Shards_equal_the_whole(TlsReportGrouping grouping)
    {
        var reports = Random(7, Many);
        var whole = Measure(reports, grouping);
        foreach (var count in new[] { 1, 2, 16 })
        {
            using var all = New(grouping, null);
            foreach (var shard in Enumerable.Range(1, count).Reverse())
            {
                using var part = New(grouping, new DomainShard(shard, count));
                foreach (var report in reports) part.Add(report);
                foreach (var sum in part.GetSummaries()) Assert.True(all.TryAddPart(sum.Part!, out var problem), problem);
            }

            Assert.Equal(whole, all.GetSummaries().Select(Text));
        }
    }

    [Theory]
    [MemberData(nameof(Groupings))]
    public void Some_shards_as_sums_and_the_others_as_reports_equal_the_whole(TlsReportGrouping grouping)
    {
        var reports = Random(8, Many / 3).Where(report => report.Policies.Count == 1).ToList();
        var half = new DomainShard(1, 2);
        using var part = New(grouping, half);
        foreach (var report in reports) part.Add(report);
        using var all = New(grouping, null);
        foreach (var report in reports.Where(report => !half.Contains(report.Policies[0].PolicyDomain!))) all.Add(report);
        foreach (var sum in part.GetSummaries()) Assert.True(all.TryAddPart(sum.Part!, out _));
        Assert.Equal(Measure(reports, grouping), all.GetSummaries().Select(Text));
    }

    [Fact]
    public void Sums_of_sums_equal_the_whole()
    {
        var reports = Random(9, Many / 6);
        List<string> parts = [];
        for (var shard = 1; shard <= 4; shard++)
        {
            using var part = New(TlsReportGrouping.Organization, new DomainShard(shard, 4));
            foreach (var report in reports) part.Add(report);
            parts.AddRange(part.GetSummaries().Select(sum => sum.Part!));
        }

        string[] Merge(IEnumerable<string> some)
        {
            using var sum = New(TlsReportGrouping.Organization, null);
            foreach (var one in some) Assert.True(sum.TryAddPart(one, out _));
            return [.. sum.GetSummaries().Select(summary => summary.Part!)];
        }

        var tree = Merge(Merge(parts.Take(7)).Concat(Merge(parts.Skip(7))));
        using var all = New(TlsReportGrouping.Organization, null);
        foreach (var one in tree) Assert.True(all.TryAddPart(one, out _));
        Assert.Equal(Measure(reports, TlsReportGrouping.Organization), all.GetSummaries().Select(Text));
    }

    [Theory]
    [MemberData(nameof(Groupings))]
    public void Rows_equal_their_reports(TlsReportGrouping grouping)
    {
        var reports = Random(10, Many / 3);
        using var measure = New(grouping, null);
        foreach (var row in reports.SelectMany(TlsReportFlattener.Flatten)) measure.Add(row);
        Assert.Equal(Measure(reports, grouping), measure.GetSummaries().Select(Text));
    }

    [Fact]
    public void A_report_counts_once_as_rows_and_as_itself()
    {
        var reports = Random(11, Many / 15);
        using var measure = New(TlsReportGrouping.Domain, null);
        foreach (var report in reports)
        {
            foreach (var row in TlsReportFlattener.Flatten(report)) measure.Add(row);
            measure.Add(report);
        }

        Assert.Equal(Measure(reports, TlsReportGrouping.Domain), measure.GetSummaries().Select(Text));
    }

    [Fact]
    public void A_domain_in_two_sums_has_its_totals_and_no_verdict()
    {
        using var all = New(TlsReportGrouping.Domain, null);
        for (var day = 0; day < 2; day++)
        {
            using var part = New(TlsReportGrouping.Domain, new DomainShard(1, 1));
            part.Add(Made.Report(day, "A", 10));
            Assert.NotNull(part.GetSummaries()[0].Readiness);
            Assert.True(all.TryAddPart(part.GetSummaries()[0].Part!, out _));
        }

        var summary = Assert.Single(all.GetSummaries());
        Assert.Equal((20, 2, 2), (summary.Successes, summary.Reports, summary.DaysWithReports));
        Assert.Null(summary.Readiness);
        Assert.Contains("more than one of the sums", Assert.Single(summary.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_of_all_shards_give_no_warning()
    {
        Assert.Empty(Warnings(TlsReportGrouping.Day, Sums(1, 4), Sums(2, 4), Sums(3, 4), Sums(4, 4)));
        Assert.Empty(Warnings(TlsReportGrouping.Day, Sums(1, 5), Sums(2, 5), Sums(4, 5), Sums(5, 5))); // no domain is in the third
        Assert.Empty(Warnings(TlsReportGrouping.Day, Merged(Sums(1, 4), Sums(2, 4)), Merged(Sums(3, 4), Sums(4, 4))));
    }

    [Fact]
    public void A_shard_that_was_left_out_is_named()
    {
        Assert.Equal(
            ["The sums of shard 3/4 are missing. The totals do not contain their domains. Measure them with -Shard, and give all sums together."],
            Warnings(TlsReportGrouping.Day, Sums(1, 4), Sums(2, 4), Sums(4, 4)));
        Assert.StartsWith(
            "The sums of shards 3/4, 4/4 are missing.",
            Assert.Single(Warnings(TlsReportGrouping.None, Merged(Sums(1, 4), Sums(2, 4)))), StringComparison.Ordinal);

        // Whether the third of five is missing or has no domains is not known to the sums of the others.
        Assert.StartsWith("The sums of one shard are missing; it is among shards 2/5, 3/5.", Assert.Single(
            Warnings(TlsReportGrouping.Domain, Sums(1, 5), Sums(4, 5), Sums(5, 5))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_is_given_twice_counts_once()
    {
        var sums = Sums(1, 2);
        using var all = New(TlsReportGrouping.Day, null);
        foreach (var sum in sums(TlsReportGrouping.Day).Concat(sums(TlsReportGrouping.Day)).Concat(Sums(2, 2)(TlsReportGrouping.Day)))
        {
            Assert.True(all.TryAddPart(sum, out _));
        }

        Assert.Equal(Measure(OfEachShard(), TlsReportGrouping.Day), all.GetSummaries().Select(Text));
        Assert.Contains("given more than once. Each was counted once.", Assert.Single(all.SumWarnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_different_sums_of_one_group_and_shard_are_named()
    {
        var (first, second) = (Sums(1, 2), Sums(1, 2, OfEachShard().Take(8)));
        Assert.StartsWith(
            "There are different sums of the same groups and the same shard: shard 1/2.",
            Assert.Single(Warnings(TlsReportGrouping.Organization, first, second, Sums(2, 2))), StringComparison.Ordinal);
        Assert.StartsWith(
            "There are different sums", Assert.Single(Warnings(TlsReportGrouping.Organization, Merged(first, Sums(2, 2)), second)), StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_of_different_counts_are_named() => Assert.Equal(
        ["The sums come from different shard counts: 2 and 4. A domain is in a shard of each, so it may be counted twice. Measure all shards with the "
            + "same count."],
        Warnings(TlsReportGrouping.Day, Sums(1, 2), Sums(2, 4)));

    [Fact]
    public void Reports_whose_domains_are_in_the_sums_are_named()
    {
        using var all = New(TlsReportGrouping.Day, null);
        foreach (var sum in Sums(1, 2)(TlsReportGrouping.Day)) all.TryAddPart(sum, out _);
        foreach (var report in OfEachShard()) all.Add(report);
        all.GetSummaries();
        Assert.Matches("^[0-9]+ of the domains in the reports belong to shards whose sums were given too.", Assert.Single(all.SumWarnings));
    }

    [Fact]
    public void Reports_of_the_shards_that_are_not_among_the_sums_give_no_warning()
    {
        var half = new DomainShard(2, 2);
        foreach (var grouping in new[] { TlsReportGrouping.Day, TlsReportGrouping.Domain })
        {
            using var all = New(grouping, null);
            foreach (var sum in Sums(1, 2)(grouping)) all.TryAddPart(sum, out _);
            foreach (var report in OfEachShard().Where(report => half.Contains(report.Policies[0].PolicyDomain!))) all.Add(report);
            all.GetSummaries();
            Assert.Empty(all.SumWarnings);
        }
    }

    [Fact]
    public void Sums_by_domain_know_whether_a_domain_is_in_them()
    {
        var reports = OfEachShard();
        using var all = New(TlsReportGrouping.Domain, null);
        foreach (var sum in Sums(1, 1, reports.Skip(2))(TlsReportGrouping.Domain)) all.TryAddPart(sum, out _);
        all.Add(reports[0]);
        all.GetSummaries();
        Assert.Empty(all.SumWarnings);
        all.Add(reports[2]);
        all.GetSummaries();
        Assert.StartsWith("1 of the domains in the reports is also in the sums.", Assert.Single(all.SumWarnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_sums_that_was_cut_off_is_noticed()
    {
        var sums = Sums(1, 2)(TlsReportGrouping.Domain);
        Assert.Equal(
            [$"2 of the {sums.Count} sums of shard 1/2 are missing. The totals do not contain them. Give all sums that Measure-TlsRptReport returned; a file "
                + "of them may be cut off or filtered."],
            Warnings(TlsReportGrouping.Domain, _ => [.. sums.Take(sums.Count - 2)], Sums(2, 2)));
        var merged = Merged(Sums(1, 2), Sums(2, 2))(TlsReportGrouping.Organization);
        Assert.StartsWith(
            $"1 of the {merged.Count} sums of shards 1/2, 2/2 is missing.", Assert.Single(Warnings(TlsReportGrouping.Organization, _ => [.. merged.Skip(1)])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_sums_makes_no_difference() =>
        Assert.Empty(Warnings(TlsReportGrouping.Organization, grouping => [.. Sums(1, 2)(grouping).Concat(Sums(2, 2)(grouping)).Reverse()]));

    [Fact]
    public void Sums_of_different_settings_are_named()
    {
        var now = Made.FirstDay.AddDays(40);
        var plain = Judged(1, new TlsReportMeasureOptions { NowUtc = now });
        foreach (var (other, name) in new[]
        {
            (new TlsReportMeasureOptions { NowUtc = now, Stage = RolloutStage.EnforceCautious }, "-Stage EnforceCautious -MaxFailureRate 0.1"),
            (new TlsReportMeasureOptions { NowUtc = now, MaxFailureRate = 0 }, "-MaxFailureRate 0"),
            (new TlsReportMeasureOptions { NowUtc = now, TrustUnsigned = true }, "-MaxFailureRate 0.1 -TrustUnsigned"),
        })
        {
            var warning = Assert.Single(Warnings(TlsReportGrouping.Domain, plain, Judged(2, other)));
            Assert.StartsWith("The domains were judged with different settings: ", warning, StringComparison.Ordinal);
            Assert.Contains(name, warning, StringComparison.Ordinal);
            Assert.Equal([warning], Warnings(TlsReportGrouping.Domain, Merged(plain, Judged(2, other)))); // the sums of both still say so
            Assert.Empty(Warnings(TlsReportGrouping.Domain, Judged(1, other), Judged(2, other)));
            Assert.Empty(Warnings(TlsReportGrouping.Day, plain, Judged(2, other))); // nothing is judged
        }
    }

    [Theory]
    [InlineData(false, "The settings of this command, -MaxFailureRate 5, change nothing: sums keep the verdicts that they were measured with, using ")]
    [InlineData(true, "The domains were judged with different settings: -MaxFailureRate 0.1, -MaxFailureRate 5. ")]
    public void Settings_do_not_change_sums(bool hasReports, string expected)
    {
        using var all = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = Made.FirstDay.AddDays(40), MaxFailureRate = 0.05 });
        foreach (var sum in Sums(1, 2)(TlsReportGrouping.Domain).Concat(Sums(2, 2)(TlsReportGrouping.Domain))) Assert.True(all.TryAddPart(sum, out _));
        if (hasReports) all.Add(Made.Report(1, "Org", Made.Policy("sts", 5, 0, [], NotInASum(), [])));
        all.GetSummaries();
        Assert.StartsWith(expected, Assert.Single(all.SumWarnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_does_not_name_its_shard_is_not_taken_for_a_missing_one()
    {
        // The sum of a shard and of reports beside it contains other domains too.
        using var mixed = New(TlsReportGrouping.Day, null);
        foreach (var sum in Sums(2, 2)(TlsReportGrouping.Day)) mixed.TryAddPart(sum, out _);
        mixed.Add(Made.Report(1, "Org", Made.Policy("sts", 5, 0, [], NotInASum(), [])));
        var sums = mixed.GetSummaries().Select(sum => sum.Part!).ToList();
        Assert.Empty(Warnings(TlsReportGrouping.Day, Sums(1, 2), _ => sums));
    }

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("{", "cannot be read")]
    [InlineData("{\"MtaStsSum\":1,\"GroupBy\":\"Domain\"}", "cannot be read")] // no check
    [InlineData("{\"MtaStsSum\":2,\"Check\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"GroupBy\":\"Domain\"}", "newer version")]
    [InlineData("{\"MtaStsSum\":1,\"Check\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"GroupBy\":\"Domain\"}", "changed or cut off")]
    public void What_is_not_a_sum_is_refused(string text, string reason) => Refused(text, reason);

    // The check fits, so only another program can have written them.
    [Theory]
    [InlineData("\"GroupBy\":\"Domain\",\"Shards\":[\"3\"]}", "cannot be read")]
    [InlineData("\"GroupBy\":\"Domain\",\"Successes\":-1}", "cannot be read")]
    [InlineData("\"GroupBy\":\"Domain\",\"Days\":[\"x\"]}", "cannot be read")]
    [InlineData("\"GroupBy\":\"Domain\",\"Day\":99999999}", "cannot be read")]
    [InlineData("\"GroupBy\":\"Domain\",\"Days\":[99999999]}", "cannot be read")]
    [InlineData("\"GroupBy\":\"Domain\",\"Reports\":99999999999}", "cannot be read")]
    [InlineData("\"GroupBy\":\"Domain\"", "cannot be read")]
    [InlineData("\"GroupBy\":\"Day\"}", "grouped by Day, and not by Domain")]
    public void A_sum_that_does_not_fit_is_refused_with_the_reason(string body, string reason) =>
        Refused("{\"MtaStsSum\":1,\"Check\":\"" + ContentKey.Of(body) + "\"," + body, reason);

    [Fact]
    public void A_sum_that_was_changed_anywhere_is_refused()
    {
        var text = Sums(1, 2)(TlsReportGrouping.Domain)[0];
        Assert.NotNull(PartialSumText.Read(text));
        Assert.NotNull(PartialSumText.Read(" " + text + "\r\n"));
        for (var at = 0; at < text.Length; at++)
        {
            Assert.Null(PartialSumText.Read(text[..at]));
            Assert.Null(PartialSumText.Read(text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..]));
        }
    }

    [Fact]
    public void A_measure_of_a_shard_takes_no_sums()
    {
        using var own = New(TlsReportGrouping.Day, new DomainShard(2, 2));
        Assert.False(own.TryAddPart(Sums(1, 2)(TlsReportGrouping.Day)[0], out var problem));
        Assert.EndsWith("Add sums without -Shard", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1/1", true)]
    [InlineData("3/16", true)]
    [InlineData(" 16 / 16 ", true)]
    [InlineData("0/16", false)] // counted from 1
    [InlineData("17/16", false)]
    [InlineData("3", false)]
    [InlineData("3/0", false)]
    [InlineData("-1/3", false)]
    [InlineData("1/2/3", false)]
    [InlineData("1/1000000", false)]
    [InlineData(null, false)]
    public void A_shard_is_a_number_of_a_count(string? text, bool isShard) => Assert.Equal(isShard, DomainShard.TryParse(text, out _));

    [Fact]
    public void Each_domain_is_in_one_shard_and_the_shards_are_about_equal()
    {
        var domains = Enumerable.Range(0, 16_000).Select(number => $"d{number}.test").ToList();
        var counts = Enumerable.Range(1, 16).Select(number => domains.Count(new DomainShard(number, 16).Contains)).ToList();
        Assert.Equal(16_000, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, 800, 1_200));
    }

    [Fact]
    public void The_shard_of_a_domain_is_the_same_everywhere() => // octets 8 to 15 of SHA-256, modulo the count
        Assert.True(new DomainShard(9, 16).Contains("contoso.test"));

    /// <summary>Reports of twenty domains, none of which is in the third of five shards.</summary>
    private static List<TlsReport> OfEachShard() =>
    [
        .. Enumerable.Range(0, 100).Select(number => $"d{number}.test").Where(domain => !new DomainShard(3, 5).Contains(domain)).Take(20)
            .Select((domain, day) => Made.Report(day, "Org " + day % 3, Made.Policy("sts", 5 + day, 0, [], domain, []))),
    ];

    /// <summary>The sums of a shard, by grouping.</summary>
    private static Func<TlsReportGrouping, List<string>> Sums(int number, int count, IEnumerable<TlsReport>? reports = null) => grouping =>
    {
        using var part = New(grouping, new DomainShard(number, count));
        foreach (var report in reports ?? OfEachShard()) part.Add(report);
        return [.. part.GetSummaries().Select(sum => sum.Part!)];
    };

    /// <summary>The sums of one of two shards with other settings.</summary>
    private static Func<TlsReportGrouping, List<string>> Judged(int number, TlsReportMeasureOptions options) => grouping =>
    {
        using var part = new TlsReportMeasure(new TlsReportMeasureOptions
        {
            GroupBy = grouping, NowUtc = options.NowUtc, Shard = new DomainShard(number, 2), Stage = options.Stage, TrustUnsigned = options.TrustUnsigned,
            MaxFailureRate = options.MaxFailureRate,
        });
        foreach (var report in OfEachShard()) part.Add(report);
        return [.. part.GetSummaries().Select(sum => sum.Part!)];
    };

    /// <summary>A domain of the second of two shards that no report of <see cref="OfEachShard"/> is about.</summary>
    private static string NotInASum() => Enumerable.Range(0, 100).Select(number => $"other{number}.test").First(new DomainShard(2, 2).Contains);

    private static void Refused(string text, string reason)
    {
        using var measure = New(TlsReportGrouping.Domain, null);
        Assert.False(measure.TryAddPart(text, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
        Assert.Empty(measure.GetSummaries());
    }

    private static Func<TlsReportGrouping, List<string>> Merged(params Func<TlsReportGrouping, List<string>>[] sums) => grouping =>
    {
        using var all = New(grouping, null);
        foreach (var sum in sums.SelectMany(some => some(grouping))) Assert.True(all.TryAddPart(sum, out _));
        return [.. all.GetSummaries().Select(sum => sum.Part!)];
    };

    private static IReadOnlyList<string> Warnings(TlsReportGrouping grouping, params Func<TlsReportGrouping, List<string>>[] sums)
    {
        using var all = New(grouping, null);
        foreach (var sum in sums.SelectMany(some => some(grouping))) Assert.True(all.TryAddPart(sum, out _));
        all.GetSummaries();
        return all.SumWarnings;
    }

    private static TlsReportMeasure New(TlsReportGrouping grouping, DomainShard? shard) =>
        new(new TlsReportMeasureOptions { GroupBy = grouping, NowUtc = Made.FirstDay.AddDays(40), Shard = shard });

    private static List<string> Measure(IEnumerable<TlsReport> reports, TlsReportGrouping grouping)
    {
        using var measure = New(grouping, null);
        foreach (var report in reports) measure.Add(report);
        return [.. measure.GetSummaries().Select(Text)];
    }

    private static string Text(TlsReportSummary summary) => string.Join("|", typeof(TlsReportSummary).GetProperties()
        .Where(property => property.Name != nameof(TlsReportSummary.Part))
        .Select(property => property.Name + "=" + property.GetValue(summary)));

    /// <summary>Reports about one domain and about several, repeated, contradicting each other, by mail and not, of one day and of more.</summary>
    private static List<TlsReport> Random(int seed, int count)
    {
        var random = new Random(seed);
        var reports = new List<TlsReport>();
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && random.Next(10) == 0)
            {
                reports.Add(reports[random.Next(reports.Count)]);
                continue;
            }

            var policies = Enumerable.Range(0, random.Next(3) == 0 ? random.Next(2, 5) : 1).Select(_ => Policy(random)).ToArray();
            var report = Made.Report(random.Next(40), "Org " + random.Next(5), policies);
            reports.Add(Made.With(
                new TlsReport
                {
                    OrganizationName = report.OrganizationName,
                    ReportId = random.Next(20) == 0 ? "" : "id" + random.Next(count),
                    StartDate = random.Next(30) == 0 ? null : report.StartDate,
                    EndDate = random.Next(30) == 0 ? null : random.Next(20) == 0 ? report.EndDate!.Value.AddDays(3) : report.EndDate,
                    Policies = report.Policies,
                },
                random.Next(4) == 0 ? DkimAlignment.None : random.Next(2) == 0 ? DkimAlignment.Aligned : DkimAlignment.NotByMail));
        }

        return reports;
    }

    private static TlsReportPolicy Policy(Random random)
    {
        var details = Enumerable.Range(0, random.Next(3))
            .Select(_ => Made.Failure(Types[random.Next(Types.Length)], random.Next(1, 5), random.Next(2) == 0 ? null : $"mx{random.Next(3)}.test")).ToArray();
        string[] text = random.Next(4) == 0 ? [] : ["version: STSv1", random.Next(2) == 0 ? "mode: testing" : "mode: enforce", "max_age: 86400"];
        return Made.Policy(
            random.Next(6) == 0 ? "tlsa" : "sts", random.Next(100), details.Sum(detail => detail.FailedSessionCount) + random.Next(2), text,
            $"d{random.Next(30)}.test", details);
    }
}
