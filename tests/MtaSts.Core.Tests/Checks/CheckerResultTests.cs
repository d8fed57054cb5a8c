using System;
using System.Linq;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>The row of a result, for domains whose DNS leads to no host, so that nothing is contacted.</summary>
public class CheckerResultTests
{
    private const string Domain = "contoso.test";

    [Fact]
    public async Task A_failed_check_comes_first_in_the_advice()
    {
        // A faulty TLS-RPT record and a record without a policy: both fail, and the first in order is the policy host.
        var result = await Test(Existing().Txt("_mta-sts." + Domain, "v=STSv1; id=1;").Txt("_smtp._tls." + Domain, "v=TLSRPTv1; rua=x"));
        Assert.Equal((TestStatus.Fail, SenderAction.Deliver, "1"), (result.Status, result.SenderAction, result.PolicyId));
        Assert.Equal(result.Checks.First(check => check.Status == CheckStatus.Fail).Fix, result.Advice);
        Assert.Equal(["PolicyHost.Lookup", "TlsRpt.Rua"], result.Problems.Where(id => result.Checks.Single(c => c.Id == id).Status == CheckStatus.Fail));
    }

    [Fact]
    public async Task What_could_not_be_looked_up_comes_before_a_warning()
    {
        var resolver = Existing().Fails("_mta-sts." + Domain, DnsRecordType.TXT, DnsStatus.ServFail)
            .Fails("mta-sts." + Domain, DnsRecordType.A, DnsStatus.ServFail).Fails("mta-sts." + Domain, DnsRecordType.AAAA, DnsStatus.ServFail);
        var result = await Test(resolver);
        Assert.Equal((TestStatus.Unknown, SenderAction.Unknown), (result.Status, result.SenderAction));
        Assert.Equal("Check the domain's name servers (and DNSSEC, if the zone is signed), and test again.", result.Advice);
        Assert.Contains("TlsRpt.Present", result.Problems); // a warning
    }

    [Fact]
    public async Task A_domain_without_MTA_STS_has_the_advice_to_start()
    {
        var result = await Test(Existing());
        Assert.Equal((TestStatus.NotConfigured, SenderAction.Deliver), (result.Status, result.SenderAction));
        Assert.Equal(RecordStatus.Missing, result.Record!.Status);
        Assert.Null(result.Policy!.Policy);
        Assert.EndsWith("Run: Step-MtaStsPolicy contoso.test", result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_that_receives_no_mail_needs_no_advice()
    {
        var result = await Test(new FakeResolver().Set(FakeResolver.Answer(Domain, DnsRecordType.MX, [new MxRecord(Domain, 1, 0, "")])));
        Assert.Equal(
            (TestStatus.NotApplicable, SenderAction.NotApplicable, "", null), (result.Status, result.SenderAction, result.Advice, result.MxCovered));
        Assert.Empty(result.Mx);
    }

    [Fact]
    public async Task The_initial_domain_of_a_tenant_has_the_advice_to_use_another()
    {
        const string Tenant = "contoso.onmicrosoft.com";
        var result = await Test(
            new FakeResolver().Mx(Tenant, "contoso.mail.protection.outlook.com").Address("contoso.mail.protection.outlook.com", "192.0.2.1"), Tenant);
        Assert.Equal(TestStatus.NotConfigured, result.Status);
        var present = result.Checks.Single(check => check.Id == "Record.Present");
        Assert.Equal((CheckStatus.Info, present.Fix), (present.Status, result.Advice));
        Assert.NotEqual("", result.Advice);
        Assert.Contains("Microsoft runs the DNS of " + Tenant, present.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_that_do_not_exist_are_not_counted_as_uncovered()
    {
        var policy = PolicyParser.Parse("version: STSv1\nmode: testing\nmx: mail.contoso.test\nmax_age: 86400\n");
        var resolver = Existing().Mx(Domain, "mail.contoso.test", "gone.contoso.test");
        Assert.True((await Test(resolver, policy: policy)).MxCovered);

        var other = PolicyParser.Parse("version: STSv1\nmode: testing\nmx: other.test\nmax_age: 86400\n");
        var result = await Test(resolver, policy: other);
        Assert.Equal((false, PolicyMode.Testing, 86400L), (result.MxCovered, result.Mode, result.MaxAge));
        Assert.Equal((true, "", null), (result.Policy!.IsValid, result.Policy.Url, result.Record)); // it was given, not fetched
        Assert.Null((await Test(resolver, policy: PolicyParser.Parse("version: STSv1\nmode: none\nmax_age: 86400\n"))).MxCovered);
    }

    [Fact]
    public void Misuse_throws()
    {
        Assert.Throws<ArgumentNullException>(() => new MtaStsChecker(null!, new NetworkOptions()));
        Assert.Throws<ArgumentNullException>(() => new MtaStsChecker(new FakeResolver(), null!));
    }

    [Fact]
    public async Task Options_are_required() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => new MtaStsChecker(new FakeResolver(), new NetworkOptions()).TestAsync(Domain, null!, default));

    /// <summary>A domain whose MX host is not contacted.</summary>
    private static FakeResolver Existing() => new FakeResolver().Mx(Domain, "mail.contoso.test").Address("mail.contoso.test", "192.0.2.1");

    private static Task<TestResult> Test(FakeResolver resolver, string domain = Domain, Policy? policy = null) =>
        new MtaStsChecker(resolver, new NetworkOptions(), () => "unpublished")
            .TestAsync(domain, new TestOptions { Policy = policy, SkipStartTls = true }, default);
}
