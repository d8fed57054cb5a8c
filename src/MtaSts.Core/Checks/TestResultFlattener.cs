using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>Makes rows of a result: one per check that needs someone, or one for a domain without such a check.</summary>
public static class TestResultFlattener
{
    /// <summary>The rows of a result, in the order of its checks; at least one.</summary>
    /// <param name="result">The result.</param>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public static IEnumerable<TestResultRow> Flatten(TestResult result)
    {
        if (result is null) throw new ArgumentNullException(nameof(result));
        return Rows(result);
    }

    private static IEnumerable<TestResultRow> Rows(TestResult result)
    {
        var isSound = true;
        foreach (var check in result.Checks)
        {
            if (!check.IsProblem) continue;
            isSound = false;
            yield return Row(result, check);
        }

        if (isSound) yield return Row(result, null);
    }

    private static TestResultRow Row(TestResult result, Check? check) => new()
    {
        DomainName = result.DomainName,
        Status = result.Status,
        SenderAction = result.SenderAction,
        CheckId = check?.Id ?? "",
        CheckStatus = check?.Status,
        Title = check?.Title ?? "",
        Detail = check is null ? "No check needs attention." : SpreadsheetText.Clean(check.Detail),
        Fix = SpreadsheetText.Clean(check?.Fix),
        Reference = check?.Reference ?? "",
        TlsRptResult = check?.TlsRptResult ?? "",
        Mode = result.Mode,
        PolicyId = result.PolicyId ?? "",
        MaxAge = result.MaxAge,
        Provider = result.Provider,
        MxHosts = result.MxHosts.ToString(),
        MxCovered = result.MxCovered,
        PolicyHostCertificateExpires = result.PolicyHostCertificateExpires,
        TlsRptRua = result.TlsRptRua.ToString(),
        Tested = result.Tested,
    };
}
