using System;
using System.Linq;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Lab;
using MtaSts.Lab.Scenarios;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>An unpublished policy, tested against domains of the lab.</summary>
public sealed class PreflightTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Names = ["healthy.test", "testing.test", "none.test", "bare.test"];

    private LabServer _lab = null!;
    private StubResolver _resolver = null!;
    private MtaStsChecker _checker = null!;

    public async Task InitializeAsync()
    {
        var bare = new LabDomain("bare.test", "Mail and nothing else.", new("NotConfigured", "Deliver")) { Records = [], PolicyHost = null, TlsRpt = [] };
        _lab = await LabServer.StartAsync(new LabOptions { Scenarios = [.. AllScenarios.Domains.Where(d => Names.Contains(d.Name)), bare] });
        _resolver = _lab.Resolver();
        _checker = new MtaStsChecker(_resolver, new NetworkOptions
        {
            HttpsPort = _lab.HttpsPort,
            SmtpPort = _lab.SmtpPort,
            AllowPrivateAddress = true,
            Trust = _lab.Trust(),
        });
    }

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    public void Dispose() => _resolver.Dispose();

    [Theory]
    [InlineData(
        "testing.test", PolicyMode.Enforce, 604800, "mode testing to enforce; max_age 86400 to 604800. With the new one senders deliver over verified TLS.")]
    [InlineData("testing.test", PolicyMode.Testing, 86400, "Nothing changes: the published policy says the same.")]
    [InlineData(
        "bare.test", PolicyMode.Testing, 86400,
        "Senders cannot use any policy of the domain now, and deliver unprotected. With this one senders deliver over verified TLS.")]
    [InlineData("none.test", PolicyMode.Testing, 86400, "mode none to testing; 'mx: mail.none.test' is new.")]
    public async Task The_check_shows_what_would_change_for_senders(string domain, PolicyMode mode, long maxAge, string says)
    {
        var result = await TestAsync(domain, PolicyBuilder.Build(mode, ["mail." + domain], maxAge));
        var change = result.Checks.Single(c => c.Id == "Preflight.Change");
        Assert.Equal(CheckStatus.Info, change.Status);
        Assert.Contains(says, change.Detail, StringComparison.Ordinal);
        Assert.Equal(SenderAction.DeliverVerified, result.SenderAction);
        Assert.DoesNotContain("Preflight.Change", result.Problems);
    }

    [Fact]
    public async Task The_check_fails_when_mail_would_be_refused()
    {
        var result = await TestAsync("healthy.test", PolicyBuilder.Build(PolicyMode.Enforce, ["mail.other.test"], 604800));
        Assert.Equal((TestStatus.Fail, SenderAction.Refuse), (result.Status, result.SenderAction));
        Assert.Contains(
            "'mx: mail.other.test' is new; 'mx: mail.healthy.test' is gone. With the new one senders do not deliver",
            result.Checks.Single(c => c.Id == "Preflight.Change").Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Preflight.Change", result.Problems); // the checks of the policy say what is wrong
        Assert.StartsWith("Do not publish it yet", result.Checks.Single(c => c.Id == "Preflight.Change").Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_policy_is_never_advised_for_publication()
    {
        var change = (await TestAsync("healthy.test", PolicyParser.Parse("version: STSv1\nmode: enforced\nmx: mail.healthy.test\n"))).Checks.Single(
            c => c.Id == "Preflight.Change");
        Assert.Contains("mode enforce to (not valid); max_age 604800 to (not valid)", change.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Do not publish it yet", change.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_is_left_out_when_the_published_policy_is_tested() =>
        Assert.DoesNotContain((await TestAsync("healthy.test", null)).Checks, c => c.Id == "Preflight.Change");

    [Fact]
    public async Task MX_hosts_are_found_without_the_policy_host()
    {
        var lookup = await _checker.GetMxHostsAsync("bare.test", default);
        Assert.Equal("mail.bare.test", lookup.Hosts.Single().Host);
        Assert.Null(lookup.Hosts[0].IsCovered);
    }

    private Task<TestResult> TestAsync(string domain, Policy? policy) => _checker.TestAsync(domain, new TestOptions { Policy = policy }, default);
}
