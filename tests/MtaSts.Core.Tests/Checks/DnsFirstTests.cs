using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Lab.Scenarios;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>The DNS first: a domain with a record has the whole verdict, and one without costs three queries.</summary>
[Collection(SharedTestLab.Name)]
public class DnsFirstTests(TestLab lab, ScenarioRun run) : IClassFixture<ScenarioRun>
{
    private static readonly TestOptions DnsFirst = new() { DnsFirst = true };

    /// <summary>The documented differences: the status of the whole scan, and that with -DnsFirst.</summary>
    private static readonly System.Collections.Generic.Dictionary<string, string> Differences = new()
    {
        // Three queries do not find a record in a wrong place.
        ["record-at-apex.test"] = "Fail NotConfigured",
        ["record-at-policy-host.test"] = "Fail NotConfigured",
        ["record-doubled.test"] = "Fail NotConfigured",
        ["record-underscore.test"] = "Fail NotConfigured",

        // Nor do they find a policy host without a record.
        ["record-missing.test"] = "Fail NotConfigured",
        ["wildcard-no-record.test"] = "Fail NotConfigured",
        ["wildcard-own-host.test"] = "Fail NotConfigured",
    };

    public static TheoryData<string> Names => [.. AllScenarios.Domains.Select(domain => domain.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_verdict_is_that_of_the_whole_scan_or_says_what_was_not_looked_at(string name)
    {
        var whole = run.Results[name];
        var result = await lab.Checker().TestAsync(name, DnsFirst, CancellationToken.None);
        var difference = whole.Status == result.Status ? "" : $"{whole.Status} {result.Status}";
        Assert.Equal(Differences.TryGetValue(name, out var documented) ? documented : "", difference);
        if (!IsDnsOnly(result))
        {
            Assert.Equal($"{whole.Status}, {whole.SenderAction}: {whole.Problems}", $"{result.Status}, {result.SenderAction}: {result.Problems}");
            return;
        }

        Assert.Contains(whole.Record!.Status, new[] { RecordStatus.Missing, RecordStatus.LookupFailed });
        Assert.Equal("", whole.Record.Text);
        if (whole.Record.Status == RecordStatus.LookupFailed) Assert.Equal(TestStatus.Unknown, result.Status);
        else Assert.Empty(whole.Record.CnameChain); // a CNAME is a deployment
        Assert.Equal(whole.SenderAction, result.SenderAction);
        Assert.Null(result.Policy);
        Assert.Equal(whole.MxHosts, result.MxHosts);
        Assert.Equal(whole.TlsRptRua, result.TlsRptRua);
    }

    private static bool IsDnsOnly(TestResult result)
    {
        var host = result.Checks.Where(check => check.Id.StartsWith("PolicyHost.", StringComparison.Ordinal)).ToList();
        if (!host.Exists(check => check.Detail.Contains("-DnsFirst"))) return false;
        Assert.All(host, check => Assert.Equal(CheckStatus.Skipped, check.Status));
        return true;
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

    [Theory]
    [InlineData(DnsStatus.NxDomain)]
    [InlineData(DnsStatus.NoData)]
    public async Task A_CNAME_that_leads_nowhere_is_tested_in_full(DnsStatus status)
    {
        var resolver = new FakeResolver();
        resolver.Set(new DnsResponse
        {
            Name = "_mta-sts.hosted.test", Type = DnsRecordType.TXT, Status = status, Server = "fake",
            CnameChain = ReadableList.ToReadableList<string>(["gone.provider.test"]),
        });
        var result = await new MtaStsChecker(resolver, lab.Options()).TestAsync("hosted.test", DnsFirst, CancellationToken.None);
        Assert.DoesNotContain("-DnsFirst", string.Join(" ", result.Checks.Select(check => check.Detail)), StringComparison.Ordinal);
        Assert.Contains(resolver.Asked, question => question.Name == "mta-sts.hosted.test");
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
