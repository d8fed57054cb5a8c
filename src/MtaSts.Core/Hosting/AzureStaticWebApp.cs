using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Hosting;

/// <summary>Azure Static Web Apps: static files and <c>staticwebapp.config.json</c>. A deployment without an <c>index.html</c> is refused.</summary>
internal sealed class AzureStaticWebApp : SiteHost
{
    public override string Title => "Azure Static Web Apps";

    public override SiteCapacity Capacity => SiteCapacity.OnePolicy;

    public override string TargetPlaceholder => "YOUR-APP.azurestaticapps.net";

    public override IEnumerable<SiteFile> Files(SitePlan plan) =>
    [
        new("public/" + SiteFile.PolicyPath, plan.Domains[0].PolicyText),
        new("public/staticwebapp.config.json", Configuration),
        new("public/index.html",
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>MTA-STS</title>\n<p>This host serves an MTA-STS policy (RFC "
                + "8461).</p>\n</html>\n"),
    ];

    public override bool PublishesHosts => true;

    public override IEnumerable<string> Steps(SitePlan plan) =>
    [
        "Create a Static Web App (the Free plan takes two custom domains, the Standard plan five) and deploy the folder `public`, for example with `npx "
            + "@azure/static-web-apps-cli deploy ./public --env production`.",
        $"Publish the DNS records of the policy hosts below, then add {string.Join(", ", plan.Domains.Select(d => $"`{d.Host}`"))} under Custom domains, "
            + "validated by CNAME.",
        "Do not make any of the hosts the default domain of the app: the others would then be answered with a redirect, which senders do not follow.",
    ];

    private static string Configuration => Lines(
        "{",
        "  \"routes\": [",
        "    {",
        $"      \"route\": \"/{SiteFile.PolicyPath}\",",
        "      \"methods\": [\"GET\", \"HEAD\"],",
        "      \"headers\": {",
        "        \"Content-Type\": \"text/plain; charset=utf-8\",",
        "        \"X-Content-Type-Options\": \"nosniff\"",
        "      }",
        "    }",
        "  ],",
        "  \"mimeTypes\": {",
        "    \".txt\": \"text/plain; charset=utf-8\"",
        "  }",
        "}");
}
