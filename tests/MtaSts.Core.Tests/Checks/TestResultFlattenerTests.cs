using System;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Checks;

public class TestResultFlattenerTests
{
    [Fact]
    public void Each_problem_is_a_row_and_what_is_sound_is_not()
    {
        var rows = TestResultFlattener.Flatten(Result(CheckStatus.Pass, CheckStatus.Fail, CheckStatus.Info, CheckStatus.Unknown, CheckStatus.Skipped)).ToList();
        Assert.Equal([CheckStatus.Fail, CheckStatus.Unknown], rows.Select(row => row.CheckStatus!.Value));
        Assert.Equal(["Check.1", "Check.3"], rows.Select(row => row.CheckId));
        Assert.All(rows, row => Assert.Equal(("a.test", "mx1.test; mx2.test", "'=1"), (row.DomainName, row.MxHosts, row.Detail)));
        Assert.All(rows, row => Assert.Equal(("T", "RFC 8461", "validation-failure", "7"), (row.Title, row.Reference, row.TlsRptResult, row.PolicyId)));
    }

    [Fact]
    public void A_domain_without_a_problem_keeps_a_row()
    {
        var row = Assert.Single(TestResultFlattener.Flatten(Result(CheckStatus.Pass)));
        Assert.Equal(("a.test", "", null), (row.DomainName, row.CheckId, row.CheckStatus));
        Assert.NotEqual("", row.Detail);
    }

    [Fact]
    public void A_cell_says_how_many_checks_have_each_status() =>
        Assert.Equal("2 Pass; 1 Info; 1 Fail", Result(CheckStatus.Pass, CheckStatus.Fail, CheckStatus.Pass, CheckStatus.Info).Checks.ToString());

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>(() => TestResultFlattener.Flatten(null!));

    private static TestResult Result(params CheckStatus[] states) => new()
    {
        DomainName = "a.test",
        Status = TestStatus.Fail,
        SenderAction = SenderAction.Refuse,
        Tested = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
        MxHosts = new ReadableList<string>(["mx1.test", "mx2.test"]),
        PolicyId = "7",
        Checks = states.Select((status, i) => new Check
        {
            Id = $"Check.{i}", Title = "T", Status = status, Detail = "=1", Reference = "RFC 8461", TlsRptResult = "validation-failure",
        }).ToReadableList(),
    };
}
