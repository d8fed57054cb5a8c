using System;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Checks;

internal static class CheckAssert
{
    /// <summary>The outcome of one check for a scan; the whole catalogue runs, so that no other check fails on the scan.</summary>
    public static Check Says(this SampleScan observed, string id, CheckStatus status, string words, string? result = null)
    {
        var checks = CheckCatalogue.Run(observed.Make());
        var check = checks.Single(c => c.Id == id);
        Assert.True(status == check.Status, check.ToString());
        Assert.True(check.Detail.Contains(words, StringComparison.Ordinal), $"expected: {words}{Environment.NewLine}found: {check.Detail}");
        Assert.All(checks, c =>
        {
            Assert.NotEqual("", c.Detail);
            Assert.Equal(SafeText.Clean(c.Detail), c.Detail);
            Assert.Equal(SafeText.Clean(c.Fix), c.Fix);
            Assert.True(c.Fix.Length > 0 || !c.IsProblem, $"{c} has no fix");
        });
        if (result is not null) Assert.Equal(result, check.TlsRptResult);
        return check;
    }
}
