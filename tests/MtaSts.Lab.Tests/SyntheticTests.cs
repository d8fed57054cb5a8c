using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

public class SyntheticTests
{
    private static Task<LabServer> StartAsync() =>
        LabServer.StartAsync(new LabOptions { Scenarios = [], Synthetic = new SyntheticDomains(), CountsByName = false });

    [Theory]
    [InlineData("d1.bench.test")]
    [InlineData("d20000.bench.test")]
    [InlineData("anything-else.bench.test")]
    public async Task Every_domain_has_all_its_records(string domain)
    {
        await using var lab = await StartAsync();
        Assert.Equal("mx.bench.test", (await OneAsync(domain, LabDnsType.Mx)).Target);
        Assert.StartsWith("v=STSv1;", (await OneAsync("_mta-sts." + domain, LabDnsType.Txt)).Text, System.StringComparison.Ordinal);
        Assert.StartsWith("v=TLSRPTv1;", (await OneAsync("_smtp._tls." + domain, LabDnsType.Txt)).Text, System.StringComparison.Ordinal);
        Assert.Equal(lab.AddressOf("mta-sts.bench.test"), new IPAddress((await OneAsync("mta-sts." + domain, LabDnsType.A)).Data));
        Assert.Equal(lab.AddressOf("mx.bench.test"), new IPAddress((await OneAsync("mx.bench.test", LabDnsType.A)).Data));
        var nodata = await TinyDns.AskAsync(lab.DnsEndPoint, "mta-sts." + domain, LabDnsType.Aaaa);
        Assert.Equal((0, 0), (nodata.Rcode, nodata.Answers.Count));

        async Task<TinyRecord> OneAsync(string name, LabDnsType type) =>
            Assert.Single((await TinyDns.AskAsync(lab.DnsEndPoint, name, type)).Answers);
    }

    [Fact]
    public async Task The_shared_policy_host_has_a_good_certificate_for_each()
    {
        await using var lab = await StartAsync();
        foreach (var domain in new SyntheticDomains().Names(3))
        {
            var (shown, faults) = await TlsClient.LookAsync(lab, "bench.test", "mta-sts." + domain);
            Assert.Contains("mta-sts." + domain, shown.DnsNames);
            Assert.Equal(X509ChainStatusFlags.NoError, faults);
        }

        var (foreign, _) = await TlsClient.LookAsync(lab, "bench.test", "mta-sts.a.b.bench.test");
        Assert.Equal(["unknown-sni.lab.test"], foreign.DnsNames);
    }

    [Theory]
    [InlineData("d33.bench.test", true)]
    [InlineData("d66.bench.test", true)]
    [InlineData("d34.bench.test", false)]
    [InlineData("other.bench.test", false)]
    public async Task One_domain_of_many_has_MTA_STS(string domain, bool hasRecord)
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [], Synthetic = new SyntheticDomains { RecordEvery = 33 } });
        foreach (var (name, type) in new[] { ("_mta-sts." + domain, LabDnsType.Txt), ("mta-sts." + domain, LabDnsType.A) })
        {
            var answer = await TinyDns.AskAsync(lab.DnsEndPoint, name, type);
            Assert.Equal(hasRecord ? (0, 1) : (3, 0), (answer.Rcode, answer.Answers.Count));
        }

        Assert.Single((await TinyDns.AskAsync(lab.DnsEndPoint, domain, LabDnsType.Mx)).Answers);
    }

    [Fact]
    public async Task Custom_answers_take_precedence()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions
        {
            Scenarios = [],
            Synthetic = new SyntheticDomains(),
            Answers = (name, type) => name == "_mta-sts.d7.bench.test" && type == LabDnsType.Txt
                ? [ZoneRecord.Txt(name, 60, "v=STSv1; id=7;")]
                : null,
        });
        Assert.Equal("v=STSv1; id=7;", (await TinyDns.AskAsync(lab.DnsEndPoint, "_mta-sts.d7.bench.test", LabDnsType.Txt)).Answers[0].Text);
        Assert.NotEqual("v=STSv1; id=7;", (await TinyDns.AskAsync(lab.DnsEndPoint, "_mta-sts.d8.bench.test", LabDnsType.Txt)).Answers[0].Text);
    }

    [Fact]
    public async Task Without_counting_by_name_only_totals_are_kept()
    {
        await using var lab = await StartAsync();
        await TinyDns.AskAsync(lab.DnsEndPoint, "d1.bench.test", LabDnsType.Mx);
        Assert.Equal(1, lab.Counters.DnsQuestions);
        Assert.Empty(lab.Counters.Questions);
    }

    [Fact]
    public void Names_are_generated_on_enumeration() =>
        Assert.Equal(["d1.bench.test", "d2.bench.test"], new SyntheticDomains().Names(int.MaxValue).Take(2));
}
