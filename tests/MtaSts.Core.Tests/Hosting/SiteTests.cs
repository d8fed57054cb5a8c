using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Hosting;
using MtaSts.Policies;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Hosting;

public class SiteTests
{
    public static TheoryData<SiteKind> Kinds => [.. Enum.GetValues<SiteKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_site_has_a_readme_and_ascii_files_with_plain_paths(SiteKind kind)
    {
        var files = Site.FilesFor(kind, Plan("contoso.com"));
        Assert.Contains(files, f => f.Path == "README.md");
        Assert.Equal(files.Count, files.Select(f => f.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(files, f => Assert.Matches("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$", f.Path));
        Assert.All(files, f => Assert.All(f.Text, c => Assert.InRange(c, '\t', '~')));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_policy_is_written_unchanged_to_the_octet(SiteKind kind)
    {
        var plan = Plan("contoso.com");
        var text = plan.Domains[0].PolicyText;
        Assert.Equal("version: STSv1\r\nmode: testing\r\nmx: mail.contoso.com\r\nmax_age: 86400\r\n", text);
        var files = Site.FilesFor(kind, plan);
        if (kind == SiteKind.CloudflareWorker)
        {
            Assert.Contains(
                text.Replace("\r\n", "\\r\\n", StringComparison.Ordinal), files.Single(f => f.Path == "src/worker.mjs").Text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(text, files.Single(f => f.Path.EndsWith(".well-known/mta-sts.txt", StringComparison.Ordinal)).Text);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_readme_has_the_records_in_the_correct_order(SiteKind kind)
    {
        var readme = Site.FilesFor(kind, Plan("contoso.com")).Single(f => f.Path == "README.md").Text;
        Assert.Contains("| contoso.com | _mta-sts | TXT | 300 | `v=STSv1; id=20260101000000;` |", readme, StringComparison.Ordinal);
        Assert.Contains("| contoso.com | mta-sts | ", readme, StringComparison.Ordinal);
        Assert.True(readme.IndexOf("Get-MtaStsPolicy contoso.com", StringComparison.Ordinal) < readme.IndexOf("change the id", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_step_of_the_readme_occurs_twice(SiteKind kind)
    {
        var steps = Steps(kind, Plan("contoso.com"));
        Assert.Single(
            steps,
            step => step.Contains("DNS records of the policy hosts", StringComparison.Ordinal)
                || step.Contains("DNS record of the policy host", StringComparison.Ordinal));
        Assert.Equal(steps.Count, steps.Distinct().Count());
    }

    [Theory]
    [InlineData(SiteKind.Nginx, "certbot certonly --nginx -d mta-sts.contoso.com` and `certbot certonly --nginx -d mta-sts.fabrikam.com`")]
    [InlineData(SiteKind.Apache, "certbot certonly --apache -d mta-sts.contoso.com` and `certbot certonly --apache -d mta-sts.fabrikam.com`")]
    [InlineData(SiteKind.IIS, "Get a certificate for each host")]
    public void For_your_own_server_the_steps_put_DNS_and_port_80_before_the_certificate(SiteKind kind, string certificate)
    {
        var steps = Steps(kind, Plan("contoso.com", "fabrikam.com"));
        var dns = steps.FindIndex(step => step.StartsWith("Publish the DNS records of the policy hosts", StringComparison.Ordinal));
        var order = steps.FindIndex(step => step.Contains(certificate, StringComparison.Ordinal));
        Assert.InRange(dns, 0, order - 1);
        Assert.Contains("port 80", steps[dns], StringComparison.Ordinal);
        Assert.Contains("Senders use only port 443", steps[dns], StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_of_the_Worker_has_dashboard_steps_wrangler_steps_and_the_limit_of_the_plan()
    {
        var plan = new SitePlan([Domain("contoso.com"), Domain("mail.fabrikam.com", "mx.fabrikam.com", "fabrikam.com")], []);
        var readme = Site.FilesFor(SiteKind.CloudflareWorker, plan).Single(f => f.Path == "README.md").Text;
        var deploy = Assert.Single(Steps(SiteKind.CloudflareWorker, plan), step => step.Contains("npx wrangler deploy", StringComparison.Ordinal));
        Assert.Contains("In the dashboard: under Workers & Pages", deploy, StringComparison.Ordinal);
        Assert.Contains(
            "`mta-sts.contoso.com/*` in the zone `contoso.com`, `mta-sts.mail.fabrikam.com/*` in the zone `fabrikam.com`", deploy, StringComparison.Ordinal);
        Assert.All(
            ["100,000 requests per day", "1027", "no Cache-Control header", "Browser Integrity Check off for `mta-sts.contoso.com`", "Bot Fight Mode"],
            words => Assert.Contains(words, readme, StringComparison.Ordinal));
        Assert.DoesNotContain(
            "cache-control", Site.FilesFor(SiteKind.CloudflareWorker, plan).Single(f => f.Path == "src/worker.mjs").Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(SiteKind.CloudflarePages, "contoso.pages.dev", "CNAME")]
    [InlineData(SiteKind.GitHubPages, "contoso.github.io", "CNAME")]
    [InlineData(SiteKind.Nginx, "192.0.2.1", "A")]
    [InlineData(SiteKind.CloudflareWorker, "192.0.2.1", "AAAA")] // always 100::, proxied
    public void The_readme_lists_the_records_of_a_site(SiteKind kind, string target, string type)
    {
        var readme =
            Site.FilesFor(kind, new SitePlan([Domain("contoso.com")], [target])).Single(file => file.Path.EndsWith("README.md", StringComparison.Ordinal)).Text;
        Assert.Contains(
            $"| contoso.com | mta-sts | {type} | 3600 | `{(kind == SiteKind.CloudflareWorker ? "100::" : target)}` |", readme, StringComparison.Ordinal);
        Assert.Contains("| contoso.com | _mta-sts | TXT | ", readme, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SiteKind.GitHubPages, false, false)]
    [InlineData(SiteKind.CloudflarePages, true, false)]
    [InlineData(SiteKind.AzureStaticWebApp, true, false)]
    [InlineData(SiteKind.CloudflareWorker, true, true)]
    [InlineData(SiteKind.Nginx, true, true)]
    [InlineData(SiteKind.Apache, true, true)]
    [InlineData(SiteKind.Caddy, true, true)]
    [InlineData(SiteKind.IIS, true, true)]
    public void A_site_serves_as_many_domains_as_its_host_allows(SiteKind kind, bool withOnePolicy, bool withSeveral)
    {
        var same = new SitePlan([Domain("contoso.com", "mx.contoso.com"), Domain("fabrikam.com", "mx.contoso.com")], []);
        Assert.Equal(withOnePolicy, Site.CheckCapacity(kind, same) is null);
        Assert.Equal(withSeveral, Site.CheckCapacity(kind, Plan("contoso.com", "fabrikam.com")) is null);
        if (!withSeveral) Assert.Throws<ArgumentException>(() => Site.FilesFor(kind, Plan("contoso.com", "fabrikam.com")));
    }

    [Fact]
    public void Azure_static_web_app_configuration_keeps_to_its_schema()
    {
        var file = Site.FilesFor(SiteKind.AzureStaticWebApp, Plan("contoso.com")).Single(f => f.Path == "public/staticwebapp.config.json");
        var root = JsonDocument.Parse(file.Text).RootElement;
        Assert.Equal(["routes", "mimeTypes"], root.EnumerateObject().Select(p => p.Name));
        var route = root.GetProperty("routes").EnumerateArray().Single();
        Assert.Equal(["route", "methods", "headers"], route.EnumerateObject().Select(p => p.Name));
        Assert.Equal("/.well-known/mta-sts.txt", route.GetProperty("route").GetString());
        Assert.Equal("text/plain; charset=utf-8", route.GetProperty("headers").GetProperty("Content-Type").GetString());
        // deployments without it are rejected
        Assert.Contains(Site.FilesFor(SiteKind.AzureStaticWebApp, Plan("contoso.com")), f => f.Path == "public/index.html");
    }

    [Fact]
    public void Github_pages_rules()
    {
        var files = Site.FilesFor(SiteKind.GitHubPages, Plan("contoso.com")).ToDictionary(f => f.Path, f => f.Text);
        Assert.Equal("mta-sts.contoso.com\n", files["CNAME"]); // only the host
        Assert.Equal("", files[".nojekyll"]); // without it .well-known is left out
        Assert.Contains("* -text", files[".gitattributes"], StringComparison.Ordinal); // Git must not change line ends
    }

    [Fact]
    public void Cloudflare_pages_rules()
    {
        var files = Site.FilesFor(SiteKind.CloudflarePages, Plan("contoso.com")).ToDictionary(f => f.Path, f => f.Text);
        Assert.Equal(
            ["/.well-known/mta-sts.txt", "  Content-Type: text/plain; charset=utf-8", "  X-Content-Type-Options: nosniff", ""],
            files["public/_headers"].Split('\n'));
        Assert.Contains("public/404.html", files.Keys); // without it every path returns 200
    }

    [Fact]
    public void Worker_routes_are_the_policy_hosts_in_their_zones()
    {
        var plan = new SitePlan([Domain("contoso.com"), Domain("mail.fabrikam.com", "mx.fabrikam.com", "fabrikam.com")], []);
        var toml = Site.FilesFor(SiteKind.CloudflareWorker, plan).Single(f => f.Path == "wrangler.toml").Text;
        Assert.Contains("  { pattern = \"mta-sts.contoso.com/*\", zone_name = \"contoso.com\" },\n", toml, StringComparison.Ordinal);
        Assert.Contains("  { pattern = \"mta-sts.mail.fabrikam.com/*\", zone_name = \"fabrikam.com\" },\n", toml, StringComparison.Ordinal);
        Assert.Contains("main = \"src/worker.mjs\"\n", toml, StringComparison.Ordinal);
    }

    [Fact]
    public void Iis_configuration_is_xml_of_known_sections()
    {
        var file = Site.FilesFor(SiteKind.IIS, Plan("contoso.com")).Single(f => f.Path == "www/mta-sts.contoso.com/web.config");
        var server = XDocument.Parse(file.Text).Root!.Element("system.webServer")!;
        string[] known = ["staticContent", "httpProtocol", "urlCompression", "httpRedirect", "defaultDocument", "directoryBrowse"];
        Assert.All(server.Elements(), e => Assert.Contains(e.Name.LocalName, known));

        // A second mimeMap for an extension is an error 500.19, unless the first one is removed.
        Assert.Equal(["remove", "mimeMap"], server.Element("staticContent")!.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("text/plain; charset=utf-8", server.Descendants("mimeMap").Single().Attribute("mimeType")!.Value);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("contoso.com/..")]
    [InlineData("contoso.com; rm -rf /")]
    [InlineData("contoso.com\nreturn 200")]
    [InlineData("contoso.com\"]]);alert(1)//")]
    [InlineData("contoso.com {")]
    [InlineData("*.contoso.com")]
    public void Domains_cannot_inject_text_into_files(string domain) => Assert.Throws<ArgumentException>(() => Domain(domain, "mail.contoso.com"));

    [Theory]
    [InlineData("evil host")]
    [InlineData("a;b")]
    [InlineData("")]
    [InlineData("1")] // some readers parse it as an address
    [InlineData("x.pages.dev|y")]
    public void Targets_cannot_inject_text_into_files(string target) => Assert.Throws<ArgumentException>(() => new SitePlan([Domain("contoso.com")], [target]));

    [Fact]
    public void A_duplicate_domain_two_aliases_and_an_invalid_policy_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => Plan("contoso.com", "CONTOSO.com"));
        Assert.Throws<ArgumentException>(() => new SitePlan([Domain("contoso.com")], ["a.test", "b.test"]));
        Assert.Throws<ArgumentException>(() => new SiteDomain("contoso.com", PolicyParser.Parse("version: STSv1"), "1"));
        Assert.Throws<ArgumentException>(() => new SiteDomain("contoso.com", PolicyBuilder.Build(PolicyMode.Testing, ["a.test"], 60), "a b"));
    }

    [Fact]
    public void Every_domain_results_in_plain_paths_and_plain_configuration() => Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text =>
    {
        foreach (var input in new[] { text!, text + ".contoso.com", "../" + text })
        {
            if (!DomainName.TryParse(input, out var name, out _)) continue;
            var plan = new SitePlan([Domain(input, "mail.contoso.com")], []);
            var files = Enum.GetValues<SiteKind>().SelectMany(kind => Site.FilesFor(kind, plan));
            if (files.Any(f => f.Path.Contains("..") || f.Path.Contains('\\') || f.Path.StartsWith('/'))
                || !name.All(c => c is '.' or '-' || char.IsAsciiLetterOrDigit(c)))
            {
                return false;
            }
        }

        return true;
    }).QuickCheckThrowOnFailure();

    internal static SiteDomain Domain(string name, string? mx = null, string? zone = null) =>
        new(name, PolicyBuilder.Build(PolicyMode.Testing, [mx ?? "mail." + name], 86400), "20260101000000", zone);

    /// <summary>The numbered steps of the README, without their numbers.</summary>
    private static List<string> Steps(SiteKind kind, SitePlan plan) =>
    [
        .. Site.FilesFor(kind, plan).Single(f => f.Path == "README.md").Text.Split('\n')
            .Where(line => line.Length > 2 && char.IsAsciiDigit(line[0]) && line.Contains(". ", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(". ", StringComparison.Ordinal) + 2)..]),
    ];

    private static SitePlan Plan(params string[] names) => new(names.Select(n => Domain(n)), []);
}
