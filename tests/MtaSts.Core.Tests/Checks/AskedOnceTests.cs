using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Lab;
using MtaSts.Lab.Scenarios;
using MtaSts.Net.Transport;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>The cost of a run for servers: no query twice, one connection per host.</summary>
public class AskedOnceTests
{
    private const int Domains = 20;

    [Fact]
    public async Task A_run_sends_no_query_twice_and_visits_each_host_once()
    {
        string[] names = ["healthy.test", "wildcard.test", "no-mta-sts.test", "three-one-expired.test"];
        var shared = new SyntheticDomains();
        await using var lab =
            await LabServer.StartAsync(new LabOptions { Scenarios = [.. AllScenarios.Domains.Where(d => names.Contains(d.Name))], Synthetic = shared });
        using var stub = lab.Resolver();
        var checker = new MtaStsChecker(new CachingResolver(stub), new NetworkOptions
        {
            HttpsPort = lab.HttpsPort,
            SmtpPort = lab.SmtpPort,
            AllowPrivateAddress = true,
            Trust = lab.Trust(),
        });
        string[] tested = [.. names, .. shared.Names(Domains)];
        var results = await Wait.For(Task.WhenAll(tested.Select(name => checker.TestAsync(name, new TestOptions(), CancellationToken.None))));

        Assert.Equal(Domains, results.Count(r => r.Status == TestStatus.Pass && r.DomainName.EndsWith("." + shared.Suffix, StringComparison.Ordinal)));
        Assert.All(lab.Counters.Questions, question => Assert.Equal(1, question.Value));
        Assert.Equal(tested.Length - 1, lab.Counters.HttpsConnections); // no-mta-sts.test has no policy host
        Assert.All(results.SelectMany(r => r.MxHosts).Distinct(), host => Assert.Single(lab.Counters.SmtpSessionsWith(host)));
    }
}
