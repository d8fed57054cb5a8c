using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using static MtaSts.PolicyFetching.HostFault;

namespace MtaSts.PolicyFetching;

/// <summary>The services that host policies, and how they fail.</summary>
internal static class WebHostCatalogue
{
    private static readonly HostFault[] Tls = [Connection, Handshake, OtherName];

    private static readonly WebHost GitHub = new("GitHub Pages", ["github.io"],
    [
        .. For(Tls, "GitHub Pages has no certificate for <host>: the custom domain is not set in the repository, or its certificate is not issued yet.",
            "In the repository open Settings, Pages, set <host> as the custom domain, wait for the DNS check and the certificate, and turn Enforce HTTPS on."),
        new(Status, facts => facts.Status == 404 && facts.Page.Says("There isn t a GitHub Pages site here"),
            "GitHub Pages has no site for <host>: the custom domain is not set in the repository, or the site is not published.",
            "In the repository open Settings, Pages, choose what to publish, and set <host> as the custom domain."),
        new(Status, facts => facts.Status == 404,
            "The site answers but does not have this file. GitHub Pages leaves out folders whose name begins with a dot unless it is configured otherwise.",
            "Commit .well-known/mta-sts.txt in the folder that is published, and an empty file .nojekyll at its top (with Jekyll: include: "
                + "[\".well-known\"] in _config.yml)."),
        new(Status, facts => facts.Status is >= 300 and < 400, "GitHub Pages redirects visitors to the custom domain of the repository.",
            "In the repository open Settings, Pages, and set <host> as the custom domain. "
            + "A repository has only one: use a separate repository for each policy host."),
    ])
    {
        IsSeen = facts => facts.Headers.Has("X-GitHub-Request-Id") || facts.Headers.Has("Server", "GitHub.com") || facts.Addresses.Any(IsGitHub),
    };

    private static readonly WebHost StaticWebApps = new("Azure Static Web Apps", ["azurestaticapps.net"],
    [
        .. For(Tls, "The static web app has no certificate for <host>: the custom domain is not added to it.",
            "In the Azure portal open the static web app, Custom domains, add <host> with the CNAME that is shown, and wait until it is validated."),
        new(Status, facts => facts.Status is 401 or 403 || (facts.Status == 302 && facts.Headers.Has("Location", "/.auth/")),
            "A route of the static web app asks visitors to sign in.", "In staticwebapp.config.json allow the role anonymous for the route /.well-known/*."),
        new(Status, facts => facts.Status == 404,
            "Azure answers but does not have this file; it answers the same for a custom domain that is not added to the app.",
            "Check in the Azure portal that <host> is under Custom domains of the static web app, and that .well-known/mta-sts.txt is in the folder that "
                + "the workflow deploys (output_location, or app_location if nothing is built)."),
        new(Page, Always, "The app answers with its own page for every path (navigationFallback).",
            "Put .well-known/mta-sts.txt into the folder that the workflow deploys, and exclude /.well-known/* from navigationFallback in "
                + "staticwebapp.config.json."),
    ]);

    private static readonly WebHost FrontDoor = new("Azure Front Door", ["azurefd.net", "azureedge.net", "t-msedge.net"],
    [
        .. For(Tls, "Front Door has no certificate for <host>: the domain is not added to the profile, or its certificate is not deployed yet.",
            "In the Azure portal open the Front Door profile, Domains, add <host>, validate it with the TXT record that is shown, associate it with the "
                + "endpoint's route, and wait until its certificate is Deployed."),
        new(Status, facts => facts.Status == 404,
            "Front Door answers but finds nothing: the domain is not associated with a route, no route matches the path, or the origin has no such file.",
            "In the Azure portal open the Front Door profile, Domains, associate <host> with the route whose pattern is /*, and check that the origin has "
                + "/.well-known/mta-sts.txt."),
        new(Status, facts => facts.Status == 403, "Front Door or its web application firewall refuses the visitor.",
            "Exempt the path /.well-known/mta-sts.txt in the policy of the web application firewall: mail servers are not browsers."),
        new(Status, facts => facts.Status is >= 300 and < 400, "A rule set or the route of Front Door redirects visitors.",
            "Exclude <host> from rules that redirect; the route must answer HTTPS requests itself."),
        new(Status, facts => facts.Status >= 500 && !facts.IsBusy, "Front Door gets no valid answer from its origin.",
            "In the Azure portal open the Front Door profile, Origin groups, and check the origin's host name, origin host header, certificate and health "
                + "probe."),
    ])
    {
        IsSeen = facts => facts.Headers.Has("X-Azure-Ref"),
    };

