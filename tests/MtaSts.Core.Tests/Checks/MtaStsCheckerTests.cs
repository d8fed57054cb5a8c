using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Checks;

[Collection(SharedTestLab.Name)]
public class MtaStsCheckerTests(TestLab lab)
{
    private static readonly TestOptions Everything = new();

    [Fact]
    public async Task A_policy_that_is_not_published_is_tested_against_the_live_hosts()
    {
        var https = lab.Lab.Counters.HttpsConnections;
        var policy = PolicyParser.Parse("version: STSv1\nmode: enforce\nmx: mail.no-mta-sts.test\nmax_age: 604800\n");
        var good = await Test("no-mta-sts.test", new TestOptions { Policy = policy });
        Assert.Equal((TestStatus.Pass, SenderAction.DeliverVerified, true), (good.Status, good.SenderAction, good.MxCovered));
        Assert.Same(policy, good.Policy!.Policy);
        Assert.Null(good.Record);
        Assert.All(
            good.Checks.Where(c => c.Id.StartsWith("PolicyHost.", StringComparison.Ordinal) || c.Id == "Record.Present"),
            c => Assert.Equal(CheckStatus.Skipped, c.Status));
        Assert.Equal(https, lab.Lab.Counters.HttpsConnections);

        var bad = await Test(
            "no-mta-sts.test", new TestOptions { Policy = PolicyParser.Parse("version: STSv1\nmode: enforce\nmx: mail.other.test\nmax_age: 604800\n") });
        Assert.Equal((TestStatus.Fail, SenderAction.Refuse, false), (bad.Status, bad.SenderAction, bad.MxCovered));
    }

    [Fact]
    public async Task Hosts_are_not_contacted_with_SkipStartTls()
    {
        var before = lab.Lab.Counters.SmtpConnections;
        var result = await Test("healthy.test", new TestOptions { SkipStartTls = true });
        Assert.Equal(before, lab.Lab.Counters.SmtpConnections);
        Assert.Equal((TestStatus.Pass, SenderAction.TlsNotTested), (result.Status, result.SenderAction)); // what is not tested is not verified
        Assert.All(result.Checks.Where(c => c.Id.StartsWith("StartTls.", StringComparison.Ordinal)), c => Assert.Equal(CheckStatus.Skipped, c.Status));
        Assert.All(result.Mx, mx => Assert.Equal(StartTlsState.NotTested, mx.StartTls));
    }

    [Fact]
    public async Task The_published_policy_and_the_MX_hosts_can_be_fetched_separately()
    {
        var checker = lab.Checker();
        var policy = await checker.GetPolicyAsync("healthy.test", CancellationToken.None);
        Assert.True(policy.IsValid);
        Assert.Equal((PolicyMode.Enforce, 200, "text/plain", ""), (policy.Mode, policy.HttpStatus, policy.MediaType, policy.Problem));
        var broken = await checker.GetPolicyAsync("http-404.test", CancellationToken.None);
        Assert.Equal((false, 404, "The answer is 404, not 200."), (broken.IsValid, broken.HttpStatus, broken.Problem));

        var before = lab.Lab.Counters.SmtpConnections;
        var hosts = await checker.GetMxAsync("wildcard.test", false, CancellationToken.None);
        Assert.Equal(["mx1.wildcard.test", "mx2.wildcard.test"], hosts.Hosts.Select(h => h.Host));
        Assert.All(hosts.Hosts, h => Assert.Equal((StartTlsState.NotTested, "*.wildcard.test"), (h.StartTls, h.CoveredBy)));
        Assert.Equal(before, lab.Lab.Counters.SmtpConnections);
        var tested = await checker.GetMxAsync("three-one-expired.test", true, CancellationToken.None);
        Assert.Equal([StartTlsState.Valid, StartTlsState.Valid, StartTlsState.InvalidCertificate], tested.Hosts.Select(h => h.StartTls));
        Assert.Empty((await checker.GetMxAsync("null-mx.test", true, CancellationToken.None)).Hosts);
        Assert.Equal(DnsStatus.NxDomain, (await checker.GetMxAsync("nowhere.test", true, CancellationToken.None)).Answer.Status);
    }

