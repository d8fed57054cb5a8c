using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Scenarios;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>The lab's domains at services that host policies: the service, the cause and the fix, from real connections.</summary>
[Collection(SharedTestLab.Name)]
public class HostedDomainTests(TestLab lab)
{
    [Theory]
    [InlineData(
        "pages-404.test", "Status", "Cloudflare Pages: The Pages project answers but does not have this file",
        ".well-known/mta-sts.txt in the project's build output directory")]
    [InlineData(
        "pages-522.test", "Status", "contoso-522.pages.dev, and the Pages project does not know mta-sts.pages-522.test",
        "Custom domains, and add mta-sts.pages-522.test there")]
    [InlineData("pages-alert.test", "Connect", "custom domain is not added", "Custom domains, and add mta-sts.pages-alert.test there")]
    [InlineData("pages-certificate.test", "Certificate", "custom domain is not added", "Custom domains, and add mta-sts.pages-certificate.test there")]
    [InlineData("pages-page.test", "MediaType", "serves index.html for every missing file", "add a 404.html")]
    [InlineData("pages-deleted.test", "Lookup", "the project was deleted or renamed", "the name that the project shows")]
    [InlineData("workers-cname.test", "Connect", "workers.dev answers for its own names only", "add mta-sts.workers-cname.test as a custom domain")]
    [InlineData("cloudflare-522.test", "Status", "no Worker has the route mta-sts.cloudflare-522.test/*", "add the route mta-sts.cloudflare-522.test/* there")]
    [InlineData("cloudflare-1101.test", "Status", "the Worker throws an exception", "Logs")]
    [InlineData("cloudflare-1027.test", "Status", "100,000 requests per day of the free Workers plan", "paid Workers plan")]
    [InlineData("cloudflare-1042.test", "Status", "fetches another Worker of its own zone", "service binding")]
    [InlineData("cloudflare-1014.test", "Status", "another Cloudflare account", "the account that has the zone of cloudflare-1014.test")]
    [InlineData("cloudflare-1016.test", "Status", "does not resolve", "a name that exists")]
    [InlineData("cloudflare-challenge.test", "Status", "not browsers", "Skip")]
    [InlineData("cloudflare-1010.test", "Status", "Browser Integrity Check", "Browser Integrity Check off")]
    [InlineData("cloudflare-access.test", "Status", "Access asks visitors to sign in", "Bypass")]
    [InlineData("cloudflare-redirect.test", "Status", "https://www.cloudflare-redirect.test/", "exclude mta-sts.cloudflare-redirect.test from redirect rules")]
    [InlineData("cloudflare-html.test", "MediaType", "labeled as a web page", "new Response(policy")]
    [InlineData("cloudflare-placeholder.test", "Lookup", "the record is not proxied", "orange cloud")]
    [InlineData("cloudflare-1015.test", "Status", "Retry-After: 60", "rate limiting rule")]
    [InlineData("github-certificate.test", "Certificate", "custom domain is not set in the repository", "Settings, Pages")]
    [InlineData("github-404.test", "Status", "leaves out folders whose name begins with a dot", ".nojekyll")]
    [InlineData("staticapp-404.test", "Status", "Azure Static Web Apps", "output_location")]
    [InlineData("staticapp-certificate.test", "Certificate", "custom domain is not added", "Custom domains, add mta-sts.staticapp-certificate.test")]
    [InlineData("frontdoor-404.test", "Status", "not associated with a route", "associate mta-sts.frontdoor-404.test")]
    [InlineData("storage-certificate.test", "Certificate", "own name only", "Azure Front Door in front")]
    [InlineData("netlify-404.test", "Status", "has no site for mta-sts.netlify-404.test", "Domain management")]
    [InlineData("vercel-404.test", "Status", "not assigned to a project", "Settings, Domains")]
    [InlineData("s3-refused.test", "Connect", "website endpoints do not answer it at all", "CloudFront distribution in front of the bucket")]
    [InlineData("s3-403.test", "Status", "The bucket behind CloudFront refuses", "origin access control")]
    [InlineData("cloudfront-certificate.test", "Certificate", "alternate domain name", "us-east-1")]
    [InlineData("http-429.test", "Status", "Status 429 with Retry-After: 120", "another network")]
    [InlineData("http-503-later.test", "Status", "Status 503 with Retry-After: 120", "another network")]
    [InlineData("http-coded-utf8.test", "Status", "'Content-Encoding: UTF-8', but the text is readable", "Remove the header")]
    [InlineData(
        "http-coded-aws.test", "Status", "'Content-Encoding: aws-chunked', but the text is readable",
        "metadata Content-Encoding from the object in the S3 bucket")]
    [InlineData("http-packed-br.test", "Status", "Senders that do not ask for it cannot read the policy", "without compression")]
    public async Task The_cause_and_the_fix(string domain, string check, string detail, string fix)
    {
        var result = await lab.Checker().TestAsync(domain, new TestOptions { SkipStartTls = true }, CancellationToken.None);
        var seen = result.Checks.Single(c => c.Id == "PolicyHost." + check);
        Assert.Contains(detail, seen.Detail, StringComparison.Ordinal);
        Assert.Contains(fix, seen.Fix, StringComparison.Ordinal);
        Assert.Contains(fix, string.Join(" ", result.Advice), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_domain_of_the_group_is_tested()
    {
        var tested = typeof(HostedDomainTests).GetMethod(nameof(The_cause_and_the_fix))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>().Select(row => (string)row.GetData(null!).Single()[0]);
        Assert.Equal(HostedDomains.All.Select(d => d.Name).OrderBy(n => n, StringComparer.Ordinal), tested.OrderBy(n => n, StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_published_policy_shows_the_answer()
    {
        var seen = await lab.Checker().GetPolicyAsync("cloudflare-challenge.test", CancellationToken.None);
        Assert.Equal(("HTTP/1.1 403 Forbidden", 403, "cloudflare", "Cloudflare"), (seen.StatusLine, seen.HttpStatus, seen.Server, seen.HostedBy));
        Assert.Contains("cf-mitigated: challenge", seen.Headers);
        Assert.Contains("CF-RAY: 9a1b2c3d4e5f6789-FRA", seen.Headers);
        Assert.Equal("Just a moment...", seen.PageText);
        Assert.Contains("not browsers", seen.Cause, StringComparison.Ordinal);
        Assert.Contains("Skip", seen.Fix, StringComparison.Ordinal);
        Assert.Equal(seen.Address, seen.Addresses.Single());

        var pages = await lab.Checker().GetPolicyAsync("pages-522.test", CancellationToken.None);
        Assert.Equal(["contoso-522.pages.dev"], pages.Cnames);
        Assert.Equal("Cloudflare Pages", pages.HostedBy);

        var moved = await lab.Checker().GetPolicyAsync("cloudflare-redirect.test", CancellationToken.None);
        Assert.Equal("https://www.cloudflare-redirect.test/", moved.Location);

        var later = await lab.Checker().GetPolicyAsync("http-503-later.test", CancellationToken.None);
        Assert.Equal("120", later.RetryAfter);
        Assert.Contains("others may get the policy", later.Problem, StringComparison.Ordinal);

        var coded = await lab.Checker().GetPolicyAsync("http-coded-utf8.test", CancellationToken.None);
        Assert.Equal(("UTF-8", true, ""), (coded.ContentEncoding, coded.IsValid, coded.PageText));

        var healthy = await lab.Checker().GetPolicyAsync("healthy.test", CancellationToken.None);
        Assert.Equal(
            ("HTTP/1.1 200 OK", "text/plain; charset=utf-8", "", "", "", ""),
            (healthy.StatusLine, healthy.ContentType, healthy.HostedBy, healthy.Cause, healthy.Fix, healthy.PageText));
    }
}
