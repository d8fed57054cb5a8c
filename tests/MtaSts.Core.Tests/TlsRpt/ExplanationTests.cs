using System;
using System.Linq;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>What a report itself shows about a failure: the host that its policy does not cover, the reason code, the owner.</summary>
public class ExplanationTests
{
    [Theory]
    [InlineData("MX_HOSTS_MISMATCH", "no mx line covers it")]
    [InlineData("mx host does not match the policy", "no mx line covers it")]
    [InlineData("MxHostMismatch", "no mx line covers it")]
    [InlineData("4.4.8 MX hosts of 'contoso.test' failed MTA-STS validation", "no mx line covers it")]
    [InlineData("self-signed_certificate", "self-signed")]
    [InlineData("X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed")]
    [InlineData("CERT_HAS_EXPIRED", "has expired")]
    [InlineData("5.7.322 certificate-expired: STARTTLS certificate is expired", "has expired")]
    [InlineData("certificate is not yet valid", "not valid yet")]
    [InlineData("hostname mismatch", "does not cover the host")]
    [InlineData("ERR_TLS_CERT_ALTNAME_INVALID", "does not cover the host")]
    [InlineData("CERT_E_CN_NO_MATCH", "does not cover the host")]
    [InlineData("X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "intermediate certificate")]
    [InlineData("x509: certificate signed by unknown authority", "intermediate certificate")]
    [InlineData("CERT_E_UNTRUSTEDROOT", "intermediate certificate")]
    [InlineData("PartialChain", "intermediate certificate")]
    [InlineData("X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED", "path length")]
    [InlineData("X509_V_ERR_EE_KEY_TOO_SMALL", "too weak")]
    [InlineData("454 STARTTLS not available", "did not offer STARTTLS")]
    [InlineData("tls: protocol version not supported", "no TLS version or cipher in common")]
    [InlineData("no shared cipher", "no TLS version or cipher in common")]
    [InlineData("bad https response code: 404", "answered with an error")]
    [InlineData("HTTP status 503", "answered with an error")]
    [InlineData("301 redirect", "redirects")]
    [InlineData("NXDOMAIN", "could not be looked up")]
    [InlineData("connection timed out", "did not answer in time")]
    [InlineData("ECONNREFUSED", "refused or broke off")]
    [InlineData("read tcp: connection reset by peer", "refused or broke off")]
    [InlineData("no tlsa match", "No TLSA record matches")]
    [InlineData("remote error: tls: handshake failure", "no TLS version or cipher in common")]
    [InlineData("certificate verify failed", "did not pass the sender's check")]
    [InlineData("X509_V_ERR_SUITE_B_CANNOT_SIGN", "did not pass the sender's check")]
    [InlineData("0x80090325", null)]
    [InlineData("in concert with others", null)] // only the beginnings of words are searched for
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData(null, null)]
    public void A_reason_code_is_explained_where_it_is_known(string? code, string? expected)
    {
        var explained = TlsReasonCodes.Explain(code, "validation-failure", "contoso.test");
        if (expected is null) Assert.Null(explained);
        else Assert.Contains(expected, explained, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validation-failure", "certificate verify failed", "Get-MtaStsMx contoso.test -StartTls")]
    [InlineData("sts-webpki-invalid", "certificate verify failed", "Get-MtaStsPolicy contoso.test")] // the policy's web host
    [InlineData("sts-policy-fetch-error", "bad https response code: 404", "Get-MtaStsPolicy contoso.test")]
    [InlineData("certificate-not-trusted", "self-signed certificate", "public CA")]
    [InlineData("tlsa-invalid", "self-signed certificate", "DANE allows")] // TLSA records decide for DANE
    [InlineData("tlsa-invalid", "unable to get local issuer certificate", "TLSA records")]
    public void The_advice_is_for_the_host_that_the_result_type_is_about(string type, string code, string expected) =>
        Assert.Contains(expected, TlsReasonCodes.Explain(code, type, "contoso.test"), StringComparison.Ordinal);

    [Theory]
    [InlineData("certificate-expired", "Domain")]
    [InlineData("sts-policy-invalid", "Domain")]
    [InlineData("a-new-type", "Domain")]
    [InlineData(null, "Domain")]
    [InlineData("dane-required", "Sender")]
    [InlineData("sts-policy-fetch-error", "Undecided")]
    [InlineData("sts-webpki-invalid", "Undecided")]
    public void A_failure_has_an_owner(string? type, string owner) => Assert.Equal(owner, new TlsReportFailure { ResultType = type }.Owner);

    [Theory]
    [InlineData("contoso-test.h-v1.mx.microsoft", "\"mx: *.mx.microsoft\"", "\"*.mx.microsoft\"", "'*.mx.microsoft' stands for one label only")]
    [InlineData("MX2.contoso.test.", "\"mx: mx.contoso.test\"", "", "add the line 'mx: mx2.contoso.test'")]
    [InlineData("mx2.contoso.test", "", "\"mx.contoso.test\"", "its mx patterns are mx.contoso.test.")] // only mx-host
    [InlineData("mx.contoso.test", "\"mx: mx.contoso.test\"", "", "")]
    [InlineData("mx.contoso.test", "\"mx: *.contoso.test\"", "\"other.test\"", "")] // the policy's text counts
    [InlineData("mx.contoso.test", "\"mode: testing\"", "", "")] // no pattern is shown
    [InlineData("mx.contoso.test", "\"mx: not a host\"", "", "")]
    [InlineData("localhost", "\"mx: mx.contoso.test\"", "", "")]
    [InlineData("", "\"mx: mx.contoso.test\"", "", "")]
    public void A_host_that_the_reports_own_policy_does_not_cover_is_reported(string host, string text, string mxHost, string expected)
    {
        var failure = FailureOf(host, text, mxHost, "sts");
        if (expected.Length == 0) Assert.Empty(failure.Explanation);
        else Assert.Contains(expected, failure.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_of_other_policies_are_not_mx_patterns() =>
        Assert.Empty(FailureOf("mx2.contoso.test", "\"mx: mx.contoso.test\"", "\"mx.contoso.test\"", "tlsa").Explanation);

    [Fact]
    public void The_order_of_members_makes_no_difference()
    {
        var json = Sample.Json.Replace(Sample.Policy, """
            {"failure-details":[{"result-type":"validation-failure","receiving-mx-hostname":"mx2.contoso.test","failed-session-count":3}],"summary":{"total-failure-session-count":3},
            "policy":{"mx-host":["mx.contoso.test"],"policy-domain":"contoso.test","policy-type":"sts"}}
            """, StringComparison.Ordinal);
        Assert.Contains("does not cover the MX host mx2.contoso.test", Sample.Report(json).Policies[0].FailureDetails[0].Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_totals_and_reasons_also_contain_the_explanation()
    {
        var report = Sample.Report(Sample.WithFailures(4, """
            [{"result-type":"validation-failure","receiving-mx-hostname":"mx2.contoso.test","failed-session-count":3},{"result-type":"dane-required","failure-reason-code":"timeout","failed-session-count":1}]
            """));
        TlsReportRow[] rows = [.. TlsReportFlattener.Flatten(report)];
        Assert.Equal(["Domain", "Sender"], rows.Select(row => row.Owner));
        Assert.All(rows, row => Assert.NotEmpty(row.Explanation));
        var summary = Made.Measure([report]).Single();
        Assert.Equal(report.Policies[0].FailureDetails.Select(failure => failure.Explanation), summary.Explanations);
        Assert.Contains(
            summary.Reasons,
            reason =>
                reason.StartsWith(
                    "Sessions failed at an MX host that the policy in the same report does not cover: mx2.contoso.test.", StringComparison.Ordinal));
        Assert.Contains(Made.Measure([report], TlsReportGrouping.MxHost), group => group.MxHost == "mx2.contoso.test" && group.Explanations.Count == 1);
    }

    [Fact]
    public void Text_from_strangers_is_shown_safely()
    {
        var explanation = FailureOf("mx\\u001b[2J.contoso.test", "\"mx: mx.contoso.test\",\"mx: \\u202e\"", "", "sts").Explanation;
        Assert.Contains("\\u001b", explanation, StringComparison.Ordinal);
        Assert.DoesNotContain(explanation, c => char.IsControl(c) || c == '\u202e');
    }

    /// <summary>Each failure is looked up, not compared with each pattern: with these numbers that would take an hour.</summary>
    [Fact]
    public void The_time_for_many_patterns_and_many_failures_grows_with_their_sum()
    {
        var patterns = string.Join(",", Enumerable.Range(0, 45_000).Select(i => $"\"mx{i}.contoso.test\""));
        var details = string.Join(
            ",",
            Enumerable.Range(0, 45_000)
                .Select(i => $"{{\"result-type\":\"validation-failure\",\"receiving-mx-hostname\":\"x{i}.contoso.test\",\"failed-session-count\":1}}"));
        var report = Sample.Report(
            Sample.WithFailures(45_000, "[" + details + "]")
                .Replace("\"mx-host\":[\"mx.contoso.test\"]", "\"mx-host\":[" + patterns + "]", StringComparison.Ordinal)
                .Replace("\"mx: mx.contoso.test\",", "", StringComparison.Ordinal));
        Assert.Equal(5, Made.Measure([report]).Single().Explanations.Count);
    }

    private static TlsReportFailure FailureOf(string host, string text, string mxHost, string type)
    {
        var json = Sample.WithFailures(3, "[{\"result-type\":\"validation-failure\",\"receiving-mx-hostname\":\"" + host + "\",\"failed-session-count\":3}]")
            .Replace("[\"version: STSv1\",\"mode: testing\",\"mx: mx.contoso.test\",\"max_age: 86400\"]", "[" + text + "]", StringComparison.Ordinal)
            .Replace("[\"mx.contoso.test\"]", "[" + mxHost + "]", StringComparison.Ordinal)
            .Replace("\"sts\"", "\"" + type + "\"", StringComparison.Ordinal);
        return Sample.Report(json).Policies[0].FailureDetails.Single();
    }
}