    private static readonly WebHost StaticWebsite = new("Azure Storage", ["web.core.windows.net", "blob.core.windows.net"],
    [
        .. For(Tls, "A static website of Azure Storage has a certificate for its own name only; it cannot have one for <host>.",
            "Put Azure Front Door in front of the storage account and add <host> there, or move the file to Azure Static Web Apps, which gets a "
                + "certificate for a custom domain."),
        new(Status, facts => facts.Status == 400, "Azure Storage does not know <host>: the custom domain is not set.",
            "Put Azure Front Door in front of the storage account, with the account's own web name as the origin host header, and add <host> there."),
        new(Status, facts => facts.Status == 404, "The static website answers but does not have this file.",
            "Upload the file to the container $web as .well-known/mta-sts.txt, with the content type text/plain."),
    ])
    {
        IsSeen = facts =>
            facts.Headers.Has("Server", "Windows-Azure-Web") || facts.Headers.Has("Server", "Windows-Azure-Blob")
                || facts.Headers.Has("X-MS-Error-Code", "WebContentNotFound"),
    };

    private static readonly WebHost Netlify = new("Netlify", ["netlify.app", "netlify.com", "netlifyglobalcdn.com"],
    [
        .. For(Tls, "Netlify has no certificate for <host>: the domain is not added to the site, or its certificate is not issued yet.",
            "In Netlify open the project, Domain management, add <host> as a domain alias, and under HTTPS verify the DNS configuration."),
        new(Status, facts => facts.Status == 404 && facts.Page.Says("Not Found - Request ID"),
            "Netlify has no site for <host>: the domain is not added to one.",
            "In Netlify open the project, Domain management, and add <host> as a domain alias."),
        new(Status, facts => facts.Status == 404, "The site answers but does not have this file.",
            "Put .well-known/mta-sts.txt into the publish directory of the site and deploy again."),
        new(Status, facts => facts.Status == 401, "The site asks for a password.",
            "In Netlify turn off the password protection of the project's production deploys."),
        new(Status, facts => facts.Status is >= 300 and < 400, "Netlify or a rule in _redirects redirects visitors to the site's primary domain.",
            "Use a separate site for the policy, with <host> as its primary domain, and no rule in _redirects for /.well-known/*."),
        new(Page, Always, "A rule in _redirects (/* /index.html 200) answers with a page for every missing path.",
            "Put .well-known/mta-sts.txt into the publish directory of the site and deploy again."),
    ])
    {
        IsSeen = facts => facts.Headers.Has("Server", "Netlify") || facts.Headers.Has("X-NF-Request-ID"),
    };

    private static readonly WebHost Vercel = new("Vercel", ["vercel-dns.com", "vercel-dns-016.com", "vercel-dns-017.com", "vercel.app", "now.sh"],
    [
        .. For(Tls, "Vercel has no certificate for <host>: the domain is not added to a project, or its certificate is not issued yet.",
            "In Vercel open the project, Settings, Domains, add <host>, and wait until it shows Valid Configuration."),
        new(Status,
            facts => facts.Status == 404
                && (facts.Headers.Has("X-Vercel-Error", "DEPLOYMENT_NOT_FOUND") || facts.Page.Says("DEPLOYMENT NOT FOUND")
                    || facts.Page.Says("The deployment could not be found")), "Vercel has no deployment for <host>: the domain is not assigned to a project.",
                    "In Vercel open the project, Settings, Domains, and add <host>."),
        new(Status, facts => facts.Status == 404, "The project answers but does not have this file.",
            "Put the file at public/.well-known/mta-sts.txt of the project (or .well-known/mta-sts.txt of its output directory) and deploy again."),
        new(Status, facts => facts.Status is 401 or 403 || facts.Headers.Has("X-Vercel-Mitigated"),
            "Deployment Protection, the firewall or the attack challenge mode of Vercel stops visitors that are not signed in or are not browsers.",
            "In Vercel open the project, Settings, Deployment Protection, and leave the production domain open; under Firewall let /.well-known/mta-sts.txt "
                + "through with a bypass rule."),
        new(Status, facts => facts.Status is >= 300 and < 400,
            "The domain is set to redirect to another domain of the project, or a rule of vercel.json redirects.",
            "In Vercel open the project, Settings, Domains, edit <host> and choose No Redirect."),
        new(Page, Always, "A rewrite of the project answers with a page for every missing path.",
            "Put the file at public/.well-known/mta-sts.txt of the project and deploy again."),
    ])
    {
        IsSeen = facts =>
            facts.Headers.Has("Server", "Vercel") || facts.Headers.Fields.Any(field => field.Key.StartsWith("X-Vercel-", StringComparison.OrdinalIgnoreCase)),
    };

