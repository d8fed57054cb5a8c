using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Https;
using MtaSts.Lab.Net;
using MtaSts.Lab.Smtp;

namespace MtaSts.Lab;

/// <summary>What the lab serves: the zone, and every host with its address.</summary>
internal sealed class Topology
{
    private readonly Dictionary<string, (LabHost Host, SmtpHost Plan)> _mxHosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(LabHost Host, HttpsHost Plan)> _policyHosts = [];
    private int _lastAddress;

    private Topology(byte[] certificateKeyHash) => Zone = new Zone(certificateKeyHash);

    public Zone Zone { get; }

    public IReadOnlyList<LabDomain> Scenarios { get; private init; } = [];

    public SyntheticAnswers? Answers { get; private set; }

    public IReadOnlyList<(LabHost Host, HttpsHost Plan)> PolicyHosts => _policyHosts;

    public IReadOnlyCollection<(LabHost Host, SmtpHost Plan)> MxHosts => _mxHosts.Values;

    public static Topology Build(LabOptions options, byte[] certificateKeyHash)
    {
        var cast = LoopbackPorts.HasIPv6 ? options.Scenarios : [.. options.Scenarios.Where(d => !d.NeedsIPv6)];
        var topology = new Topology(certificateKeyHash) { Scenarios = cast };
        foreach (var domain in topology.Scenarios)
            topology.Add(domain);
        topology.AddSynthetic(options);
        return topology;
    }

    private void Add(LabDomain domain)
    {
        if (domain.Exists)
            Zone.Apex(domain.Name);
        foreach (var text in domain.Records)
            Zone.Txt("_mta-sts." + domain.Name, text);
        foreach (var text in domain.TlsRpt)
            Zone.Txt("_smtp._tls." + domain.Name, text);
        if (domain.PolicyHost is { } plan)
            AddPolicyHost(domain, plan);
        foreach (var mx in domain.Mx)
        {
            Zone.Mx(domain.Name, mx.Preference, mx.Host);
            if (mx.Server is not null)
                AddMxHost(mx.Host, mx.Server, mx.Alias);
        }

        if (domain.ImplicitMx is { } own)
            AddMxHost(domain.Name, own);
        domain.Dns?.Invoke(Zone);
    }

    private void AddPolicyHost(LabDomain domain, HttpsHost plan)
    {
        var host = new LabHost(domain.PolicyHostName, NextAddress(plan.IsIPv6), LabHostRole.PolicyHost);
        _policyHosts.Add((host, plan with { Reply = plan.Reply ?? HttpReply.Ok(domain.Policy) }));
        var owner = domain.IsPolicyHostWildcard ? "*." + domain.Name : domain.PolicyHostName;
        if (domain.PolicyHostAlias is { } alias)
            Zone.Cname(owner, alias);
        Zone.Address(domain.PolicyHostAlias ?? owner, host.Address);
    }

    private void AddMxHost(string name, SmtpHost plan, string? alias = null)
    {
        if (_mxHosts.TryGetValue(name, out var there))
        {
            // Providers' hosts serve several domains; they cannot have two behaviors.
            if (there.Plan != plan)
                throw new InvalidOperationException($"The scenarios define two different behaviors for the MX host {name}.");
            return;
        }

        var host = new LabHost(name, NextAddress(plan.IsIPv6), LabHostRole.MxHost);
        _mxHosts[name] = (host, plan);
        if (alias is not null)
            Zone.Cname(name, alias);
        Zone.Address(alias ?? name, host.Address);
    }

    private void AddSynthetic(LabOptions options)
    {
        Answers = options.Answers;
        if (options.Synthetic is not { } synthetic)
            return;
        var shared = new LabHost("mta-sts." + synthetic.Suffix, NextAddress(false), LabHostRole.PolicyHost, synthetic.CertificateNamesFor);
        var policy = synthetic.Policy ?? PolicyText.Enforce(synthetic.MxHost);
        _policyHosts.Add((shared, new HttpsHost { Reply = HttpReply.Ok(policy) }));
        AddMxHost(synthetic.MxHost, SmtpHost.Good);
        var made = synthetic.AnswersWith(shared.Address);
        Answers = options.Answers is { } first ? (name, type) => first(name, type) ?? made(name, type) : made;
    }

    // From 127.64.0.1: away from addresses that other software uses.
    private IPAddress NextAddress(bool isIPv6)
    {
        if (isIPv6)
            return IPAddress.IPv6Loopback;
        var number = ++_lastAddress;
        return new IPAddress([127, 64, (byte)(number / 250), (byte)(number % 250 + 1)]);
    }
}
