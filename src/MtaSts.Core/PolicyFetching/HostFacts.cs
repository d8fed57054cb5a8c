using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using MtaSts.Text;

namespace MtaSts.PolicyFetching;

/// <summary>What is known about a failing policy host and helps to find out who hosts the policy and why it fails.</summary>
internal sealed record HostFacts
{
    /// <summary>How much of a body is searched for a cause, in octets; error pages have it in their first lines.</summary>
    public const int BodyPrefix = 8 * 1024;

    /// <summary>The step at which the host fails.</summary>
    public required HostFault Fault { get; init; }

    /// <summary>The policy domain.</summary>
    public required string Domain { get; init; }

    /// <summary>The policy host.</summary>
    public string Host => "mta-sts." + Domain;

    /// <summary>The CNAMEs from the policy host on, without final dots.</summary>
    public IReadOnlyList<string> Cnames { get; init; } = [];

    /// <summary>The addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>The HTTP status; null without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>The header fields.</summary>
    public HttpHeaders Headers { get; init; } = HttpHeaders.None;

    /// <summary>The beginning of the body as plain text, without HTML tags.</summary>
    public PageText Page { get; init; } = PageText.Empty;

    /// <summary>True when the body contains a policy.</summary>
    public bool HoldsPolicy { get; init; }

    /// <summary>True when the answer asks the client to try again later: 429 (RFC 6585 §4), or 503 with Retry-After (RFC 9110 §15.6.4).</summary>
    public bool IsBusy => Status == 429 || (Status == 503 && Headers.Has("Retry-After"));

    /// <summary>The facts of a fetch.</summary>
    /// <param name="fetch">What was seen.</param>
    /// <param name="fault">The step at which it fails.</param>
    /// <param name="holdsPolicy">True when the body contains a policy.</param>
    public static HostFacts Of(PolicyFetch fetch, HostFault fault, bool holdsPolicy = false) => new()
    {
        Fault = fault,
        Domain = fetch.Host.StartsWith("mta-sts.", StringComparison.Ordinal) ? fetch.Host.Substring(8) : fetch.Host,
        Cnames = fetch.Lookup?.CnameChain ?? ReadableList<string>.Empty,
        Addresses = fetch.Lookup?.Addresses ?? ReadableList<IPAddress>.Empty,
        Status = fetch.Status,
        Headers = fetch.Headers,
        Page = PageText.Read(fetch.Body),
        HoldsPolicy = holdsPolicy,
    };

    /// <summary>
    /// True when the host refuses this visitor for now, because of the number of its requests or its address.
    /// False where the host is known to refuse everyone this way.
    /// </summary>
    public static bool MayConcernUsAlone(PolicyFetch fetch)
    {
        if (fetch.Status is null or 200) return false;
        var facts = Of(fetch, HostFault.Status);
        return WebHostCatalogue.Diagnose(facts) is { } diagnosis ? diagnosis.MayConcernUsAlone : facts.IsBusy;
    }

    /// <summary>The first CNAME below one of the names; null when there is none.</summary>
    public string? CnameBelow(IEnumerable<string> suffixes) =>
        Cnames.FirstOrDefault(cname => suffixes.Any(suffix => cname.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase)));
}
