using System;
using System.Linq;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Deviations of senders from RFC 8460: they are read, with a warning that has the position.</summary>
public class DeviationTests
{
    [Fact]
    public void A_healthy_report_has_no_warnings()
    {
        var report = Sample.Report(Sample.Json);
        Assert.Empty(report.Warnings);
        Assert.Equal("Fabrikam", report.OrganizationName);
        Assert.Equal("id-1", report.ReportId);
        Assert.Equal("tls@fabrikam.test", report.ContactInfo);
        Assert.Equal(new DateTime(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc), report.StartDate);
        Assert.Equal(DateTimeKind.Utc, report.EndDate!.Value.Kind);
        Assert.Equal("contoso.test", report.PolicyDomains.ToString());
        Assert.Equal((5, 0), (report.SuccessCount, report.FailureCount));
        Assert.Equal(100.0, report.SuccessRate);
        Assert.Null(report.TopFailure);
        Assert.Equal("version: STSv1; mode: testing; mx: mx.contoso.test; max_age: 86400", report.Policies[0].PolicyString.ToString());
    }

    /// <summary>Totals, evidence and pages repeat these names; a megabyte of one would become many.</summary>
    [Theory]
    [InlineData("\"Fabrikam\"", "$.organization-name")]
    [InlineData("\"sts\"", "$.policies[0].policy.policy-type")]
    [InlineData("\"certificate-expired\"", "$.policies[0].failure-details[0].result-type")]
    public void A_name_far_longer_than_any_real_one_is_cut_and_noted(string name, string path)
    {
        var failing = Sample.WithFailures(1, "[{\"result-type\":\"certificate-expired\",\"failed-session-count\":1}]");
        Assert.Contains(name, failing, StringComparison.Ordinal);
        var report = Sample.Report(failing.Replace(name, $"\"{new string('x', 199)}\ud83d\ude00{new string('y', 900_000)}\"", StringComparison.Ordinal));
        var cut = new string('x', 199) + "…"; // no half of a character is left
        Assert.Contains(cut, new[] { report.OrganizationName, report.Policies[0].PolicyType, report.Policies[0].FailureDetails[0].ResultType });
        Assert.Contains(report.Warnings, warning => warning.Path == path && warning.Text.Contains("it was cut after 200", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[\"mx.contoso.test\"]}", "\"mx.contoso.test\"}", "$.policies[0].policy.mx-host")] // RFC 8460's own example, erratum 6241
    [InlineData(",\"mx-host\":[\"mx.contoso.test\"]", "", "$.policies[0].policy.mx-host")] // Microsoft
    [InlineData("\"mx-host\":[\"mx.contoso.test\"]", "\"mx-host\":[\"mx: mx.contoso.test\"]", "$.policies[0].policy.mx-host")] // prefixed
    [InlineData("2025-03-01T00:00:00Z", "2025-03-01T00:00:00", "$.date-range.start-datetime")] // Microsoft: no zone
    [InlineData("2025-03-01T00:00:00Z", "2025/03/01T00:00:00Z", "$.date-range.start-datetime")] // not the hyphens of RFC 3339
    [InlineData("2025-03-01T00:00:00Z", "2025\\r03\\r01T00:00:00Z", "$.date-range.start-datetime")] // line ends instead of hyphens
    [InlineData("2025-03-01T23:59:59Z", "2025-03-02T00:00:00Z", "$.date-range.end-datetime")] // Mail.ru: next midnight
    [InlineData("2025-03-01T23:59:59Z", "2025-03-07T23:59:59Z", "$.date-range")] // a week
    [InlineData("2025-03-01T23:59:59Z", "2025-02-01T23:59:59Z", "$.date-range")] // ends before it begins
    [InlineData("2025-03-01T23:59:59Z", "2025-03-01T13:00:00Z", "$.date-range")] // fewer than 24 hours
    [InlineData("\"tls@fabrikam.test\"", "null", "$.contact-info")]
    [InlineData("\"contact-info\":\"tls@fabrikam.test\",", "", "$.contact-info")]
    [InlineData("\"organization-name\":\"Fabrikam\",", "", "$.organization-name")]
    [InlineData("\"Fabrikam\"", "\"\"", "$.organization-name")]
    [InlineData("\"Fabrikam\"", "null", "$.organization-name")]
    [InlineData("\"Fabrikam\"", "{\"name\":\"Fabrikam\"}", "$.organization-name")]
    [InlineData("\"report-id\":\"id-1\",", "", "$.report-id")] // a guide's sample
    [InlineData("\"id-1\"", "\"\"", "$.report-id")]
    [InlineData("\"id-1\"", "[1]", "$.report-id")]
    [InlineData("\"date-range\":{\"start-datetime\":\"2025-03-01T00:00:00Z\",\"end-datetime\":\"2025-03-01T23:59:59Z\"},", "", "$.date-range")]
    [InlineData("{\"start-datetime\":\"2025-03-01T00:00:00Z\",\"end-datetime\":\"2025-03-01T23:59:59Z\"}", "[]", "$.date-range")]
    [InlineData("{\"start-datetime\":\"2025-03-01T00:00:00Z\",\"end-datetime\":\"2025-03-01T23:59:59Z\"}", "null", "$.date-range")]
    [InlineData("\"start-datetime\":\"2025-03-01T00:00:00Z\",", "", "$.date-range.start-datetime")]
    [InlineData(",\"end-datetime\":\"2025-03-01T23:59:59Z\"", "", "$.date-range.end-datetime")]
    [InlineData("\"2025-03-01T00:00:00Z\"", "\"yesterday\"", "$.date-range.start-datetime")]
    [InlineData("\"2025-03-01T00:00:00Z\"", "\"2025-02-30T00:00:00Z\"", "$.date-range.start-datetime")]
    [InlineData("\"2025-03-01T23:59:59Z\"", "null", "$.date-range.end-datetime")]
    [InlineData("\"policy-domain\":\"contoso.test\",", "", "$.policies[0].policy.policy-domain")]
    [InlineData(",\"total-failure-session-count\":0", "", "$.policies[0].summary.total-failure-session-count")] // Google, no-policy-found
    [InlineData("\"total-successful-session-count\":5", "\"total-successful-session-count\":\"5\"", "$.policies[0].summary.total-successful-session-count")]
    [InlineData("\"policy-type\":\"sts\"", "\"policy-type\":\"new\"", "$.policies[0].policy.policy-type")]
    [InlineData("\"report-id\":\"id-1\"", "\"report-id\":1", "$.report-id")]
    [InlineData("\"report-id\":\"id-1\"", "\"report-id\":\"old\",\"report-id\":\"id-1\"", "$.report-id")] // twice
    [InlineData("\"report-id\":\"id-1\"", "\"report-id\":\"id-1\",\"new\":{\"a\":[1,true]}", "$.new")]
    public void A_deviation_is_a_single_warning_with_its_place(string part, string replacement, string path)
    {
        var report = Sample.Report(Sample.With(part, replacement));
        Assert.Equal(path, Assert.Single(report.Warnings).Path);
        Assert.Equal(5, report.SuccessCount);
    }

    [Theory]
    [InlineData("2025-03-01T13:00:00Z", "The period is 13 hours, fewer than the 24 hours")]
    [InlineData("2025-03-01T01:00:00Z", "The period is 1 hour, fewer")]
    [InlineData("2025-03-01T23:58:59Z", "The period is 23.9 hours, fewer")]
    [InlineData("2025-03-01T00:30:00Z", "The period is 30 minutes, fewer")]
    [InlineData("2025-03-01T00:00:00Z", "The period is 0 minutes, fewer")]
    [InlineData("2025-03-01T23:59:00Z", null)] // how some senders end a day
    [InlineData("2025-03-02T00:59:59Z", null)]
    public void A_report_that_covers_fewer_than_24_hours_is_marked_as_such(string end, string? words)
    {
        var warnings = Sample.Report(Sample.With("2025-03-01T23:59:59Z", end)).Warnings;
        if (words is null) Assert.Empty(warnings);
        else Assert.StartsWith(words, Assert.Single(warnings).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"report-id\":\"old\",\"report-id\"", "$.report-id")]
    [InlineData("\"report\\u002did\":\"old\",\"report-id\"", "$.report-id")] // the same name, written with an escape
    [InlineData("\"new\":1,\"new\":2,\"report-id\"", "$.new")] // a name that is not in RFC 8460
    [InlineData("\"sts\":1,\"sts\":2,\"report-id\"", "$.sts")] // a known value as a name
    [InlineData("\"new\":1,\"newer\":2,\"report-id\"", null)]
    [InlineData("\"new\":{\"new\":1},\"report-id\"", null)] // one is inside the other
    [InlineData("\"\":1,\"report-id\"", null)] // no name at all
    public void A_duplicate_member_is_a_warning(string members, string? path)
    {
        var report = Sample.Report(Sample.With("\"report-id\"", members));
        Assert.Equal(path, report.Warnings.SingleOrDefault(warning => warning.Text.Contains("more than once", StringComparison.Ordinal))?.Path);
        Assert.Equal("id-1", report.ReportId);
    }

    [Fact]
    public void The_same_members_in_each_policy_are_not_duplicates()
    {
        var report = Sample.Report(Sample.With("\"policies\":[", "\"policies\":[" + Sample.Policy + "," + Sample.Policy + ","));
        Assert.Equal(3, report.Policies.Count);
        Assert.Empty(report.Warnings);
    }

    [Theory]
    [InlineData("Fabrikam", "Fabrikan")]
    [InlineData("policies", "policiez")] // similar to the name of a member
    [InlineData("ab", "ba")]
    [InlineData("Fäbrikam", "Fábrikam")] // beyond ASCII
    [InlineData("policy", "pölicy")]
    public void Similar_names_are_distinguished(string one, string other)
    {
        foreach (var name in new[] { one, other })
            Assert.Equal(name, Sample.Report(Sample.With("Fabrikam", name)).OrganizationName);
    }

    [Fact]
    public void A_byte_order_mark_is_reported() =>
        Assert.Contains("byte order mark", Sample.Report("\ufeff" + Sample.Json).Warnings.Single().Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(" \r\n", 0)] // white space is not data
    [InlineData("]", 1)]
    [InlineData("garbage", 1)]
    [InlineData("garbage {}", 1)]
    public void Text_after_the_report_is_a_warning(string trailing, int warnings) =>
        Assert.Equal(warnings, Sample.Report(Sample.Json + trailing).Warnings.Count);

    [Fact]
    public void A_tlsa_policy_string_that_holds_a_json_array_is_unpacked()
    {
        var json = Sample.With(
            """["version: STSv1","mode: testing","mx: mx.contoso.test","max_age: 86400"]""",
            """["[\"3 1 1 AA\",\"3 1 1 BB\"]"]""");
        var report = Sample.Report(json);
        Assert.Equal(["3 1 1 AA", "3 1 1 BB"], report.Policies[0].PolicyString);
        Assert.Equal("$.policies[0].policy.policy-string", report.Warnings.Single().Path);
    }

    [Fact]
    public void A_policy_string_of_several_lines_is_split()
    {
        var json = Sample.With(
            """["version: STSv1","mode: testing","mx: mx.contoso.test","max_age: 86400"]""",
            "\"version: STSv1\\r\\nmode: testing\\nmax_age: 86400\\n\"");
        Assert.Equal(["version: STSv1", "mode: testing", "max_age: 86400"], Sample.Report(json).Policies[0].PolicyString);
    }

    [Fact]
    public void Details_without_addresses_and_host_are_kept_with_a_warning()
    {
        var report = Sample.Report(Sample.WithFailures(3, """[{"result-type":"sts-policy-fetch-error","failed-session-count":3,"sending-mta-ip":""}]"""));
        var failure = report.Policies[0].FailureDetails.Single();
        Assert.Equal((3, null, null, null), (failure.FailedSessionCount, failure.SendingMtaIp, failure.ReceivingIp, failure.ReceivingMxHostname));
        Assert.Contains(report.Warnings, w => w.Path == "$.policies[0].failure-details[0].receiving-mx-hostname");
        Assert.Contains(report.Warnings, w => w.Path == "$.policies[0].failure-details[0].receiving-ip");
        Assert.Contains(report.Warnings, w => w.Path == "$.policies[0].failure-details[0].sending-mta-ip");
    }

    [Fact]
    public void Details_that_sum_to_more_than_the_total_are_a_warning_and_the_summary_counts()
    {
        var report = Sample.Report(Sample.WithFailures(1, """[{"result-type":"a","failed-session-count":2}]"""));
        Assert.Equal(1, report.FailureCount);
        Assert.Contains(report.Warnings, w => w.Path == "$.policies[0].failure-details" && w.Text.Contains('2'));
    }

    [Fact]
    public void Without_a_failure_count_the_details_are_summed()
    {
        var json = Sample.WithFailures(0, """[{"result-type":"a","failed-session-count":2}]""").Replace(",\"total-failure-session-count\":0", "", StringComparison.Ordinal);
        Assert.Equal(2, Sample.Report(json).FailureCount);
    }

    [Fact]
    public void An_unknown_result_type_is_kept()
    {
        var report = Sample.Report(Sample.WithFailures(1, """[{"result-type":"quantum-fault","failed-session-count":1}]"""));
        Assert.Equal("quantum-fault", report.TopFailure);
        Assert.Equal("quantum-fault", report.Policies[0].FailureDetails[0].ResultType);
    }

    [Fact]
    public void Unknown_members_are_kept_with_their_place()
    {
        var report = Sample.Report(Sample.With("\"report-id\":\"id-1\"", "\"report-id\":\"id-1\",\"x\":{\"a\":[1,\"b\\n\",null,true]}"));
        var member = report.OtherMembers.Single();
        Assert.Equal(("", "x", "{\"a\":[1,\"b\\u000a\",null,true]}"), (member.Parent, member.Name, member.Json));
    }

    [Theory]
    [InlineData("__type", "\"x\"")] // a name with a special meaning for the framework's reader
    [InlineData("a b/<c>", "[]")] // not a valid XML name
    [InlineData("item", "{\"item\":1}")]
    [InlineData("", "null")]
    [InlineData("xmlns", "true")]
    public void An_unknown_member_is_kept_with_any_name(string name, string value)
    {
        var report =
            Sample.Report(Sample.Json.Replace("{\"organization-name\"", "{\"" + name + "\":" + value + ",\"organization-name\"", StringComparison.Ordinal));
        Assert.Equal((name, value), (report.OtherMembers.Single().Name, report.OtherMembers.Single().Json));
    }

    [Fact]
    public void The_misspelled_host_name_of_one_sender_is_read()
    {
        var report = Sample.Report(Sample.WithFailures(1, """[{"result-type":"certificate-expired","failed-session-count":1,"receiving-mx-host-name":"mx.contoso.test"}]"""));
        Assert.Equal("mx.contoso.test", report.Policies[0].FailureDetails[0].ReceivingMxHostname);
    }

    [Theory]
    [InlineData("-3", 0)] // a negative count is not valid
    [InlineData("2.0", 2)]
    [InlineData("2.9", 2)]
    [InlineData("1e3", 1000)]
    [InlineData("1e300", long.MaxValue)]
    [InlineData("99999999999999999999", long.MaxValue)]
    [InlineData("\"x\"", 0)]
    [InlineData("null", 0)]
    [InlineData("[1]", 0)]
    public void Unusual_counts_never_break_the_report(string count, long expected) =>
        Assert.Equal(expected, Sample.Report(Sample.With("\"total-successful-session-count\":5", "\"total-successful-session-count\":" + count)).SuccessCount);

    [Theory]
    [InlineData("2025-03-01T02:00:00+02:00")]
    [InlineData("2025-03-01t00:00:00z")]
    [InlineData("2025-03-01T00:00:00.000Z")]
    [InlineData("2025-02-28T24:00:00Z")]
    [InlineData("2025-03-01 00:00:00")]
    [InlineData("2025-03-01")]
    [InlineData("1740787200")]
    [InlineData("Sat, 01 Mar 2025 00:00:00 GMT")]
    public void Dates_in_many_forms_are_the_same_time(string date) =>
        Assert.Equal(new DateTime(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc), Sample.Report(Sample.With("2025-03-01T00:00:00Z", date)).StartDate);

    [Fact]
    public void A_single_policy_instead_of_an_array_is_read() =>
        Assert.Equal("$.policies", Sample.Report(Sample.With("[" + Sample.Policy + "]", Sample.Policy)).Warnings.Single().Path);

    /// <summary>A typical report in a widely read guide: no report-id, no contact-info, no policy-string.</summary>
    [Fact]
    public void A_report_as_guides_print_it_is_read()
    {
        var report = Sample.Report("""
            {"organization-name":"Fabrikam","date-range":{"start-datetime":"2025-03-01T00:00:00Z","end-datetime":"2025-03-01T23:59:59Z"},
            "policies":[{"policy":{"policy-type":"sts","policy-domain":"contoso.test"},"summary":{"total-successful-session-count":70,"total-failure-session-count":3},
            "failure-details":[{"result-type":"certificate-host-mismatch","sending-mta-ip":"192.0.2.1","receiving-mx-hostname":"mx.contoso.test","failed-session-count":3}]}]}
            """);
        Assert.Equal((70, 3, "certificate-host-mismatch", ""), (report.SuccessCount, report.FailureCount, report.TopFailure, report.ReportId));
        foreach (
            var path in new[] {
                "$.report-id", "$.contact-info", "$.policies[0].policy.policy-string", "$.policies[0].policy.mx-host",
                "$.policies[0].failure-details[0].receiving-ip" })
        {
            Assert.Single(report.Warnings, warning => warning.Path == path);
        }
    }

    [Fact]
    public void A_report_without_organization_and_dates_says_so_where_they_are_shown()
    {
        var report = Sample.Report("""{"policies":[{"policy":{"policy-type":"sts","policy-domain":"contoso.test"},"summary":{"total-successful-session-count":5}}]}""");
        Assert.Equal(("(not named)", "", null, null), (report.OrganizationName, report.ReportId, report.StartDate, report.EndDate));
        Assert.Equal("(not named), contoso.test, no date: 5 ok, 0 failed", report.ToString());
        var row = Assert.Single(TlsReportFlattener.Flatten(report));
        Assert.Equal(("(not named)", null, null), (row.OrganizationName, row.StartDate, row.EndDate));
        Assert.Equal("(no date) (not named) contoso.test: ok 5", row.ToString());
    }

    /// <summary>One count anywhere is sufficient.</summary>
    [Theory]
    [InlineData("\"summary\":{\"total-successful-session-count\":0}", 0, 0)]
    [InlineData("\"summary\":{\"total-failure-session-count\":\"4\"}", 0, 4)]
    [InlineData("\"failure-details\":[{\"failed-session-count\":2}]", 0, 2)]
    [InlineData("\"failure-details\":[{\"failed-session-count\":2},5],\"summary\":[]", 0, 2)]
    public void A_report_with_any_count_is_read(string counts, long successes, long failures)
    {
        var report = Sample.Report(Sample.With("\"summary\":{\"total-successful-session-count\":5,\"total-failure-session-count\":0}", counts));
        Assert.Equal((successes, failures), (report.SuccessCount, report.FailureCount));
    }

    [Fact]
    public void Half_a_surrogate_pair_and_bytes_that_are_not_utf8_become_the_replacement_character()
    {
        Assert.Equal("a\ufffdb", Sample.Report(Sample.With("Fabrikam", "a\\ud800b")).OrganizationName);
        var bytes = Sample.Utf8(Sample.With("Fabrikam", "a?b"));
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xe9; // Latin-1
        Assert.Equal("a\ufffdb", Sample.Read(bytes).Single().Report!.OrganizationName);
    }

    [Fact]
    public void The_success_rate_is_never_rounded_up_to_100_percent() =>
        Assert.Equal(99.99, Sample.Report(Sample.WithFailures(1, "[]").Replace("count\":5", "count\":9999999", StringComparison.Ordinal)).SuccessRate);

    [Fact]
    public void The_number_of_warnings_is_limited()
    {
        var details = "[" + string.Join(",", Enumerable.Repeat("{}", 1000)) + "]";
        Assert.Equal(201, Sample.Report(Sample.WithFailures(1, details)).Warnings.Count);
    }
}
