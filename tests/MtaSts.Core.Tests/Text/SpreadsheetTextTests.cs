using System.Net;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class SpreadsheetTextTests
{
    [Theory]
    [InlineData(null, "", "null")]
    [InlineData("plain", "plain", "nothing to change")]
    [InlineData("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1", "a formula")]
    [InlineData("+1", "'+1", "a formula that begins with a sign")]
    [InlineData("-1", "'-1", "the other sign")]
    [InlineData("@SUM(A1)", "'@SUM(A1)", "a function of old spreadsheets")]
    [InlineData("  =1", "'  =1", "spaces do not hide it")]
    [InlineData("\uff1d1", "'\uff1d1", "a full-width sign")]
    [InlineData("\t=1", "\\u0009=1", "a tab is visible, so the cell begins with a backslash")]
    public void A_cell_never_begins_with_a_formula(string? text, string expected, string reason) =>
        Assert.True(expected == SpreadsheetText.Clean(text), reason);

    [Theory]
    [InlineData("'=1", "=1", "what Clean made")]
    [InlineData("'plain", "'plain", "an apostrophe that was there before")]
    [InlineData("'", "'", "an apostrophe alone")]
    [InlineData("", "", "nothing")]
    [InlineData("=1", "=1", "not cleaned")]
    public void What_was_put_before_a_formula_is_taken_off_again(string cell, string expected, string reason) =>
        Assert.True(expected == SpreadsheetText.Unquote(cell), reason);

    [Fact]
    public void Lines_stay_where_a_text_of_several_lines_is_guarded()
    {
        Assert.Equal("'=1\nb", SpreadsheetText.GuardLines("=1\nb"));
        Assert.Equal("version: STSv1\nmode: none", SpreadsheetText.GuardLines("version: STSv1\nmode: none"));
    }

    /// <summary>Whoever runs the domain, its policy host or a sender writes these.</summary>
    [Fact]
    public void No_column_of_a_result_runs_as_a_formula()
    {
        const string Formula = "=HYPERLINK(\"https://a.test\")";
        var host = new MxHost
        {
            DomainName = "a.test", Host = Formula, Preference = 1, Addresses = ReadableList<IPAddress>.Empty, CoveredBy = Formula, Problem = Formula,
        };
        var policy = new PublishedPolicy
        {
            DomainName = "a.test", IsValid = false, Url = "https://mta-sts.a.test/.well-known/mta-sts.txt",
            Server = Formula, Location = Formula, ContentType = Formula,
            Policy = new Policy { Text = Formula + "\n", IsValid = false },
        };
        var summary = new TlsReportSummary { Domain = Formula, Organization = Formula, ResultType = Formula, MxHost = Formula };
        string?[] cells = [
            host.Host, host.CoveredBy, host.Problem, host.ToString(), policy.Server, policy.Location, policy.ContentType, policy.Text, policy.ToString(),
            summary.Domain, summary.Organization, summary.ResultType, summary.MxHost, summary.Group];
        Assert.All(cells, cell => Assert.StartsWith("'=", cell));
    }
}
