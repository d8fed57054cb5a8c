using System;
using System.Collections.Generic;
using System.Linq;
using static MtaSts.PolicyFetching.HostFault;

namespace MtaSts.PolicyFetching;

/// <summary>The ways in which policies behind Cloudflare fail, and the dashboard setting that is the cause.</summary>
internal static class CloudflareRules
{
    private const string AddCustomDomain =
        "In the Cloudflare dashboard open Workers & Pages, the Pages project, Custom domains, and add <host> there; wait until it is Active. "
            + "A CNAME alone is not enough.";
    private const string AddToWorker =
        "In the Cloudflare dashboard open Workers & Pages, the Worker, Settings, Domains & Routes, and add <host> as a custom domain. "
            + "First remove the DNS record of <host>: the custom domain creates its own, and is refused if a CNAME exists.";
    private const string Exempt =
        "In the Cloudflare dashboard open Security rules and create a custom rule for the hostname <host> whose action is Skip (with the managed rules, "
            + "Super Bot Fight Mode and Browser Integrity Check selected), and turn Browser Integrity Check off for that hostname with a configuration "
            + "rule. Bot Fight Mode cannot be skipped: turn it off.";

    /// <summary>Cloudflare Pages, recognized by the CNAME to *.pages.dev.</summary>
    public static WebHost Pages { get; } = new("Cloudflare Pages", ["pages.dev"],
    [
        new(Address, facts => facts.Addresses.Count == 0,
            "The CNAME leads to <target>, a name of Cloudflare Pages that has no address: the project was deleted or renamed, or the name is misspelled.",
            "Point the CNAME of <host> to the name that the project shows in Workers & Pages, and add <host> under the project's Custom domains."),
        .. Mitigations(),
        .. Errors("its Pages Function"),
        new(Connection, Always, NotAdded, AddCustomDomain),
        new(Handshake, Always, NotAdded, AddCustomDomain),
        new(OtherName, Always, NotAdded, AddCustomDomain),
        new(Status, facts => facts.Status == 522, NotAdded, AddCustomDomain),
        new(Status, facts => facts.Status == 404, "The Pages project answers but does not have this file.",
            "The file must be .well-known/mta-sts.txt in the project's build output directory, with the dot at the beginning of the folder's name. "
                + "Put it there and deploy again."),
        .. Redirects(),
        new(Page, Always, "The Pages project answers with its own page: without a 404.html, Pages serves index.html for every missing file.",
            "The file must be .well-known/mta-sts.txt in the project's build output directory. Put it there and deploy again; add a 404.html."),
        new(MediaType, Always, "The media type is set by the project.",
            "Name the file mta-sts.txt, or set 'Content-Type: text/plain' for /.well-known/mta-sts.txt in the project's _headers file or in the Response of "
                + "its Function."),
    ]);

    /// <summary>Cloudflare Workers, recognized by the CNAME to *.workers.dev.</summary>
    public static WebHost Workers { get; } = new("Cloudflare Workers", ["workers.dev"],
    [
        .. Mitigations(),
        .. Errors("the Worker").Where(rule => rule.Fault != Status || !rule.Cause.StartsWith("The CNAME", StringComparison.Ordinal)),
        .. new[] { Address, Connection, Handshake, OtherName }.Select(fault => new HostRule(fault, Always, WorkersName, AddToWorker)),
        new(Status, facts => facts.Status is 404 or 403 or 409 or >= 520, WorkersName, AddToWorker),
    ]);

