using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Hosting;

/// <summary>The files that host policies, ready to deploy.</summary>
public static class Site
{
    private static readonly Dictionary<SiteKind, SiteHost> Hosts = new()
    {
        [SiteKind.CloudflarePages] = new CloudflarePages(),
        [SiteKind.CloudflareWorker] = new CloudflareWorker(),
        [SiteKind.AzureStaticWebApp] = new AzureStaticWebApp(),
        [SiteKind.GitHubPages] = new GitHubPages(),
        [SiteKind.Nginx] = new Nginx(),
        [SiteKind.Apache] = new Apache(),
        [SiteKind.Caddy] = new Caddy(),
        [SiteKind.IIS] = new InternetInformationServices(),
    };

    /// <summary>The common name of a kind of host.</summary>
    /// <param name="kind">The kind of host.</param>
    public static string TitleOf(SiteKind kind) => Hosts[kind].Title;

    /// <summary>Why one site of this kind cannot serve these domains, as a sentence; null when it can.</summary>
    /// <param name="kind">The kind of host.</param>
    /// <param name="plan">What it should serve.</param>
    public static string? CheckCapacity(SiteKind kind, SitePlan plan)
    {
        if (plan is null) throw new ArgumentNullException(nameof(plan));
        if (plan.Domains.Count == 1) return null;
        var host = Hosts[kind];
        if (host.Capacity == SiteCapacity.OneDomain)
            return $"One site on {host.Title} serves one domain, but there are {plan.Domains.Count}. Use a separate folder for each.";
        return host.Capacity == SiteCapacity.OnePolicy && plan.Domains.Any(d => d.PolicyText != plan.Domains[0].PolicyText)
            ? $"One site on {host.Title} serves the same files for all its hosts, but these domains have different policies. "
                + "Use a separate folder for each policy, or use CloudflareWorker, Nginx, Apache, Caddy or IIS."
            : null;
    }

    /// <summary>The files of a site, including the README.</summary>
    /// <param name="kind">The kind of host.</param>
    /// <param name="plan">What it should serve.</param>
    /// <exception cref="ArgumentException">One site of this kind cannot serve these domains.</exception>
    public static IReadOnlyList<SiteFile> FilesFor(SiteKind kind, SitePlan plan)
    {
        if (CheckCapacity(kind, plan) is { } problem) throw new ArgumentException(problem, nameof(plan));
        return [.. Hosts[kind].Files(plan), SiteReadme.Write(Hosts[kind], plan)];
    }
}
