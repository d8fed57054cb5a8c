using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Hosting;

/// <summary>One way to serve policies: its files, its DNS records, and the steps for a person.</summary>
internal abstract class SiteHost
{
    /// <summary>The name people know.</summary>
    public abstract string Title { get; }

    /// <summary>The domains that the host can serve.</summary>
    public virtual SiteCapacity Capacity => SiteCapacity.ManyDomains;

    /// <summary>The placeholder for the target in the DNS records when it is not known.</summary>
    public abstract string TargetPlaceholder { get; }

    /// <summary>The files, without the README.</summary>
    public abstract IEnumerable<SiteFile> Files(SitePlan plan);

    /// <summary>What to do before the DNS records are published: Markdown, one item per step.</summary>
    public abstract IEnumerable<string> Steps(SitePlan plan);

    /// <summary>True when <see cref="Steps"/> have a step that publishes the DNS records of the policy hosts, so that it need not be said again.</summary>
    public virtual bool PublishesHosts => false;

    /// <summary>What to know about the host later on: Markdown, one item each; empty for nothing.</summary>
    public virtual IEnumerable<string> Notes(SitePlan plan) => [];

    /// <summary>The records of the policy hosts; empty when the target is not known.</summary>
    public virtual IEnumerable<DnsRecordToPublish> HostRecords(SitePlan plan) => plan.HostRecords();

    /// <summary>What to know about the records of the policy hosts; empty for nothing.</summary>
    public virtual string RecordNote => "";

    /// <summary>The policy hosts, each as code.</summary>
    protected static string HostNames(SitePlan plan) => string.Join(", ", plan.Domains.Select(d => $"`{d.Host}`"));

    /// <summary>Lines of a text file, each with LF.</summary>
    protected static string Lines(params IEnumerable<string> lines) => string.Concat(WithLineEnds(lines));

    private static IEnumerable<string> WithLineEnds(IEnumerable<string> lines)
    {
        foreach (var line in lines) yield return line + "\n";
    }
}

/// <summary>How many domains one site can serve.</summary>
internal enum SiteCapacity
{
    /// <summary>Any number, each with its own policy.</summary>
    ManyDomains,

    /// <summary>Any number, all with the same policy.</summary>
    OnePolicy,

    /// <summary>One.</summary>
    OneDomain,
}
