using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Hosting;

/// <summary>
/// Cloudflare Pages: static files, <c>_headers</c> for the media type, and a <c>404.html</c>, without which every path
/// would be answered with status 200 as that of a single-page application.
/// </summary>
internal sealed class CloudflarePages : SiteHost
{
    public override string Title => "Cloudflare Pages";

    public override SiteCapacity Capacity => SiteCapacity.OnePolicy;

    public override string TargetPlaceholder => "YOUR-PROJECT.pages.dev";

    public override string RecordNote => "For zones at Cloudflare the custom domain creates this record automatically.";

    public override IEnumerable<SiteFile> Files(SitePlan plan) =>
    [
        new("public/" + SiteFile.PolicyPath, plan.Domains[0].PolicyText),
        new("public/_headers", Lines("/" + SiteFile.PolicyPath, "  Content-Type: text/plain; charset=utf-8", "  X-Content-Type-Options: nosniff")),
        new("public/404.html", NotFoundPage.Text),
    ];

    public override IEnumerable<string> Steps(SitePlan plan) =>
    [
        "Deploy the folder `public`, for example with `npx wrangler pages deploy public --project-name mta-sts`, or by connecting a Git repository with the "
            + "output directory `public` and no build command.",
        $"In the project, under Custom domains, add {string.Join(", ", plan.Domains.Select(d => $"`{d.Host}`"))}.",
        "Apply no redirects or page rules to these hosts: senders do not follow redirects.",
    ];
}
