using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Scenarios;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

[Collection(SharedLab.Name)]
public class ScenarioTests(FullLab fixture)
{
    private static readonly HashSet<string> CheckIds =
    [
        "Domain.ReceivesMail", "Mx.Lookup", "Mx.Target",
        "Record.Present", "Record.Single", "Record.Syntax", "Record.Id",
        "PolicyHost.Lookup", "PolicyHost.Connect", "PolicyHost.TlsVersion", "PolicyHost.Certificate",
        "PolicyHost.CertificateExpiry", "PolicyHost.Status", "PolicyHost.MediaType", "PolicyHost.Size",
        "Policy.Syntax", "Policy.Version", "Policy.Mode", "Policy.MaxAge", "Policy.Mx", "Policy.Hygiene",
        "Coverage.Mx", "Coverage.Wildcard", "Coverage.Unused",
        "StartTls.Connect", "StartTls.Offered", "StartTls.TlsVersion", "StartTls.Certificate", "StartTls.CertificateExpiry",
        "TlsRpt.Present", "TlsRpt.Syntax", "TlsRpt.Rua",
        "Dane.Tlsa",
        "Drift.IdUnchanged", "Drift.PolicyChanged", "Drift.MxChanged", "Drift.CertificateChanged",
    ];

    private static readonly HashSet<string> Statuses = ["Pass", "Warning", "Fail", "Unknown", "NotConfigured", "NotApplicable"];

    private static readonly HashSet<string> Actions = ["Deliver", "DeliverVerified", "DeliverAndReport", "Refuse", "Unknown", "NotApplicable"];

    public static TheoryData<string> Domains => [.. AllScenarios.Domains.Select(d => d.Name)];

    [Fact]
    public void There_are_enough_scenarios_and_their_names_are_unique()
    {
        Assert.True(AllScenarios.Domains.Count >= 60);
        Assert.Equal(AllScenarios.Domains.Count, AllScenarios.Domains.Select(d => d.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void No_two_hosts_share_an_address_and_a_port()
    {
        var places = fixture.Lab.Hosts.Select(h => (h.Address, h.Role)).ToList();
        Assert.Equal(places.Count, places.Distinct().Count());
        Assert.All(fixture.Lab.Hosts, h => Assert.True(IPAddress.IsLoopback(h.Address)));
    }

    [Fact]
    public void A_healthy_domain_has_a_healthy_verdict() =>
        Assert.Equal(Expected.Healthy, AllScenarios.Domains.Single(d => d.Name == "healthy.test").Expected);

    [Fact]
    public void Every_kind_of_verdict_occurs()
    {
        var statuses = AllScenarios.Domains.Select(d => d.Expected.Status).ToHashSet();
        Assert.Equal(Statuses, statuses);
        var actions = AllScenarios.Domains.Select(d => d.Expected.SenderAction).ToHashSet();
        Assert.Equal(Actions, actions);
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public void The_expectation_uses_the_products_terms_and_is_consistent(string name)
    {
        var domain = AllScenarios.Domains.Single(d => d.Name == name);
        var (status, action, problems) = (domain.Expected.Status, domain.Expected.SenderAction, domain.Expected.Problems);
        Assert.Contains(status, Statuses);
        Assert.Contains(action, Actions);
        Assert.All(problems, id => Assert.Contains(id, CheckIds));
        Assert.Equal(problems.Count, problems.Distinct().Count());
        Assert.Equal(status is "Fail" or "Warning" or "Unknown", problems.Count > 0 && status is not ("Pass" or "NotConfigured"));
        Assert.False(action == "Refuse" && status != "Fail", "Refused mail is a failure.");
        Assert.EndsWith(".", domain.StandsFor, StringComparison.Ordinal);
        Assert.All(domain.Name.Split('.'), label => Assert.InRange(label.Length, 1, 63));
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public async Task Every_host_with_a_server_has_its_address_in_the_DNS(string name)
    {
        if (fixture.Lab.Scenarios.SingleOrDefault(d => d.Name == name) is not { } domain)
            return; // left out on a machine without IPv6
        var hosts = domain.Mx.Where(m => m.Server is not null).Select(m => m.Host).ToList();
        if (domain.PolicyHost is not null && domain.Expected.Problems is not ["PolicyHost.Lookup"])
            hosts.Add(domain.PolicyHostName);
        foreach (var host in hosts)
        {
            var type = domain.NeedsIPv6 ? LabDnsType.Aaaa : LabDnsType.A;
            var answer = await TinyDns.AskAsync(fixture.Lab.DnsEndPoint, host, type);
            Assert.Equal(fixture.Lab.AddressOf(host), new IPAddress(answer.Answers[^1].Data));
        }
    }
}
