using System.Collections.Generic;
using System.Net;
using MtaSts.Lab.Https;
using MtaSts.Lab.Net;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Scenarios;

/// <summary>Policies at services that host web sites, with the typical faults, CNAMEs, headers and error pages of these services.</summary>
public static class HostedDomains
{
    private const string Status = "PolicyHost.Status";
    private const string Certificate = "PolicyHost.Certificate";
    private const string Connect = "PolicyHost.Connect";
    private const string Lookup = "PolicyHost.Lookup";
    private const string MediaType = "PolicyHost.MediaType";
    private const string Syntax = "Policy.Syntax";

    private const string Cloudflare = "Server: cloudflare\r\nCF-RAY: 9a1b2c3d4e5f6789-FRA\r\n";
    private const string Page = "<!DOCTYPE html>\n<html><head><title>Welcome</title></head>\n<body><p>Opening hours: 9 to 5</p></body></html>\n";

    public static IReadOnlyList<LabDomain> All =>
    [
        Bad("pages-404.test", "Cloudflare Pages: the file is not in the output folder.", "contoso-policy.pages.dev",
            HttpsHost.With(Error(404, "Not Found", ""))),
        Bad("pages-522.test", "Cloudflare Pages: the CNAME exists, but the custom domain is not added to the project.", "contoso-522.pages.dev",
            HttpsHost.With(Error(522, "", "error code: 522"))),
        Bad("pages-alert.test", "Cloudflare Pages: without the custom domain the handshake ends with an alert.", "contoso-alert.pages.dev",
            HttpsHost.With(Handshake.AlertHandshakeFailure), Connect),
        Bad("pages-certificate.test", "Cloudflare Pages: without the custom domain the certificate is for another name.", "contoso-certificate.pages.dev",
            HttpsHost.With(CertificateKind.WrongName) with { Reply = Error(522, "", "error code: 522") }, Certificate, Status),
        Bad("pages-page.test", "Cloudflare Pages: a project without 404.html answers with its index.html.", "contoso-page.pages.dev",
            HttpsHost.With(Reply(200, "OK", Page, Cloudflare)), MediaType, Syntax),
        Gone("pages-deleted.test", "Cloudflare Pages: the CNAME leads to a project that was deleted.", "contoso-deleted.pages.dev"),
        Bad("workers-cname.test", "Cloudflare Workers: a CNAME leads to workers.dev, which does not serve other names.", "policy.contoso.workers.dev",
            HttpsHost.With(Handshake.AlertHandshakeFailure), Connect),
        Bad("cloudflare-522.test", "Cloudflare: a proxied placeholder, but no route of a Worker.", null, HttpsHost.With(Error(522, "", "error code: 522"))),
        Bad("cloudflare-1101.test", "Cloudflare: the Worker throws an exception.", null, HttpsHost.With(Error(500, "Internal Server Error",
            "<!DOCTYPE html><title>Worker threw exception | mta-sts.cloudflare-1101.test | Cloudflare</title>\n<span "
                + "class=\"cf-error-type\">Error</span>\n<span class=\"cf-error-code\">1101</span>\n"))),
        Bad("cloudflare-1027.test", "Cloudflare: the daily request limit of the free plan is reached.", null,
            HttpsHost.With(Error(429, "Too Many Requests", "error code: 1027"))),
        Bad("cloudflare-1042.test", "Cloudflare: the Worker fetches a Worker in the same zone.", null,
            HttpsHost.With(Error(404, "Not Found", "error code: 1042"))),
        Bad("cloudflare-1014.test", "Cloudflare: the CNAME leads into another account.", null, HttpsHost.With(Error(403, "Forbidden", "error code: 1014"))),
        Bad("cloudflare-1016.test", "Cloudflare: the target of the CNAME does not resolve.", null, HttpsHost.With(Error(530, "", "error code: 1016"))),
        Bad("cloudflare-challenge.test", "Cloudflare: a bot rule asks visitors to prove that they are browsers.", null,
            HttpsHost.With(Reply(403, "Forbidden", "<!DOCTYPE html><title>Just a moment...</title>", Cloudflare + "cf-mitigated: challenge\r\n"))),
        Bad("cloudflare-1010.test", "Cloudflare: the Browser Integrity Check rejects clients that are not browsers.", null,
            HttpsHost.With(Error(403, "Forbidden", "error code: 1010"))),
        Bad("cloudflare-access.test", "Cloudflare: Access asks visitors to sign in.", null,
            HttpsHost.With(
                Reply(302, "Found", "",
                    Cloudflare + "Location: https://contoso.cloudflareaccess.com/cdn-cgi/access/login/mta-sts.cloudflare-access.test\r\n"))),
        Bad("cloudflare-redirect.test", "Cloudflare: a redirect rule of the zone also matches the policy host.", null,
            HttpsHost.With(Reply(301, "Moved Permanently", "", Cloudflare + "Location: https://www.cloudflare-redirect.test/\r\n"))),
        new("cloudflare-html.test", "Cloudflare: the Worker serves the policy as text/html.", Expected.Works(MediaType))
        {
            PolicyHost = HttpsHost.With(Reply(200, "OK", PolicyText.Enforce("mail.cloudflare-html.test"), Cloudflare)),
        },
        Placeholder("cloudflare-placeholder.test", "Cloudflare: AAAA 100:: is visible in public DNS, so the record is not proxied."),
        new("cloudflare-1015.test", "Cloudflare: a rate limit blocks this client.", new("Unknown", "Unknown", Status))
        {
            PolicyHost = HttpsHost.With(Reply(429, "Too Many Requests", "error code: 1015", Cloudflare + "Retry-After: 60\r\n", "text/plain")),
        },
        Bad("github-certificate.test", "GitHub Pages: the custom domain is not set in the repository.", "contoso-certificate.github.io",
            HttpsHost.With(
                CertificateKind.WrongName) with {
                    Reply = Reply(404, "Not Found", "<p><strong>There isn't a GitHub Pages site here.</strong></p>", "Server: GitHub.com\r\n") }, Certificate,
                    Status),
        Bad("github-404.test", "GitHub Pages: the folder whose name begins with a dot is not published.", "contoso.github.io",
            HttpsHost.With(Reply(404, "Not Found", "<p><strong>File not found</strong></p>", "Server: GitHub.com\r\nX-GitHub-Request-Id: 1A2B:3C4D\r\n"))),
        Bad("staticapp-404.test", "Azure Static Web Apps: the file is not deployed.", "calm-sea-0123abc.2.azurestaticapps.net",
            HttpsHost.With(Reply(404, "Not Found", "<title>Azure Static Web Apps - 404: Not found</title>", ""))),
        Bad("staticapp-certificate.test", "Azure Static Web Apps: the custom domain is not added.", "calm-sea-0456def.2.azurestaticapps.net",
            HttpsHost.With(CertificateKind.WrongName), Certificate),
        Bad("frontdoor-404.test", "Azure Front Door: the domain is not associated with a route.", "contoso-a1b2c3.z01.azurefd.net",
            HttpsHost.With(Reply(404, "Not Found", Page, "X-Azure-Ref: 20261128T080000Z-1\r\nX-Cache: CONFIG_NOCACHE\r\n"))),
        Bad("storage-certificate.test", "Azure Storage: a static website has a certificate for its own name only.", "contoso.z6.web.core.windows.net",
            HttpsHost.With(CertificateKind.WrongName), Certificate),
        Bad("netlify-404.test", "Netlify: the domain is not added to a site.", "contoso.netlify.app",
            HttpsHost.With(
                Reply(404, "Not Found", "Not Found - Request ID: 01JDCONTOSO", "Server: Netlify\r\nX-Nf-Request-Id: 01JDCONTOSO\r\n", "text/plain"))),
        Bad("vercel-404.test", "Vercel: the domain is not assigned to a project.", "cname.vercel-dns.com",
            HttpsHost.With(
                Reply(404, "Not Found", "The deployment could not be found on Vercel.\n\nDEPLOYMENT_NOT_FOUND\n",
                    "Server: Vercel\r\nX-Vercel-Error: DEPLOYMENT_NOT_FOUND\r\n", "text/plain"))),
        Bad("s3-refused.test", "Amazon S3: a website endpoint does not answer HTTPS.", "mta-sts.s3-refused.test.s3-website-eu-west-1.amazonaws.com",
            HttpsHost.With(OnConnect.Refused), Connect),
        Bad("s3-403.test", "Amazon S3 behind CloudFront: the file is missing or not readable.", "d111111abcdef8.cloudfront.net",
            HttpsHost.With(
                Reply(403, "Forbidden", "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>",
                    "Server: AmazonS3\r\nX-Cache: Error from cloudfront\r\n", "application/xml"))),
        Bad("cloudfront-certificate.test", "Amazon CloudFront: the distribution does not include the name.", "d222222abcdef8.cloudfront.net",
            HttpsHost.With(CertificateKind.WrongName), Certificate),
        new("http-429.test", "The policy host answers 429, possibly for this client only.", new("Unknown", "Unknown", Status))
        {
            PolicyHost = HttpsHost.With(Reply(429, "Too Many Requests", "later", "Retry-After: 120\r\n", "text/plain")),
        },
        new("http-503-later.test", "The policy host answers 503 with Retry-After, possibly for this client only.", new("Unknown", "Unknown", Status))
        {
            PolicyHost = HttpsHost.With(Reply(503, "Service Unavailable", "later", "Retry-After: 120\r\n", "text/plain")),
        },
        new("http-coded-utf8.test", "The answer has Content-Encoding: UTF-8, but the text is readable.", Expected.Works(Status))
        {
            PolicyHost = HttpsHost.With(Reply(200, "OK", PolicyText.Enforce("mail.http-coded-utf8.test"), "Content-Encoding: UTF-8\r\n", "text/plain")),
        },
        new("http-coded-aws.test", "The answer has Content-Encoding: aws-chunked from the upload, but the text is readable.", Expected.Works(Status))
        {
            PolicyHost = HttpsHost.With(
                Reply(200, "OK", PolicyText.Enforce("mail.http-coded-aws.test"), "Server: AmazonS3\r\nContent-Encoding: aws-chunked\r\n", "text/plain")),
        },
        Bad("http-packed-br.test", "The answer has Content-Encoding: br, although the client did not ask for it.", null,
            HttpsHost.With(Reply(200, "OK", "\u000b\u0002\u0080policy\u0003", "Content-Encoding: br\r\n", "text/plain"))),
    ];

    private static HttpReply Error(int status, string reason, string body) =>
        Reply(status, reason, body, Cloudflare, body.StartsWith('<') ? "text/html" : "text/plain");

    private static HttpReply Reply(int status, string reason, string body, string headers, string mediaType = "text/html") =>
        HttpReply.Status(status, reason, body, mediaType, headers);

    private static LabDomain Bad(string name, string standsFor, string? alias, HttpsHost host, params IReadOnlyList<string> problems) =>
        new(name, standsFor, Expected.NoUsablePolicy(problems.Count == 0 ? [Status] : problems)) { PolicyHost = host, PolicyHostAlias = alias };

    private static LabDomain Gone(string name, string standsFor, string alias) =>
        new(name, standsFor, Expected.NoUsablePolicy(Lookup)) { PolicyHost = null, Dns = zone => zone.Cname("mta-sts." + name, alias) };

    private static LabDomain Placeholder(string name, string standsFor) =>
        new(name, standsFor, Expected.NoUsablePolicy(Lookup)) { PolicyHost = null, Dns = zone => zone.Address("mta-sts." + name, IPAddress.Parse("100::")) };
}