    private static readonly WebHost CloudFront = new("Amazon CloudFront", ["cloudfront.net"],
    [
        .. For(Tls, "CloudFront has no certificate for <host>: the distribution does not have it as an alternate domain name.",
            "In the CloudFront console open the distribution, edit its settings, add <host> as an alternate domain name, and choose a certificate from AWS "
                + "Certificate Manager for <host> from the region us-east-1."),
        new(Status, facts => facts.Status == 403 && facts.Page.Says("could not be satisfied"),
            "No CloudFront distribution accepts requests for <host>, or its rules refuse the visitor.",
            "In the CloudFront console open the distribution and add <host> as an alternate domain name with a certificate from us-east-1; "
                + "allow the path /.well-known/mta-sts.txt in its geographic restrictions and AWS WAF."),
        new(Status, facts => facts.Status == 403, "The bucket behind CloudFront refuses: it does not have this file, or it does not let the distribution read.",
            "Upload the file with the key .well-known/mta-sts.txt, and grant s3:GetObject to the distribution (origin access control) in the bucket policy."),
        new(Status, facts => facts.Status == 404, "The origin of the distribution has no such file.",
            "Upload the file to the origin; in a bucket its key is .well-known/mta-sts.txt (with the distribution's origin path before it)."),
        new(Status, facts => facts.Status >= 500 && !facts.IsBusy, "CloudFront gets no valid answer from its origin.",
            "In the CloudFront console open the distribution, Origins, and check the origin's name, protocol and certificate; or use a bucket as the origin."),
        new(Status, facts => facts.Status is >= 300 and < 400, "A function of the distribution or its origin redirects visitors.",
            "Make the distribution and its origin answer /.well-known/mta-sts.txt without a redirect."),
        new(Page, Always, "The distribution answers with a page for errors (custom error responses with status 200).",
            "Upload the file to the origin with the key .well-known/mta-sts.txt, and make sure that custom error responses do not turn 403 or 404 into 200."),
    ])
    {
        IsSeen = facts => facts.Headers.Has("X-Amz-Cf-Id") || facts.Headers.Has("X-Cache", "cloudfront") || facts.Headers.Has("Via", "CloudFront"),
    };

    private static readonly WebHost S3 = new("Amazon S3", [],
    [
        .. For(Tls, "Amazon S3 answers HTTPS for its own names only (website endpoints do not answer it at all); it cannot have a certificate for <host>.",
            "Put a CloudFront distribution in front of the bucket, with <host> as its alternate domain name and a certificate from AWS Certificate Manager "
                + "from us-east-1, and point the CNAME to it."),
        new(Status, facts => facts.Page.Says("NoSuchBucket"), "There is no bucket for this name: S3 uses the host name as the bucket name.",
            "Put a CloudFront distribution in front of the bucket, with <host> as its alternate domain name, and point the CNAME to it."),
        new(Status, facts => facts.Status == 403, "The bucket refuses: the file is not there or not public.",
            "Upload the file with the key .well-known/mta-sts.txt, and allow s3:GetObject for it in the bucket policy."),
        new(Status, facts => facts.Status == 404, "The bucket has no such file.",
            "Upload the file with the key .well-known/mta-sts.txt and the content type text/plain."),
    ])
    {
        IsSeen = facts => facts.Headers.Has("Server", "AmazonS3") || facts.Cnames.Any(IsS3),
    };

    /// <summary>All services, in the order in which they are tried.</summary>
    private static readonly IReadOnlyList<WebHost> Others = [GitHub, StaticWebApps, FrontDoor, StaticWebsite, Netlify, Vercel, CloudFront, S3];

    /// <summary>The diagnosis of the service that hosts the policy; null when the service, or this fault of it, is not known.</summary>
    public static HostDiagnosis? Diagnose(HostFacts facts) =>
        InOrder(facts).Where(host => host.Hosts(facts)).Select(host => host.Diagnose(facts)).FirstOrDefault(diagnosis => diagnosis is not null);

    /// <summary>The name of the service that hosts the policy; null when it is not known.</summary>
    public static string? NameOf(HostFacts facts) => InOrder(facts).FirstOrDefault(host => host.Hosts(facts))?.Name;

    /// <summary>
    /// A CNAME is the best evidence. Cloudflare's own answers are not the site's, and where it only passes an answer on,
    /// the site's own marks say more.
    /// </summary>
    private static IEnumerable<WebHost> InOrder(HostFacts facts)
    {
        IEnumerable<WebHost> own = CloudflareRules.IsOwnError(facts) ? [CloudflareRules.Proxy] : [];
        var byName = Others.Where(host => host.CnameLeadsTo(facts));
        return [CloudflareRules.Pages, CloudflareRules.Workers, .. own, .. byName, .. Others, CloudflareRules.Proxy];
    }

    private static IEnumerable<HostRule> For(IEnumerable<HostFault> faults, string cause, string fix) =>
        faults.Select(fault => new HostRule(fault, Always, cause, fix));

    private static bool Always(HostFacts facts) => true;

    private static bool IsS3(string cname)
    {
        if (!cname.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) && !cname.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase))
            return false;
        return Array.Exists(
            cname.Split('.'), label => label.Equals("s3", StringComparison.OrdinalIgnoreCase) || label.StartsWith("s3-", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The addresses in GitHub's documentation for custom domains.</summary>
    private static bool IsGitHub(IPAddress address) => address.ToString() is "185.199.108.153" or "185.199.109.153" or "185.199.110.153" or "185.199.111.153"
        or "2606:50c0:8000::153" or "2606:50c0:8001::153" or "2606:50c0:8002::153" or "2606:50c0:8003::153";
}
