using System;
using System.Collections.Generic;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Scenarios;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab;

/// <summary>The options of a lab.</summary>
public sealed record LabOptions
{
    /// <summary>The domains; by default all scenarios.</summary>
    public IReadOnlyList<LabDomain> Scenarios { get; init; } = AllScenarios.Domains;

    /// <summary>
    /// A wait before every network step: each DNS answer (UDP, TCP, HTTPS); at a policy host once
    /// on connect and once before the answer; at an MX host before the greeting and before every
    /// reply; and at both once before the TLS handshake is answered.
    /// </summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The DNS port, UDP and TCP; null for a free one.</summary>
    public int? DnsPort { get; init; }

    /// <summary>The port of all policy hosts; null for a free one.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>The port of all MX hosts; null for a free one.</summary>
    public int? SmtpPort { get; init; }

    /// <summary>The kind of all keys.</summary>
    public LabKeyKind Keys { get; init; }

    /// <summary>Any number of domains that share a policy host and an MX host; null for none.</summary>
    public SyntheticDomains? Synthetic { get; init; }

    /// <summary>Custom DNS answers, which take precedence; null for none.</summary>
    public SyntheticAnswers? Answers { get; init; }

    /// <summary>False to keep only totals in <see cref="LabCounters"/>, so that memory stays flat over many domains.</summary>
    public bool CountsByName { get; init; } = true;
}