    [Fact]
    public async Task One_checker_serves_many_callers_and_each_gets_its_own_result()
    {
        var checker = lab.Checker();
        string[] names = ["healthy.test", "testing.test", "none.test", "uncovered.test", "null-mx.test", "no-mta-sts.test"];
        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => checker.TestAsync(names[i % names.Length], Everything, CancellationToken.None)));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => names[i % names.Length]), results.Select(r => r.DomainName));
        Assert.All(results.Where(r => r.DomainName == "healthy.test"), r => Assert.Equal(TestStatus.Pass, r.Status));
        Assert.All(results.Where(r => r.DomainName == "uncovered.test"), r => Assert.Equal(SenderAction.Refuse, r.SenderAction));
    }

    [Theory]
    [InlineData("host-silent.test")]
    [InlineData("http-silent.test")]
    [InlineData("smtp-silent.test")]
    [InlineData("smtp-timeout.test")]
    [InlineData("dns-silent.test")]
    public async Task Cancellation_ends_it_at_once_at_any_point(string domain)
    {
        using var source = new CancellationTokenSource();
        using var first = new SemaphoreSlim(0);
        var checker = lab.Checker(lab.Options(step: Wait.Long, fetch: Wait.Long, onStep: _ => first.Release()));
        var test = checker.TestAsync(domain, Everything, source.Token);
        Assert.True(await first.WaitAsync(Wait.Long));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData(DnsRecordType.MX)]
    [InlineData(DnsRecordType.TXT)]
    [InlineData(DnsRecordType.A)]
    [InlineData(DnsRecordType.TLSA)]
    public async Task Nothing_runs_after_the_end(DnsRecordType stuck)
    {
        var resolver = Healthy();
        using var asked = new SemaphoreSlim(0);
        (string Name, DnsRecordType Type)[] questions =
        [
            ("contoso.test", DnsRecordType.MX), ("_mta-sts.contoso.test", DnsRecordType.TXT), ("mail.contoso.test", DnsRecordType.A),
            ("_25._tcp.mail.contoso.test", DnsRecordType.TLSA), ("mta-sts.contoso.test", DnsRecordType.A), ("_smtp._tls.contoso.test", DnsRecordType.TXT),
        ];
        var quick = questions.First(q => q.Type == stuck);
        foreach (
            var (name, type) in questions.Where(
                q => q == quick || (q.Type != DnsRecordType.MX && (stuck != DnsRecordType.TLSA || q.Name != "mail.contoso.test"))))
        {
            resolver.Set(name, type, async token =>
            {
                if ((name, type) == quick) asked.Release();
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                catch (OperationCanceledException) when ((name, type) != quick)
                {
                    await Task.Delay(20, CancellationToken.None); // an answer that is cancelled slowly
                    throw;
                }

                return null!;
            });
        }

        var checker = new MtaStsChecker(resolver, new NetworkOptions { HttpsPort = 1, SmtpPort = 1, AllowPrivateAddress = true });
        Func<CancellationToken,
            Task>[] runs = [token => checker.TestAsync("contoso.test", Everything, token), token => checker.GetMxAsync("contoso.test", true, token)];
        foreach (var run in stuck == DnsRecordType.TXT ? runs.Take(1) : runs)
        {
            using var source = new CancellationTokenSource();
            var task = run(source.Token);
            Assert.True(await asked.WaitAsync(Wait.Long));
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(task));
            Assert.Equal(0, resolver.Running);
        }
    }

    [Fact]
    public async Task A_fault_of_the_resolver_ends_all_parts_before_it_is_thrown()
    {
        var resolver = Healthy();
        resolver.Set("_mta-sts.contoso.test", DnsRecordType.TXT, _ => throw new FormatException());
        resolver.Set("mail.contoso.test", DnsRecordType.A, async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return null!;
        });
        var checker = new MtaStsChecker(resolver, new NetworkOptions { HttpsPort = 1, SmtpPort = 1, AllowPrivateAddress = true });
        await Assert.ThrowsAnyAsync<Exception>(() => Wait.For(checker.TestAsync("contoso.test", Everything, CancellationToken.None)));
        Assert.Equal(0, resolver.Running);
    }

    [Fact]
    public async Task A_hundred_hosts_are_probed_with_limited_concurrency()
    {
        var resolver = Healthy();
        var hosts = Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"mx{i:000}.contoso.test")).ToArray();
        resolver.Mx("contoso.test", hosts);
        var running = 0;
        var most = 0;
        foreach (var host in hosts)
        {
            resolver.Set(host, DnsRecordType.A, async _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return FakeResolver.Answer(host, DnsRecordType.A, [new AddressRecord(host, 1, System.Net.IPAddress.Loopback)]);
            });
        }

        var result = await new MtaStsChecker(resolver, new NetworkOptions { HttpsPort = 1, SmtpPort = 1, AllowPrivateAddress = true })
            .TestAsync("contoso.test", Everything, CancellationToken.None);
        Assert.Equal(hosts, result.MxHosts);
        Assert.InRange(most, 1, 8);
        Assert.All(result.Checks, check => Assert.InRange(check.Detail.Length, 1, 2000));
    }

    [Fact]
    public async Task Of_400_hosts_the_first_20_by_preference_are_looked_at_and_the_policy_is_compared_with_all()
    {
        var resolver = Healthy();
        var hosts = Enumerable.Range(0, 400).Select(i => FormattableString.Invariant($"mx{i:000}.contoso.test")).ToArray();
        resolver.Set(FakeResolver.Answer(
            "contoso.test", DnsRecordType.MX, hosts.Select((host, i) => new MxRecord("contoso.test", 300, 1000 - i, host))));
        foreach (var host in hosts) resolver.Address(host);
        var checker = new MtaStsChecker(resolver, new NetworkOptions { HttpsPort = 1, SmtpPort = 1, AllowPrivateAddress = true });
        var policy = PolicyParser.Parse(SampleScan.PolicyText(mx: "*.contoso.test"));
        var result = await checker.TestAsync("contoso.test", new TestOptions { Policy = policy }, CancellationToken.None);

        var asked = resolver.Asked.Where(question => question.Name.Contains("mx", StringComparison.Ordinal)).ToList();
        var first = hosts.Reverse().Take(20).ToList();
        Assert.Equal(20 * 3, asked.Count); // A, AAAA and TLSA
        Assert.All(asked, question => Assert.Contains(first, host => question.Name.EndsWith(host, StringComparison.Ordinal)));
        Assert.Equal(hosts.Reverse(), result.MxHosts);
        Assert.Equal(CheckStatus.Pass, result.Checks.Single(check => check.Id == "Coverage.Mx").Status);
        var target = result.Checks.Single(check => check.Id == "Mx.Target");
        Assert.Equal(
            (CheckStatus.Unknown, "20 MX hosts with an address. 380 of 400 MX hosts were not looked at: a test looks at the first 20 by preference."),
            (target.Status, target.Detail));
        const string problem = "It was not looked at: only the first 20 MX hosts by preference are.";
        Assert.All(result.Mx.Skip(20), mx => Assert.Equal((StartTlsState.NotTested, true, problem), (mx.StartTls, mx.IsCovered, mx.Problem)));

        var one = PolicyParser.Parse(SampleScan.PolicyText(mx: "mx399.contoso.test"));
        var uncovered = await checker.TestAsync("contoso.test", new TestOptions { Policy = one, SkipStartTls = true }, CancellationToken.None);
        Assert.Equal(CheckStatus.Fail, uncovered.Checks.Single(check => check.Id == "Coverage.Mx").Status);
        Assert.Equal(399, uncovered.Mx.Count(mx => mx.IsCovered == false));
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public async Task Twenty_hosts_are_not_too_many(int count, bool isTooMany)
    {
        var resolver = Healthy();
        var hosts = Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"mx{i:000}.contoso.test")).ToArray();

        // One host that is named twice is one.
        resolver.Mx("contoso.test", [.. hosts, hosts[0].ToUpperInvariant()]);
        foreach (var host in hosts) resolver.Address(host).Address(host.ToUpperInvariant());
        var result = await new MtaStsChecker(resolver, lab.Options())
            .TestAsync("contoso.test", new TestOptions { SkipStartTls = true }, CancellationToken.None);
        Assert.Equal(isTooMany ? CheckStatus.Unknown : CheckStatus.Pass, result.Checks.Single(check => check.Id == "Mx.Target").Status);
    }

    [Fact]
    public async Task Names_with_unusual_octets_are_shown_safely_and_nothing_throws()
    {
        var odd = string.Concat(Enumerable.Repeat("\\027", 60)) + ".test";
        var resolver = Healthy().Mx("contoso.test", odd).Address(odd);
        var result = await new MtaStsChecker(resolver, lab.Options()).TestAsync("contoso.test", Everything, CancellationToken.None);
        Assert.Equal([odd], result.MxHosts);
        Assert.All(result.Checks, check => Assert.Equal(SafeText.Clean(check.Detail), check.Detail));
    }

    [Fact]
    public async Task The_longest_domain_is_tested()
    {
        var label = new string('a', 63);
        var result = await Test(string.Join(".", label, label, label, new string('a', 61)), Everything);
        Assert.Equal((TestStatus.Fail, SenderAction.NotApplicable), (result.Status, result.SenderAction));
    }

    [Fact]
    public async Task Misuse_and_a_cancelled_token_throw()
    {
        Assert.Throws<ArgumentNullException>(() => new MtaStsChecker(null!, lab.Options()));
        Assert.Throws<ArgumentNullException>(() => new MtaStsChecker(lab.Resolver, null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Test("healthy.test", null!));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lab.Checker().TestAsync("healthy.test", Everything, new CancellationToken(true)));
    }

    private Task<TestResult> Test(string domain, TestOptions options) => lab.Checker().TestAsync(domain, options, CancellationToken.None);

    private static FakeResolver Healthy() => new FakeResolver()
        .Mx("contoso.test", "mail.contoso.test").Address("mail.contoso.test").Address("mta-sts.contoso.test")
        .Txt("_mta-sts.contoso.test", SampleScan.GoodRecord).Txt("_smtp._tls.contoso.test", "v=TLSRPTv1; rua=mailto:a@contoso.test");
}
