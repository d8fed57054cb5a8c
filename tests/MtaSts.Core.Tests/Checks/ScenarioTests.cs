using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Lab.Scenarios;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>All scenarios of the lab: each domain has the expected verdict.</summary>
[Collection(SharedTestLab.Name)]
public class ScenarioTests(TestLab lab, ScenarioRun run) : IClassFixture<ScenarioRun>
{
    public static TheoryData<string> Names => [.. AllScenarios.Domains.Select(domain => domain.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_verdict_follows_what_senders_do(string name)
    {
        var expected = AllScenarios.Domains.Single(domain => domain.Name == name).Expected;
        if (Result(name) is not { } result) return;
        var seen = $"{result.Status}, {result.SenderAction}: {string.Join(", ", result.Problems.Order())}";
        Assert.Equal($"{expected.Status}, {expected.SenderAction}: {string.Join(", ", expected.Problems.Order())}", seen);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_check_has_evidence_and_every_problem_a_fix(string name)
    {
        if (Result(name) is not { } result) return;
        var asked = CheckCatalogue.All.Where(check => check.Group is not ("Preflight" or "Drift"));
        Assert.Equal(asked.Select(check => check.Id), result.Checks.Select(check => check.Id));
        Assert.Equal(result.Checks.Where(check => check.IsProblem).Select(check => check.Id), result.Problems);
        Assert.All(result.Checks, check =>
        {
            Assert.NotEqual("", check.Title);
            Assert.StartsWith("RFC ", check.Reference, StringComparison.Ordinal);
            Assert.True(IsSentence(check.Detail), $"{check.Id} says '{check.Detail}'");
            Assert.Equal(SafeText.Clean(check.Detail), check.Detail);
            Assert.Equal(SafeText.Clean(check.Fix), check.Fix);
            if (check.IsProblem) Assert.True(IsSentence(check.Fix), $"{check.Id} {check.Status} has the fix '{check.Fix}'");
            if (check.Status is CheckStatus.Pass or CheckStatus.Skipped) Assert.Equal("", check.Fix);
            if (check.TlsRptResult.Length > 0) Assert.Contains(check.TlsRptResult, ResultTypes);
            Assert.Equal($"{check.Status} {check.Id}: {check.Detail}", check.ToString());
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_flat_properties_equal_the_nested_ones(string name)
    {
        if (Result(name) is not { } result) return;
        Assert.Equal(name, result.DomainName);
        Assert.Equal(result.Policy?.Mode, result.Mode);
        Assert.Equal(result.Policy?.MaxAge, result.MaxAge);
        Assert.Equal(result.Record?.Id, result.PolicyId);
        Assert.Equal(result.Policy?.CertificateExpires, result.PolicyHostCertificateExpires);
        Assert.Equal(result.TlsRpt?.Rua, result.TlsRptRua);
        Assert.Equal(result.Mx.Select(mx => mx.Host), result.MxHosts);
        Assert.Equal(result.Problems.Count > 0 || result.Status == TestStatus.NotConfigured || result.Mode == PolicyMode.Testing, result.Advice.Length > 0);
        Assert.Equal(DateTimeKind.Utc, result.Tested.Kind);
        Assert.InRange(result.Duration, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal($"{name}: {result.Status}, {result.SenderAction}", result.ToString());
        if (result.Policy is { } policy && policy.IsValid) Assert.Equal("", policy.Problem);
        if (result.Policy is { IsValid: false } bad) Assert.NotEqual("", bad.Problem);
        if (result.Record is { IsValid: false } record) Assert.NotEqual("", record.Problem);
        if (result.Status == TestStatus.Pass) Assert.Empty(result.Problems);
    }

#if !CORE_NETSTANDARD
    // SslStream of netstandard2.0 has no option against downloads; a downloaded certificate does not count as sent.
    [Fact]
    public void No_issuer_was_downloaded() => Assert.Equal(0, lab.Lab.Counters.IssuerDownloads);
#endif

    [Fact]
    public void Every_check_of_the_catalogue_fails_for_a_scenario_unless_it_cannot_fail()
    {
        var seen = run.Results.Values.SelectMany(result => result.Problems).ToHashSet();
        var asked = CheckCatalogue.All.Where(check => check.Group is not ("Preflight" or "Drift"));
        var never = asked.Select(check => check.Id).Where(id => !seen.Contains(id));
        Assert.Equal(["Coverage.Unused", "Dane.Tlsa"], never.Order());
    }

    private static IReadOnlySet<string> ResultTypes { get; } = new HashSet<string>
    {
        "starttls-not-supported", "certificate-host-mismatch", "certificate-expired", "certificate-not-trusted", "validation-failure", "tlsa-invalid",
        "dnssec-invalid", "dane-required", "sts-policy-fetch-error", "sts-policy-invalid", "sts-webpki-invalid",
    };

    private static bool IsSentence(string text) => text.Length > 0 && text == text.Trim();

    /// <summary>Null for the domain that a machine without IPv6 leaves out.</summary>
    private TestResult? Result(string name)
    {
        if (run.Results.TryGetValue(name, out var result)) return result;
        Assert.Contains(lab.Lab.LeftOut, domain => domain.Name == name);
        return null;
    }
}
