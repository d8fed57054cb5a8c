using System;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

public class UnreadableTests
{
    [Theory]
    [InlineData("\"policies\"", "\"policy\"", "policies", "$.policies")]
    [InlineData("\"policies\":[" + Sample.Policy + "]", "\"policies\":[]", "policies", "$.policies")]
    [InlineData("\"policies\":[" + Sample.Policy + "]", "\"policies\":[1,\"x\"]", "policies", "$.policies")] // nothing in it is a policy
    [InlineData(",\"summary\":{\"total-successful-session-count\":5,\"total-failure-session-count\":0}", "", "summary", "$.policies[0].summary")]
    [InlineData("{\"total-successful-session-count\":5,\"total-failure-session-count\":0}", "{}", "summary", "$.policies[0].summary")]
    [InlineData(
        "{\"total-successful-session-count\":5,\"total-failure-session-count\":0}",
        "{\"total-successful-session-count\":\"many\"},\"failure-details\":[{\"result-type\":\"certificate-expired\"}]", "summary", "$.policies[0].summary")]
    [InlineData("\"policies\":[" + Sample.Policy + "]", "\"policies\":null", "policies", "$.policies")]
    public void A_report_that_cannot_be_counted_is_an_error(string part, string replacement, string member, string path)
    {
        var error = Sample.Error(Sample.With(part, replacement));
        Assert.Equal((TlsReportFault.MissingMember, member, path), (error.Fault, error.Member, error.JsonPath));
        Assert.NotNull(error.Offset);
        Assert.StartsWith("file: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"policies\":[" + Sample.Policy + "]", "\"policies\":5", "policies", "$.policies")]
    public void A_member_of_the_wrong_type_is_reported(string part, string replacement, string member, string path)
    {
        var error = Sample.Error(Sample.With(part, replacement));
        Assert.Equal((TlsReportFault.InvalidMember, member, path), (error.Fault, error.Member, error.JsonPath));
    }

    [Theory]
    [InlineData("", TlsReportFault.NotAReport)]
    [InlineData(" \r\n", TlsReportFault.NotAReport)]
    [InlineData("Hello, world", TlsReportFault.NotAReport)]
    [InlineData("<html></html>", TlsReportFault.NotAReport)]
    [InlineData("[]", TlsReportFault.NotAReport)]
    [InlineData("[1]", TlsReportFault.NotAReport)]
    [InlineData("{}", TlsReportFault.NotAReport)]
    [InlineData("{\"name\":\"package\"}", TlsReportFault.NotAReport)]
    [InlineData("{", TlsReportFault.CutOff)]
    [InlineData("{\"organization-name\":\"Fabr", TlsReportFault.CutOff)]
    [InlineData("{\"organization-name\":tru}", TlsReportFault.NotJson)]
    [InlineData("{\"organization-name\" \"x\"}", TlsReportFault.NotJson)]
    [InlineData("{'organization-name':'x'}", TlsReportFault.NotJson)]
    [InlineData("{\"report-id\":01}", TlsReportFault.NotJson)]
    [InlineData("{\"report-id\":+1}", TlsReportFault.NotJson)]
    [InlineData("{\"report-id\":1,}", TlsReportFault.NotJson)]
    [InlineData("{\"report-id\":[1,]}", TlsReportFault.NotJson)]
    [InlineData("{\"report-id\":{]}", TlsReportFault.NotJson)]
    [InlineData("{\\rtf1 }", TlsReportFault.NotJson)]
    public void Content_that_is_not_a_report_is_reported_as_such(string content, TlsReportFault fault) => Assert.Equal(fault, Sample.Error(content).Fault);

    [Fact]
    public void Every_truncated_report_is_an_error_with_an_offset_near_the_end()
    {
        for (var length = 1; length < Sample.Json.Length; length++)
        {
            var error = Sample.Error(Sample.Json.Substring(0, length));
            Assert.Equal(TlsReportFault.CutOff, error.Fault);
            Assert.InRange(error.Offset!.Value, length, length);
        }
    }

    [Fact]
    public void A_fault_has_a_path_and_an_offset()
    {
        var error = Sample.Error(Sample.With("\"mx-host\":[", "\"mx-host\":[!"));
        Assert.Equal("$.policies[0].policy.mx-host", error.JsonPath);
        var at = Sample.Json.IndexOf("\"mx-host\":[", StringComparison.Ordinal) + 11;
        Assert.InRange(error.Offset!.Value, at, at);
    }

    [Fact]
    public void Depth_is_limited_and_the_error_shows_the_limit()
    {
        string Nested(int levels) => Sample.With("\"report-id\"", "\"x\":" + new string('[', levels) + new string(']', levels) + ",\"report-id\"");
        Assert.NotNull(Sample.Report(Nested(63)));
        var error = Sample.Error(Nested(64));
        Assert.Equal(TlsReportFault.LimitExceeded, error.Fault);
        Assert.Contains("64", error.Reason, StringComparison.Ordinal);
        Assert.Equal(TlsReportFault.LimitExceeded, Sample.Error(Nested(100_000)).Fault);
    }

    [Fact]
    public void The_number_of_items_is_limited()
    {
        var details = "[" + string.Join(",", new string[51]).Replace(",", "{},", StringComparison.Ordinal) + "{}]";
        var options = new TlsReportReaderOptions { MaxReportItems = 50 };
        Assert.Equal(TlsReportFault.LimitExceeded, Sample.Error(Sample.WithFailures(1, details), options).Fault);
    }

    [Fact]
    public void An_error_contains_no_control_characters()
    {
        var error = Sample.Error(Sample.With("\"policies\":[", "\"\\u001b[31mred\":[!"));
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.Contains("\\u001b", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_stream_is_an_error_and_not_an_exception()
    {
        using var broken = new BrokenStream();
        var result = Assert.Single(new TlsReportReader().Read(broken, "file"));
        Assert.Equal(TlsReportFault.Unreadable, result.Error!.Fault);
    }

    private sealed class BrokenStream : System.IO.MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new System.IO.IOException("The disk is gone.");
    }
}
