using System;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

public class FlattenTests
{
    [Fact]
    public void Advice_contains_the_domain()
    {
        static TlsReportRow RowOf(string domain) => TlsReportFlattener.Flatten(Made.Report(0, "A", 0, 1, "sts-policy-fetch-error", domain: domain)).Single();
        Assert.StartsWith("Fetch https://mta-sts.contoso.test/.well-known/mta-sts.txt from outside", RowOf("contoso.test").Action, StringComparison.Ordinal);
        Assert.Contains("<domain>", RowOf("=not a domain").Action, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_without_failures_becomes_one_row()
    {
        var row = Assert.Single(TlsReportFlattener.Flatten(Sample.Report(Sample.Json)));
        Assert.Equal(("contoso.test", "sts", 5, 0), (row.PolicyDomain, row.PolicyType, row.PolicySuccessCount, row.PolicyFailureCount));
        Assert.Equal(("", "", 0), (row.ResultType, row.Severity, row.FailedSessionCount));
    }

    [Fact]
    public void Each_failure_detail_is_a_row_with_meaning_and_action()
    {
        var json = Sample.WithFailures(4, """[{"result-type":"certificate-expired","failed-session-count":2},{"result-type":"new-one","failed-session-count":1},{"result-type":"starttls-not-supported","failed-session-count":1}]""");
        TlsReportRow[] rows = [.. TlsReportFlattener.Flatten(Sample.Report(json))];
        Assert.Equal(["certificate-expired", "new-one", "starttls-not-supported"], rows.Select(row => row.ResultType));
        Assert.Equal(["High", "Unknown", "Critical"], rows.Select(row => row.Severity));
        Assert.NotEmpty(rows[0].Meaning);
        Assert.NotEmpty(rows[0].Action);
        Assert.Equal([2L, 1L, 1L], rows.Select(row => row.FailedSessionCount));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1", "'  =1")] // some spreadsheets skip the spaces
    [InlineData("\uff1d1", "'\uff1d1")] // full-width
    [InlineData("\t=1", "\\u0009=1")] // the tab is visible and no longer first
    [InlineData("\r=1", "\\u000d=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void No_cell_runs_as_a_formula(string? text, string expected) => Assert.Equal(expected, SpreadsheetText.Clean(text));

    [Theory]
    [InlineData("plain text, é and 日本", "plain text, é and 日本")]
    [InlineData("\u001b[31m", "\\u001b[31m")] // a terminal would execute it
    [InlineData("a\r\nb", "a\\u000d\\u000ab")]
    [InlineData("\u009b31m", "\\u009b31m")] // C1: the same in one character
    [InlineData("\u007f", "\\u007f")]
    [InlineData("a\u202egpj.exe", "a\\u202egpj.exe")] // displayed backwards
    [InlineData("a\u200bb", "a\\u200bb")] // not visible
    [InlineData("\ud83d\ude00", "\ud83d\ude00")] // a whole pair is a character
    public void Unsafe_characters_become_visible(string text, string expected) => Assert.Equal(expected, SafeText.Clean(text));

    [Fact]
    public void Half_a_surrogate_pair_becomes_visible() => Assert.Equal("\\ud83dx\\ude00", SafeText.Clean("\ud83d" + "x" + "\ude00"));

    [Fact]
    public void All_result_types_of_the_rfc_are_explained()
    {
        string[] names =
        [
            "starttls-not-supported", "certificate-host-mismatch", "certificate-expired", "certificate-not-trusted", "validation-failure",
            "tlsa-invalid", "dnssec-invalid", "dane-required", "sts-policy-fetch-error", "sts-policy-invalid", "sts-webpki-invalid",
        ];
        Assert.Equal(names, TlsResultTypes.All.Select(type => type.Name));
        Assert.All(TlsResultTypes.All, type =>
        {
            Assert.StartsWith("RFC 8460 section", type.Section, StringComparison.Ordinal);
            Assert.NotEmpty(type.LikelyCauses);
            Assert.EndsWith(".", type.Meaning, StringComparison.Ordinal);
            Assert.EndsWith(".", type.Action, StringComparison.Ordinal);
        });
        Assert.Same(TlsResultTypes.All[2], TlsResultTypes.Find("Certificate-Expired"));
        Assert.Null(TlsResultTypes.Find("new-one"));
        Assert.Null(TlsResultTypes.Find(null));
    }

    [Theory]
    [InlineData(0, "2025-03-01 Fabrikam contoso.test: ok 5")]
    [InlineData(3, "2025-03-01 Fabrikam contoso.test: failed without details 3")] // some senders report only the sum
    public void A_row_describes_the_result_in_one_line(int failures, string expected) =>
        Assert.Equal(expected, TlsReportFlattener.Flatten(Sample.Report(Sample.WithFailures(failures, "[]"))).Single().ToString());
}
