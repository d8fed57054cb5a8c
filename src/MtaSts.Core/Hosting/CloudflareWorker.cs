using System.Collections.Generic;
using System.Linq;
using System.Text;
using MtaSts.Records;

namespace MtaSts.Hosting;

/// <summary>A Cloudflare Worker that contains the policies of any number of domains.</summary>
internal sealed class CloudflareWorker : SiteHost
{
    public override string Title => "Cloudflare Workers";

    public override string TargetPlaceholder => "100::";

    public override string RecordNote =>
        "Turn the proxy on (orange cloud) for this record: the Worker answers before the address is ever used. `100::` is a discard-only address "
            + "(RFC 6666).";

    public override IEnumerable<SiteFile> Files(SitePlan plan) =>
    [
        new("src/worker.mjs", Script(plan)),
        new("wrangler.toml", Configuration(plan)),
    ];

    public override bool PublishesHosts => true;

    public override IEnumerable<string> Steps(SitePlan plan) =>
    [
        "Publish the DNS records of the policy hosts below, each with the proxy on: a route works only for a name that exists.",
        "Deploy, in one of two ways. With wrangler: run `npx wrangler deploy` in this folder; the routes in `wrangler.toml` bind the Worker to the policy "
            + "hosts. Correct `zone_name` if a domain is not its own zone. "
            + "In the dashboard: under Workers & Pages create a Worker named `mta-sts` from the Hello World template and deploy it; "
            + "choose Edit code, replace the template's text with that of `src/worker.mjs`, and deploy again; "
            + "then, under Settings, Domains & Routes, add a route for each policy host: "
            + $"{string.Join(", ", plan.Domains.Select(d => $"`{d.Host}/*` in the zone `{d.Record.ZoneName}`"))}.",
    ];

    public override IEnumerable<string> Notes(SitePlan plan) =>
    [
        "The free plan allows 100,000 requests per day for all Workers of the account together. When they are used up, Cloudflare answers with status 429 and "
            + "error 1027 until midnight UTC, and senders find no policy. A policy is fetched again only when its id is new or its max_age is near its end, "
            + "so this Worker alone does not come near that number.",
        "The script sends no Cache-Control header, and none is needed: senders use no HTTP cache for policies (RFC 8461 section 3.3) and keep them for "
            + "max_age. With such a header a cache in between could serve an old policy after the id has changed.",
        $"Senders are programs, not browsers. Turn Browser Integrity Check off for {HostNames(plan)} with a configuration rule (Rules, Configuration "
            + $"Rules), and make sure that no custom rule, rate limit or managed challenge of the zone applies to `/{SiteFile.PolicyPath}`. "
            + "Bot Fight Mode cannot be turned off for one path: turn it off for the zone.",
        "The zone's own certificate covers names one label below the zone, such as `mta-sts.` of the zone itself. "
            + "For a domain deeper in the zone, order an advanced certificate, or add the policy host under Domains & Routes as a custom domain instead of a "
            + "route: that orders the certificate and creates the DNS record, which must not exist before.",
    ];

    public override IEnumerable<DnsRecordToPublish> HostRecords(SitePlan plan) =>
        plan.Domains.Select(d => DnsRecordWriter.PolicyHost(d.Name, TargetPlaceholder, d.Record.ZoneName));

    private static string Script(SitePlan plan) => Lines(
    [
        "// MTA-STS policies (RFC 8461), one per host. After you change a policy, change the id in its DNS record.",
        "const policies = new Map([",
        .. plan.Domains.Select(d => $"  [{Quote(d.Host)}, {Quote(d.PolicyText)}],"),
        "]);",
        "",
        "const headers = {",
        "  \"content-type\": \"text/plain; charset=utf-8\",",
        "  \"x-content-type-options\": \"nosniff\",",
        "};",
        "",
        "export default {",
        "  async fetch(request) {",
        "    const url = new URL(request.url);",
        "    const policy = policies.get(url.hostname);",
        $"    if (policy === undefined || url.pathname !== {Quote("/" + SiteFile.PolicyPath)}) {{",
        "      return new Response(\"Not found\\n\", { status: 404, headers });",
        "    }",
        "    if (request.method !== \"GET\" && request.method !== \"HEAD\") {",
        "      return new Response(\"Method not allowed\\n\", { status: 405, headers: { ...headers, allow: \"GET, HEAD\" } });",
        "    }",
        "    return new Response(request.method === \"HEAD\" ? null : policy, { status: 200, headers });",
        "  },",
        "};",
    ]);

    private static string Configuration(SitePlan plan) => Lines(
    [
        "name = \"mta-sts\"",
        "main = \"src/worker.mjs\"",
        "compatibility_date = \"2025-01-01\"",
        "workers_dev = false",
        "preview_urls = false",
        "routes = [",
        .. plan.Domains.Select(d => $"  {{ pattern = {Quote(d.Host + "/*")}, zone_name = {Quote(d.Record.ZoneName)} }},"),
        "]",
    ]);

    /// <summary>A string literal that JavaScript and TOML read alike: ASCII, everything unusual escaped.</summary>
    private static string Quote(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c == '\r') literal.Append("\\r");
            else if (c == '\n') literal.Append("\\n");
            else if (c is >= ' ' and <= '~' and not '"' and not '\\' and not '<' and not '>') literal.Append(c);
            else literal.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
        }

        return literal.Append('"').ToString();
    }
}
