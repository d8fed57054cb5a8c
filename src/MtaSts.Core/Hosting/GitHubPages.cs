using System.Collections.Generic;

namespace MtaSts.Hosting;

/// <summary>
/// GitHub Pages: static files; <c>.nojekyll</c>, without which folders that begin with a dot are left out; and
/// <c>CNAME</c>, which contains one host.
/// </summary>
internal sealed class GitHubPages : SiteHost
{
    public override string Title => "GitHub Pages";

    public override SiteCapacity Capacity => SiteCapacity.OneDomain;

    public override string TargetPlaceholder => "YOUR-ACCOUNT.github.io";

    public override IEnumerable<SiteFile> Files(SitePlan plan) =>
    [
        new(SiteFile.PolicyPath, plan.Domains[0].PolicyText),
        new(".nojekyll", ""),
        new(".gitattributes", Lines("# The policy is served unchanged, with its CRLF line endings.", "* -text")),
        new("CNAME", Lines(plan.Domains[0].Host)),
        new("404.html", NotFoundPage.Text),
    ];

    public override bool PublishesHosts => true;

    public override IEnumerable<string> Steps(SitePlan plan) =>
    [
        "Commit everything in this folder, including the files that begin with a dot, to a public repository, and under Settings, Pages choose 'Deploy from a "
            + "branch' with the root folder. (If you use your own workflow, configure it to upload hidden files.)",
        $"Verify the domain under your account's Pages settings, so that nobody else can take over `{plan.Domains[0].Host}`.",
        "Publish the DNS record of the policy host below, wait for the certificate, and turn on Enforce HTTPS.",
    ];
}
