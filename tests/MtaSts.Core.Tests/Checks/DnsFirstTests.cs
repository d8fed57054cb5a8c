using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Lab.Scenarios;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>The DNS first: a domain with a record has the whole verdict, and one without costs three queries.</summary>
[Collection(SharedTestLab.Name)]
public class DnsFirstTests(TestLab lab, ScenarioRun run) : IClassFixture<ScenarioRun>
{
    private static readonly TestOptions DnsFirst = new() { DnsFirst = true };

    public static TheoryData<string> Names => [.. AllScenarios.Domains.Select(domain => domain.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_verdict_is_that_of_the_whole_scan_or_says_what_was_not_looked_at(string name)
    {
        var whole = run.Results[name];
        var result = await lab.Checker().TestAsync(name, DnsFirst, CancellationToken.None);
        if (whole.Record!.Status is not (RecordStatus.Missing or RecordStatus.LookupFailed) || whole.Record.Text.Length > 0)
        {
            Assert.Equal($"{whole.Status}, {whole.SenderAction}: {whole.Problems}", $"{result.Status}, {result.SenderAction}: {result.Problems}");
            return;
        }

        Assert.Equal(whole.SenderAction, result.SenderAction);
        Assert.Null(result.Policy);
        Assert.All(result.Checks.Where(check => check.Id.StartsWith("PolicyHost.", StringComparison.Ordinal)), check =>
        {
            Assert.Equal(CheckStatus.Skipped, check.Status);
            Assert.Contains("-DnsFirst", check.Detail, StringComparison.Ordinal);
        });
        Assert.Equal(whole.MxHosts, result.MxHosts);
        Assert.Equal(whole.TlsRptRua, result.TlsRptRua);
        if (whole.Record.Status == RecordStatus.LookupFailed) Assert.Equal(TestStatus.Unknown, result.Status);
        else if (whole.Status is not (TestStatus.NotApplicable or TestStatus.Unknown) && !whole.Checks[0].Detail.Contains("does not exist"))
            Assert.Equal(TestStatus.NotConfigured, result.Status);
    }

    [Fact]
    public async Task A_domain_without_a_record_costs_three_queries_and_no_connection()
    {
        var resolver = new FakeResolver();
        resolver.Set(FakeResolver.Answer("none.test", DnsRecordType.MX, [new MxRecord("none.test", 300, 10, "mail.none.test")]));
        resolver.Set(FakeResolver.Failed("_mta-sts.none.test", DnsRecordType.TXT, DnsStatus.NxDomain));
        resolver.Set(FakeResolver.Failed("_smtp._tls.none.test", DnsRecordType.TXT, DnsStatus.NxDomain));
        var result = await new MtaStsChecker(resolver, lab.Options()).TestAsync("none.test", DnsFirst, CancellationToken.None);
        Assert.Equal((TestStatus.NotConfigured, SenderAction.Deliver), (result.Status, result.SenderAction));
        Assert.Equal(["mail.none.test"], result.MxHosts);
        Assert.Equal(3, resolver.Asked.Count);
    }

    [Fact]
    public async Task An_unpublished_policy_is_tested_as_ever()
    {
        var policy = MtaSts.Policies.PolicyParser.Parse("version: STSv1\nmode: testing\nmx: mail.healthy.test\nmax_age: 86400\n");
        var result = await lab.Checker().TestAsync("healthy.test", new TestOptions { DnsFirst = true, Policy = policy }, CancellationToken.None);
        Assert.DoesNotContain("-DnsFirst", string.Join(" ", result.Checks.Select(check => check.Detail)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_disappeared_is_a_drift()
    {
        var earlier = EarlierResult.From(run.Results["healthy.test"]);
        var resolver = new FakeResolver();
        var options = new TestOptions { DnsFirst = true, Earlier = earlier };
        var gone = await new MtaStsChecker(resolver, lab.Options()).TestAsync("healthy.test", options, CancellationToken.None);
        Assert.Contains("there is no record now", gone.Checks.Single(check => check.Id == "Drift.PolicyChanged").Detail, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Skipped, gone.Checks.Single(check => check.Id == "Drift.CertificateChanged").Status);
    }
}
