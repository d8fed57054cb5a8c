using System;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.PolicyFetching;

/// <summary>Creates the object that scripts see from a fetched policy or from a local file.</summary>
public static class PublishedPolicyFactory
{
    /// <summary>A policy that was read from a local file: how it will be served is not known yet.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="size">The file's size in octets.</param>
    /// <param name="policy">The parsed policy.</param>
    public static PublishedPolicy FromFile(string path, int size, Policy policy) => new()
    {
        DomainName = "",
        IsValid = (policy ?? throw new ArgumentNullException(nameof(policy))).IsValid,
        Problem = FetchProblem.InText(policy),
        Url = path,
        Size = size,
        Policy = policy,
    };

    /// <summary>A policy as it is published, and how it was served.</summary>
    /// <param name="domain">The policy domain, in A-label form.</param>
    /// <param name="fetch">What was fetched.</param>
    /// <param name="policy">The policy, parsed; null when there is none.</param>
    internal static PublishedPolicy From(string domain, PolicyFetch fetch, Policy? policy)
    {
        var diagnosis = FetchProblem.FaultOf(fetch, policy) is { } fault
            ? WebHostCatalogue.Diagnose(HostFacts.Of(fetch, fault, FetchProblem.HoldsPolicy(policy)))
            : null;
        return Make(domain, fetch, policy, diagnosis);
    }

    private static PublishedPolicy Make(string domain, PolicyFetch fetch, Policy? policy, HostDiagnosis? diagnosis) => new()
    {
        DomainName = domain,
        IsValid = fetch.IsUsable && policy is { IsValid: true },
        Problem = FetchProblem.Describe(fetch, policy),
        Url = fetch.Url.ToString(),
        HostedBy = WebHostCatalogue.NameOf(HostFacts.Of(fetch, HostFault.Status)) ?? "",
        Cause = diagnosis?.Cause ?? "",
        Fix = diagnosis?.Fix ?? "",
        Cnames = fetch.Lookup?.CnameChain ?? ReadableList<string>.Empty,
        Addresses = (fetch.Lookup?.Addresses ?? ReadableList<System.Net.IPAddress>.Empty).Select(a => a.ToString()).ToReadableList(),
        StatusLine = fetch.StatusLine,
        Server = fetch.Headers["Server"],
        Location = fetch.Location,
        ContentType = fetch.Headers["Content-Type"],
        ContentEncoding = fetch.ContentEncoding,
        CacheControl = fetch.Headers["Cache-Control"],
        RetryAfter = fetch.Headers["Retry-After"],
        Headers = fetch.Headers.ToLines(),
        PageText = fetch.Status is null || fetch.IsEncoded || FetchProblem.HoldsPolicy(policy)
            ? ""
            : SafeText.Excerpt(PageText.Read(fetch.Body).ToString(), 200),
        HttpStatus = fetch.Status,
        MediaType = fetch.MediaType,
        Size = fetch.Body?.Length,
        TlsVersion = fetch.TlsVersion,
        Address = fetch.Address?.ToString() ?? fetch.Proxy?.ToString(),
        Duration = fetch.Elapsed,
        Certificate = fetch.Certificate,
        Policy = policy,
    };
}
