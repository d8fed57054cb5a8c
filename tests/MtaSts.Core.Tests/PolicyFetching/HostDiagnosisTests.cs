using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using MtaSts.PolicyFetching;
using MtaSts.Tests.Checks;
using Xunit;

namespace MtaSts.Tests.PolicyFetching;

/// <summary>The host of a policy, the cause of its failure, and the setting to change: each row is one real failure.</summary>
public class HostDiagnosisTests
{
    [Theory]
    [InlineData("Status", "contoso.pages.dev", 404, "Server: cloudflare", "", "Cloudflare Pages", "not have this file", "build output directory")]
    [InlineData(
        "Status", "contoso.pages.dev", 522, "Server: cloudflare", "error code: 522", "Cloudflare Pages", "custom domain is not added",
        "add mta-sts.contoso.test there")]
    [InlineData("Handshake", "contoso.pages.dev", 0, "", "", "Cloudflare Pages", "custom domain is not added", "Custom domains")]
    [InlineData("OtherName", "contoso.pages.dev", 404, "Server: cloudflare", "", "Cloudflare Pages", "custom domain is not added", "Custom domains")]
    [InlineData("Address", "contoso.pages.dev", 0, "", "", "Cloudflare Pages", "deleted or renamed", "Workers & Pages")]
    [InlineData(
        "Page", "contoso.pages.dev", 200, "Server: cloudflare", "<h1>Contoso</h1>", "Cloudflare Pages", "index.html for every missing file",
        "404.html")]
    [InlineData("Status", "", 522, "Server: cloudflare", "error code: 522", "Cloudflare", "no Worker has the route mta-sts.contoso.test/*", "Domains & Routes")]
    [InlineData("Status", "", 500, "cf-ray: 8f0", "error code: 1101", "Cloudflare", "throws an exception", "Logs")]
    [InlineData(
        "Status", "", 500, "Server: cloudflare", "<span class=\"cf-error-type\">Error</span>\n<span class=\"cf-error-code\">1101</span>", "Cloudflare",
        "throws an exception", "Logs")]
    [InlineData("Status", "", 500, "Server: cloudflare", "{\"status\":500,\"error_code\":1101}", "Cloudflare", "throws an exception", "Logs")]
    [InlineData("Status", "contoso.pages.dev", 500, "Server: cloudflare", "error code: 1101", "Cloudflare Pages", "its Pages Function throws", "Logs")]
    [InlineData("Status", "", 429, "Server: cloudflare", "error code: 1027", "Cloudflare", "100,000 requests per day", "paid Workers plan")]
    [InlineData("Status", "", 404, "Server: cloudflare", "error code: 1042", "Cloudflare", "another Worker of its own zone", "service binding")]
    [InlineData(
        "Status", "", 409, "Server: cloudflare", "error code: 1014", "Cloudflare", "another Cloudflare account", "account that has the zone of contoso.test")]
    [InlineData("Status", "", 530, "Server: cloudflare", "error code: 1016", "Cloudflare", "does not resolve", "a name that exists")]
    [InlineData("Status", "", 530, "Server: cloudflare", "", "Cloudflare", "cannot find the server", "a name that exists")]
    [InlineData("Status", "", 530, "Server: cloudflare", "error code: 1033", "Cloudflare", "Tunnel", "cloudflared")]
    [InlineData(
        "Status", "", 403, "Server: cloudflare|cf-mitigated: challenge", "<title>Just a moment...</title>", "Cloudflare", "not browsers", "Bot Fight Mode")]
    [InlineData("Status", "", 503, "Server: cloudflare|cf-mitigated: challenge", "", "Cloudflare", "not browsers", "Skip")]
    [InlineData("Status", "", 403, "Server: cloudflare", "error code: 1010", "Cloudflare", "Browser Integrity Check", "Browser Integrity Check off")]
    [InlineData("Status", "", 403, "Server: cloudflare", "error code: 1020", "Cloudflare", "firewall rule", "Skip")]
    [InlineData("Status", "", 403, "Server: cloudflare", "", "Cloudflare", "or the server behind it", "Skip")]
    [InlineData(
        "Status", "", 302, "Server: cloudflare|Location: https://contoso.cloudflareaccess.com/cdn-cgi/access/login", "", "Cloudflare", "sign in", "Bypass")]
    [InlineData("Status", "", 301, "Server: cloudflare|Location: https://www.contoso.test/", "", "Cloudflare", "redirect rule", "exclude mta-sts.contoso.test")]
    [InlineData("Status", "", 404, "Server: cloudflare", "Not found", "Cloudflare", "nothing at this path", "Worker: it must answer")]
    [InlineData("Status", "", 525, "Server: cloudflare", "error code: 525", "Cloudflare", "no valid answer", "valid certificate")]
    [InlineData(
        "MediaType", "", 200, "Server: cloudflare|Content-Type: text/html", "version: STSv1", "Cloudflare", "labeled as a web page",
        "'Content-Type': 'text/plain'")]
    [InlineData(
        "Status", "contoso.workers.dev", 404, "Server: cloudflare", "", "Cloudflare Workers", "workers.dev answers for its own names only", "custom domain")]
    [InlineData("Handshake", "contoso.workers.dev", 0, "", "", "Cloudflare Workers", "workers.dev", "First remove the DNS record")]
    [InlineData("OtherName", "contoso.github.io", 404, "Server: GitHub.com", "", "GitHub Pages", "custom domain is not set", "Settings, Pages")]
    [InlineData(
        "Status", "", 404, "Server: GitHub.com", "<p><strong>There isn't a GitHub Pages site here.</strong></p>", "GitHub Pages", "has no site",
        "custom domain")]
    [InlineData("Status", "", 404, "Server: cloudflare|X-GitHub-Request-Id: 1A2B", "File not found", "GitHub Pages", "begins with a dot", ".nojekyll")]
    [InlineData(
        "OtherName", "calm-sea-012.2.azurestaticapps.net", 404, "", "", "Azure Static Web Apps", "custom domain is not added",
        "Custom domains, add mta-sts.contoso.test")]
    [InlineData("Status", "calm-sea-012.azurestaticapps.net", 404, "", "", "Azure Static Web Apps", "not have this file", "output_location")]
    [InlineData("Status", "calm-sea-012.azurestaticapps.net", 302, "Location: /.auth/login/aad", "", "Azure Static Web Apps", "sign in", "anonymous")]
    [InlineData(
        "Page", "calm-sea-012.azurestaticapps.net", 200, "Content-Type: text/html", "<h1>Contoso</h1>", "Azure Static Web Apps", "navigationFallback",
        "exclude /.well-known/*")]
    [InlineData("OtherName", "contoso-fxg.z01.azurefd.net", 404, "", "", "Azure Front Door", "not added to the profile", "validate it with the TXT record")]
    [InlineData("Status", "", 404, "X-Azure-Ref: 0abc", "", "Azure Front Door", "not associated with a route", "Domains, associate")]
    [InlineData("OtherName", "contoso.z6.web.core.windows.net", 400, "", "", "Azure Storage", "own name only", "Azure Front Door")]
    [InlineData("Status", "contoso.z6.web.core.windows.net", 404, "x-ms-error-code: WebContentNotFound", "", "Azure Storage", "not have this file", "$web")]
    [InlineData("OtherName", "contoso.netlify.app", 404, "Server: Netlify", "", "Netlify", "not added to the site", "Domain management")]
    [InlineData("Status", "", 404, "Server: Netlify", "Not Found - Request ID: 01JABC", "Netlify", "not added to one", "domain alias")]
    [InlineData("Status", "contoso.netlify.app", 404, "Server: Netlify", "<h1>Page not found</h1>", "Netlify", "not have this file", "publish directory")]
    [InlineData("Handshake", "cname.vercel-dns.com", 0, "", "", "Vercel", "not added to a project", "Settings, Domains")]
    [InlineData(
        "Status", "cname.vercel-dns.com", 404, "Server: Vercel|X-Vercel-Error: DEPLOYMENT_NOT_FOUND", "", "Vercel", "not assigned to a project",
        "Settings, Domains")]
    [InlineData("Status", "contoso.vercel.app", 404, "Server: Vercel|X-Vercel-Error: NOT_FOUND", "", "Vercel", "not have this file", "public/.well-known")]
    [InlineData("Status", "", 401, "Server: Vercel", "", "Vercel", "Deployment Protection", "production domain")]
    [InlineData("Status", "", 308, "Server: Vercel|Location: https://www.contoso.test/", "", "Vercel", "set to redirect", "No Redirect")]
    [InlineData("Connection", "contoso.s3-website-eu-west-1.amazonaws.com", 0, "", "", "Amazon S3", "own names only", "CloudFront")]
    [InlineData("Connection", "contoso.s3-website.eu-central-1.amazonaws.com", 0, "", "", "Amazon S3", "own names only", "CloudFront")]
    [InlineData(
        "OtherName", "mta-sts.s3.eu-west-1.amazonaws.com", 404, "Server: AmazonS3", "<Code>NoSuchBucket</Code>", "Amazon S3", "own names only", "us-east-1")]
    [InlineData(
        "Status", "mta-sts.contoso.test.s3.amazonaws.com", 404, "Server: AmazonS3", "<Code>NoSuchBucket</Code>", "Amazon S3", "no bucket", "CloudFront")]
    [InlineData("Status", "", 403, "Server: AmazonS3", "<Code>AccessDenied</Code>", "Amazon S3", "not public", "s3:GetObject")]
    [InlineData("OtherName", "d111111abcdef8.cloudfront.net", 403, "", "", "Amazon CloudFront", "alternate domain name", "us-east-1")]
    [InlineData(
        "Status", "", 403, "Server: CloudFront|X-Cache: Error from cloudfront", "The request could not be satisfied.", "Amazon CloudFront", "No CloudFront",
        "alternate domain name")]
    [InlineData(
        "Status", "", 403, "Server: AmazonS3|X-Cache: Error from cloudfront", "<Code>AccessDenied</Code>", "Amazon CloudFront", "bucket behind CloudFront",
        "origin access control")]
    public void The_host_its_cause_and_its_fix(string fault, string cname, int status, string headers, string body, string host, string cause, string fix)
    {
        var diagnosis = WebHostCatalogue.Diagnose(Facts(fault, cname, status, headers, body));
        Assert.NotNull(diagnosis);
        Assert.Equal(host, diagnosis.Host);
        Assert.Contains(cause, diagnosis.Cause, StringComparison.Ordinal);
        Assert.Contains(fix, diagnosis.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain('<', diagnosis.Cause + diagnosis.Fix);
    }

    [Theory]
    [InlineData("100::", "not proxied", "orange cloud")]
    [InlineData("192.0.2.1", "not proxied", "orange cloud")]
    [InlineData("::ffff:192.0.2.1", "not proxied", "orange cloud")]
    public void A_placeholder_address_in_public_DNS(string address, string cause, string fix)
    {
        var diagnosis = WebHostCatalogue.Diagnose(new HostFacts { Fault = HostFault.Address, Domain = "contoso.test", Addresses = [IPAddress.Parse(address)] });
        Assert.Equal("Cloudflare", diagnosis?.Host);
        Assert.Contains(cause, diagnosis!.Cause, StringComparison.Ordinal);
        Assert.Contains(fix, diagnosis.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("104.16.0.1", "Cloudflare", "one label that Universal SSL covers")]
    [InlineData("172.71.255.255", "Cloudflare", "Universal SSL")]
    [InlineData("2606:4700::1", "Cloudflare", "Universal SSL")]
    [InlineData("185.199.108.153", "GitHub Pages", "custom domain is not set")]
    public void An_address_identifies_the_service_when_there_is_no_answer(string address, string host, string cause)
    {
        var diagnosis =
            WebHostCatalogue.Diagnose(new HostFacts { Fault = HostFault.Handshake, Domain = "mail.contoso.test", Addresses = [IPAddress.Parse(address)] });
        Assert.Equal(host, diagnosis?.Host);
        Assert.Contains(cause, diagnosis!.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Status", "", 404, "Server: nginx", "error code: 1101", "another server's text is not Cloudflare's")]
    [InlineData("Status", "", 404, "", "", "nothing identifies the server")]
    [InlineData("Status", "pages.dev.contoso.test", 404, "Server: nginx", "", "the name has another ending")]
    [InlineData("Status", "notpages.dev", 404, "Server: nginx", "", "the name has another ending")]
    [InlineData("Connection", "ec2-1-2-3-4.amazonaws.com", 0, "", "", "not every name of Amazon is S3")]
    [InlineData("MediaType", "", 200, "Server: nginx|Content-Type: text/html", "version: STSv1", "your own server")]
    public void An_unknown_host_has_no_diagnosis(string fault, string cname, int status, string headers, string body, string reason) =>
        Assert.True(WebHostCatalogue.Diagnose(Facts(fault, cname, status, headers, body)) is null, reason);

    [Theory]
    [InlineData("173.0.0.1")]
    [InlineData("172.80.0.1")]
    [InlineData("2606:4701::1")]
    [InlineData("100:0:0:1::")]
    [InlineData("192.0.2.2")]
    public void Addresses_outside_the_ranges_of_Cloudflare_are_not_recognized(string address) =>
        Assert.False(CloudflareAddresses.IsProxy(IPAddress.Parse(address)) || CloudflareAddresses.IsPlaceholder(IPAddress.Parse(address)));

    [Fact]
    public void A_rate_limit_may_concern_one_client_and_an_exhausted_plan_concerns_everyone()
    {
        Assert.True(WebHostCatalogue.Diagnose(Facts("Status", "", 429, "Server: cloudflare", "error code: 1015"))!.MayConcernUsAlone);
        Assert.False(WebHostCatalogue.Diagnose(Facts("Status", "", 429, "Server: cloudflare", "error code: 1027"))!.MayConcernUsAlone);
    }

    [Theory]
    [InlineData("error code: 1101", 1101)]
    [InlineData("<h1>Error 1016</h1>", 1016)]
    [InlineData("an error, and error code 522.", 522)]
    [InlineData("{\"error_code\": 1042}", 1042)]
    [InlineData("error 12", null)]
    [InlineData("error 123456", null)]
    [InlineData("error", null)]
    [InlineData("<error", null)]
    [InlineData("", null)]
    public void The_number_on_an_error_page(string page, int? code) => Assert.Equal(code, PageText.Read(page).ErrorCode);

    [Fact]
    public void Header_fields_are_limited_and_the_first_field_of_a_name_counts()
    {
        var many = Enumerable.Range(0, 1000).Select(i => new KeyValuePair<string, string>("CF-" + i, new string('x', 5000)));
        var headers = new HttpHeaders([new("SERVER", "one"), new("Server", "two"), new("Set-Cookie", "secret"), .. many]);
        Assert.Equal("one", headers["server"]);
        Assert.False(headers.Has("Set-Cookie"));
        Assert.Equal(40, headers.Fields.Count);
        Assert.All(headers.Fields, field => Assert.True(field.Value.Length <= 500));
    }

    private static HostFacts Facts(string fault, string cname, int status, string headers, string body) => new()
    {
        Fault = Enum.Parse<HostFault>(fault),
        Domain = "contoso.test",
        Cnames = cname.Length == 0 ? [] : [cname],
        Status = status == 0 ? null : status,
        Headers = SampleScan.Headers(headers),
        Page = PageText.Read(body),
        HoldsPolicy = body.StartsWith("version:", StringComparison.Ordinal),
    };
}