    /// <summary>Cloudflare in front of another server, recognized by the answer or the addresses.</summary>
    public static WebHost Proxy { get; } = new("Cloudflare", ["cdn.cloudflare.net"],
    [
        new(Address, facts => facts.Addresses.Any(CloudflareAddresses.IsPlaceholder),
            "The address is a placeholder that only Cloudflare's proxy replaces. It is in public DNS, so the record is not proxied (the cloud is grey), or "
                + "the whole zone is paused.",
                "In the Cloudflare dashboard open DNS, Records, edit the record of <host> and turn its proxy status on (orange cloud). "
                    + "If the zone is paused, open its Overview and choose Enable Cloudflare on Site. If Cloudflare should not serve <host>, give it the "
                    + "real address of its server."),
        .. Mitigations(),
        .. Errors("the Worker"),
        new(Handshake, _ => true,
            "Cloudflare has no certificate for <host> yet: the name is not active yet, or it is deeper below the zone than the one label that "
                + "Universal SSL covers.",
                "In the Cloudflare dashboard open SSL/TLS, Edge Certificates, and check that a certificate for <host> is Active. "
                    + "A custom domain of a Worker or of a Pages project orders one automatically, however deep the name is."),
        new(OtherName, _ => true, "Cloudflare answers with the certificate of another name.",
            "In the Cloudflare dashboard add <host> as a custom domain to the Pages project or Worker, or, for a proxied record, check under SSL/TLS, Edge "
                + "Certificates, that a certificate covers <host>."),
        new(Status, facts => facts.Status == 522,
            "Cloudflare reaches no server behind <host>: no Worker has the route <host>/*, and no Worker or Pages project has the custom domain <host>.",
            "For a Worker open Workers & Pages in the Cloudflare dashboard, the Worker, Settings, Domains & Routes; remove the DNS record of <host> and add "
                + "<host> as a custom domain, or keep a proxied record (AAAA 100::) and add the route <host>/* there. "
                + "For a Pages project add <host> under its Custom domains. For your own server, open its firewall to Cloudflare's addresses."),
        new(Status, facts => facts.Status is >= 520 and <= 527, "Cloudflare got no valid answer from the server behind <host>.",
            "Make sure that the server behind <host> runs, answers HTTPS with a valid certificate, and lets Cloudflare's addresses in. "
                + "If a Worker or a Pages project should serve the policy, add <host> as its custom domain instead."),
        new(Status, facts => facts.Status == 404,
            "The answer comes through Cloudflare from a Worker, a Pages project or a server, which has nothing at this path.",
            "Pages: the file must be .well-known/mta-sts.txt in the build output directory. Worker: it must answer the path /.well-known/mta-sts.txt. "
                + "Your own server: put the file there; if that server serves it, purge Cloudflare's cache of the URL."),
        .. Redirects(),
        new(Page, Always, "Behind Cloudflare a Worker, a Pages project or a server answers with a page for every path.",
            "Pages: put the file at .well-known/mta-sts.txt of the build output directory. Worker: answer the path /.well-known/mta-sts.txt with the "
                + "policy. Your own server: put the file there."),
        new(MediaType, facts => facts.HoldsPolicy && facts.Headers.Has("Content-Type", "html"), "The policy is correct, but it is labeled as a web page.",
            "In the Worker set the header in the Response: new Response(policy, { headers: { 'Content-Type': 'text/plain' } }). Your own server: "
                + "set the type for this file there."),
    ])
    {
        IsSeen = facts =>
            IsAnswer(facts)
                || facts.Addresses.Any(
                    address => CloudflareAddresses.IsProxy(address) || (facts.Fault == Address && CloudflareAddresses.IsPlaceholder(address))),
    };

    /// <summary>True when Cloudflare itself generated the answer: the site or server behind it has not seen the request.</summary>
    public static bool IsOwnError(HostFacts facts) => IsAnswer(facts)
        && (facts.Headers.Has("cf-error-type") || facts.Headers.Has("cf-error-origin") || facts.Headers.Has("cf-mitigated") || Code(facts) is not null
            || facts.Status is >= 520 and <= 530);

    private const string NotAdded = "The CNAME leads to <target>, and the Pages project does not know <host>: the custom domain is not added to the project.";
    private const string WorkersName = "The CNAME leads to <target>. A Worker cannot be reached this way: workers.dev answers for its own names only.";

    private static bool IsAnswer(HostFacts facts) => facts.Headers.Has("Server", "cloudflare") || facts.Headers.Has("cf-ray");

    private static int? Code(HostFacts facts) => IsAnswer(facts) && facts.Status != 200 && facts.Page.ErrorCode is { } code && code >= 1000 ? code : null;

    private static bool Always(HostFacts facts) => true;

    private static Func<HostFacts, bool> HasCode(params int[] codes) => facts => Code(facts) is { } code && Array.IndexOf(codes, code) >= 0;

