using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MtaSts.PolicyHost;

/// <summary>What is known of a policy host that fails, as far as it tells who hosts the policy and why it fails.</summary>
internal sealed record HostFacts
{
    /// <summary>How much of a body is read in search of a cause, in octets; error pages say it in their first lines.</summary>
    public const int BodyPrefix = 8 * 1024;

    /// <summary>At what the host fails.</summary>
    public required HostFault Fault { get; init; }

    /// <summary>The policy domain.</summary>
    public required string Domain { get; init; }

    /// <summary>The policy host.</summary>
    public string Host => "mta-sts." + Domain;

    /// <summary>The CNAMEs from the policy host on, without final dots.</summary>
    public IReadOnlyList<string> Cnames { get; init; } = [];

    /// <summary>The addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The header fields.</summary>
    public HttpHeaders Headers { get; init; } = HttpHeaders.None;

    /// <summary>The beginning of the body as plain text, without HTML tags.</summary>
    public PageText Page { get; init; } = PageText.Empty;

    /// <summary>True when the body holds a policy.</summary>
    public bool HoldsPolicy { get; init; }

    /// <summary>The first CNAME below one of the names; null when there is none.</summary>
    public string? CnameBelow(IEnumerable<string> suffixes) => Cnames.FirstOrDefault(cname => suffixes.Any(suffix => cname.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase)));
}
