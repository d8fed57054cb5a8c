using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

public class LimitTests
{
    private static readonly TlsReportReaderOptions Few = new() { MaxErrors = 5, MaxReports = 20 };

    [Theory]
    [InlineData("", "{}", "")]
    [InlineData("", "{} \n", "")]
    [InlineData("[", "{},", "{}]")]
    [InlineData("", "{\"policies\":[]}", "")]
    public void A_small_file_does_not_give_errors_without_end(string before, string one, string after)
    {
        var text = before + new StringBuilder().Insert(0, one, 200_000) + after;
        var results = Sample.Read(Sample.Gzip(text));
        Assert.InRange(results.Count, 2, 1_001);
        Assert.All(results, result => Assert.NotNull(result.Error));
        var last = results[^1].Error!;
        Assert.Equal(TlsReportFault.LimitExceeded, last.Fault);
        Assert.Contains("(MaxErrors)", last.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_beyond_the_limit_are_counted_and_the_reports_behind_them_are_read()
    {
        var entries = Enumerable.Range(0, 12).Select(i => (i.ToString(CultureInfo.InvariantCulture) + ".json", Sample.Utf8("{\"policies\":1}"))).ToList();
        entries.Add(("good.json", Sample.Utf8(Sample.Json)));
        var results = Read(Sample.Zip([.. entries]), Few);
        Assert.Equal(7, results.Count);
        Assert.Equal("id-1", results[5].Report!.ReportId);
        Assert.Equal(
            "file: There are 7 more errors in this file after the first 5, which is the limit (MaxErrors). They are not listed.", results[6].Error!.Message);
    }

    [Fact]
    public void What_was_not_read_behind_too_many_errors_is_said()
    {
        var results = Read(Sample.Utf8(string.Concat(Enumerable.Repeat("{}", 8)) + Sample.Json), Few);
        Assert.Equal(6, results.Count);
        Assert.Contains("What follows them (4 JSON values) was not read.", results[5].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_the_messages_of_a_mailbox_are_counted_together()
    {
        var message = "From a@b Mon Jan  6 00:00:00 2025\n" + Sample.Mail("{\"policies\":1}") + "\n";
        var box = string.Concat(Enumerable.Repeat(message, 8)) + message.Replace(Convert.ToBase64String(Sample.Gzip("{}")), "", StringComparison.Ordinal)
            + "From a@b Mon Jan  6 00:00:00 2025\n" + Sample.Mail(Sample.Json);
        var results = Read(Sample.Utf8(box), Few);
        Assert.Equal(7, results.Count);
        Assert.NotNull(results[5].Report);
        Assert.Contains("There are 4 more errors", results[6].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_one_message_are_held_up_to_the_limit()
    {
        var reports = Sample.Json + string.Concat(Enumerable.Repeat("{\"policies\":[]}", 12));
        var results = Read(Sample.Utf8(Sample.Mail(reports)), Few);
        Assert.Equal("id-1", results[0].Report!.ReportId);
        Assert.InRange(results.Count, 7, 8);
        Assert.Contains("MaxErrors", results[^1].Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(21, 1)]
    public void The_number_of_reports_of_one_file_is_limited(int count, int errors)
    {
        var results = Read(Sample.Utf8(string.Concat(Enumerable.Repeat(Sample.Json, count))), Few);
        Assert.Equal(20, results.Count(result => result.Report is not null));
        Assert.Equal(errors, results.Count(result => result.Error is { Fault: TlsReportFault.LimitExceeded } error && error.Reason.Contains("(MaxReports)")));
    }

    [Fact]
    public void JSON_of_something_else_beside_a_report_is_not_an_error_however_much_there_is_of_it()
    {
        var other = string.Concat(Enumerable.Repeat("{\"a\":1}\n", 100));
        Assert.Equal("id-1", Assert.Single(Read(Sample.Zip(("log.txt", Sample.Utf8(other)), ("r.json", Sample.Utf8(Sample.Json))), Few)).Report!.ReportId);
    }

    [Fact]
    public void Unknown_members_are_kept_up_to_a_limit_and_then_named()
    {
        var text = new string('x', 1000);
        var members = string.Concat(Enumerable.Range(0, 150).Select(i => "\"m" + i.ToString(CultureInfo.InvariantCulture) + "\":\"" + text + "\","));
        var report = Sample.Read(Sample.Utf8("{" + members + Sample.Json.Substring(1))).Single().Report!;
        Assert.InRange(report.OtherMembers.Sum(member => member.Json.Length), 60_000, 65_536);
        Assert.Contains(report.Warnings, warning => warning.Path == "$.m149" && warning.Text.Contains("its value was not kept"));
        Assert.Equal("id-1", report.ReportId);
    }

    [Fact]
    public void Long_names_of_a_stranger_are_cut_where_they_are_shown()
    {
        var name = new string('n', 60_000);
        Assert.InRange(Read(Sample.Zip((name + ".json", Sample.Utf8("{}"))), new()).Single().Error!.Message.Length, 1, 600);
        Assert.InRange(new TlsReportReader().Read(Sample.Utf8("{}"), new string('n', 240_000)).Single().Error!.Message.Length, 1, 5_000);
        var mail = Sample.Mail("{}", name: name);
        Assert.All(Read(Sample.Utf8(mail), new()), result => Assert.InRange(result.Error!.Message.Length, 1, 1_500));
        var warnings = Sample.Read(Sample.Utf8("{\"" + name + "\":1," + Sample.Json.Substring(1))).Single().Report!.Warnings;
        Assert.All(warnings, warning => Assert.InRange(warning.ToString().Length, 1, 500));
    }

    private static List<TlsReportResult> Read(byte[] bytes, TlsReportReaderOptions options) => new TlsReportReader(options).Read(bytes, "file").ToList();
}