    /// <summary>Requests that Cloudflare blocks before they reach the site.</summary>
    private static IEnumerable<HostRule> Mitigations() =>
    [
        new(Status, HasCode(1015), "A rate limiting rule of the zone blocks this visitor (error 1015).", "Exclude <host> from the rate limiting rule.") {
            MayConcernUsAlone = true },
        new(Status, HasCode(1005, 1006, 1007, 1008, 1009, 1106), "A rule of the zone refuses the address or country that this test comes from.",
            "In the Cloudflare dashboard exempt <host> under Security rules: mail servers fetch the policy from any country and network.") {
                MayConcernUsAlone = true },
        new(Status, facts => facts.Headers.Has("cf-mitigated") || HasCode(1010, 1020)(facts),
            "A bot rule, a firewall rule or the Browser Integrity Check stops visitors that are not browsers, and mail servers are not browsers.", Exempt),
        new(Status, facts => facts.Status == 302 && facts.Headers.Has("Location", "cloudflareaccess.com"),
            "Cloudflare Access asks visitors to sign in. Mail servers cannot.",
            "In Cloudflare Zero Trust, Access, Applications, remove <host> from the application, or give the path /.well-known/mta-sts.txt a policy whose "
                + "action is Bypass and that includes everyone."),
        new(Status, facts => IsAnswer(facts) && facts.Status == 403 && Code(facts) is null,
            "A bot rule or the Browser Integrity Check of Cloudflare, or the server behind it, refuses visitors that are not browsers.", Exempt),
    ];

    /// <summary>The numbers on Cloudflare's own error pages.</summary>
    private static IEnumerable<HostRule> Errors(string script) =>
    [
        new(Status, HasCode(1101), $"Error 1101: {script} throws an exception.",
            "In the Cloudflare dashboard open Workers & Pages, the project, Logs, and correct the script; it must return the policy without calling "
                + "anything else."),
        new(Status, HasCode(1102), $"Error 1102: {script} uses more CPU time than allowed.",
            "Make the script return the policy as a constant, without calling anything else."),
        new(Status, HasCode(1027), "Error 1027: the 100,000 requests per day of the free Workers plan are used up; nobody gets the policy until midnight UTC.",
            "Move to the paid Workers plan, or serve the policy as a file with Cloudflare Pages, whose files do not count."),
        new(Status, HasCode(1042), "Error 1042: the Worker fetches another Worker of its own zone, which Cloudflare does not allow.",
            "Make the Worker return the policy itself, bind the other Worker to it (service binding), or set the compatibility flag "
                + "global_fetch_strictly_public."),
        new(Status, HasCode(1019), "Error 1019: the Worker fetches its own URL, so it calls itself endlessly.", "Make the Worker return the policy itself."),
        new(Status, HasCode(1014), "Error 1014: the CNAME of <host> leads into the zone of another Cloudflare account.",
            "Serve the policy from a Worker or Pages project in the account that has the zone of <domain>, or point the record to the host without the "
                + "proxy (grey cloud). For a Pages project in the other account: add <host> there under Custom domains."),
        new(Status, HasCode(1016), "Error 1016: the target of the record of <host> does not resolve.",
            "In the Cloudflare dashboard open DNS, Records, and point the CNAME of <host> to a name that exists: the *.pages.dev name of the project. "
                + "For a Worker: remove the record and add <host> as its custom domain."),
        new(Status, HasCode(1000, 1002), "The record of <host> points to an address of Cloudflare itself, or to one that is not allowed.",
            "Point the record to the server itself. For a Worker or a Pages project: add <host> as its custom domain."),
        new(Status, HasCode(1001, 1018, 1023),
            "Cloudflare does not know <host> (yet): the zone is not active yet, or the CNAME leads to Cloudflare without a custom domain there.",
            "In the Cloudflare dashboard check that the zone of <domain> is Active, and add <host> as a custom domain to the Worker or the Pages project."),
        new(Status, HasCode(1033), "Error 1033: the Cloudflare Tunnel behind <host> is not running.",
            "Start cloudflared on the server, or serve the policy from a Worker or a Pages project."),
        new(Status, facts => IsAnswer(facts) && facts.Status == 530 && Code(facts) is null, "Cloudflare cannot find the server behind <host> in DNS (530).",
            "In the Cloudflare dashboard open DNS, Records, and point the record of <host> to a name that exists and that the same account may use."),
    ];

    private static IEnumerable<HostRule> Redirects() =>
    [
        new(Status, facts => facts.Status is >= 300 and < 400,
            "Behind Cloudflare, a redirect rule of the zone, the Worker or the server redirects every visitor; senders do not follow.",
            "In the Cloudflare dashboard open Rules and exclude <host> from redirect rules, page rules and bulk redirects. "
                + "If the Worker or the server redirects, make it answer /.well-known/mta-sts.txt itself."),
    ];
}
