using System;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>PolicyHost and Policy checks.</summary>
public class PolicySideCheckTests
{
    private const string Host = "mta-sts." + SampleScan.Domain;

    [Fact]
    public void PolicyHost_Lookup()
    {
        const string Id = "PolicyHost.Lookup";
        new SampleScan().Says(Id, CheckStatus.Pass, "127.0.0.1");
        Lookup(SampleScan.Lookup(Host, null)).Says(Id, CheckStatus.Fail, "has no address", "sts-policy-fetch-error");
        Lookup(SampleScan.Lookup(Host, null, DnsStatus.NoData)).Says(Id, CheckStatus.Fail, "has no address");
        Lookup(SampleScan.Lookup(Host, null, DnsStatus.ServFail)).Says(Id, CheckStatus.Unknown, "ServFail", "");
        Lookup(SampleScan.Lookup(Host, null, DnsStatus.CnameLoop)).Says(Id, CheckStatus.Fail, "lead to no address");
        Lookup(SampleScan.Lookup(Host, null, DnsStatus.NxDomain, "gone.hosting.test")).Says(Id, CheckStatus.Fail, "Anyone who can register that name");
        Failed(FetchFailure.PrivateAddress).Says(Id, CheckStatus.Fail, "It went wrong.");
        var named = new SampleScan {
            Policy = null,
            Fetch = SampleScan.NotFetched(FetchFailure.PrivateAddress, error: Host + " has only addresses that senders cannot reach: 10.0.0.1 (private)") };
        Assert.StartsWith(Host + " has only", named.Says(Id, CheckStatus.Fail, "10.0.0.1").Detail, StringComparison.Ordinal);
        new SampleScan { Fetch = SampleScan.NotFetched(FetchFailure.Http, proxy: new Uri("http://proxy.test:8080")), Policy = null }.Says(
            Id, CheckStatus.Skipped, "proxy");
        new SampleScan { IsPreflight = true, Fetch = null, Sts = null }.Says(Id, CheckStatus.Skipped, "not published");
        new SampleScan {
            Sts = SampleScan.None("_mta-sts." + SampleScan.Domain), Fetch = SampleScan.NotFetched(FetchFailure.Lookup, SampleScan.Lookup(Host, null)),
            Policy = null }.Says(Id, CheckStatus.Skipped, "no policy host");
    }

    [Theory]
    [InlineData("Retry-After: 120", 429, CheckStatus.Unknown, "Status 429 with Retry-After: 120. The host refuses this visitor for now")]
    [InlineData("Server: nginx", 429, CheckStatus.Unknown, "Status 429. The host refuses this visitor for now")]
    [InlineData("Retry-After: Sat, 28 Nov 2026 09:00:00 GMT", 503, CheckStatus.Unknown, "Status 503 with Retry-After: Sat, 28 Nov 2026 09:00:00 GMT")]
    [InlineData("Server: nginx", 503, CheckStatus.Fail, "Status 503.")]
    [InlineData("Retry-After: 120", 404, CheckStatus.Fail, "Status 404.")]
    [InlineData("Server: cloudflare|cf-mitigated: challenge|Retry-After: 1", 503, CheckStatus.Fail, "not browsers")]
    [InlineData("X-Cache: Error from cloudfront|Retry-After: 1", 503, CheckStatus.Unknown, "refuses this visitor")]
    [InlineData("X-Cache: Error from cloudfront", 503, CheckStatus.Fail, "Amazon CloudFront: CloudFront gets no valid answer")]
    [InlineData("Retry-After: \u001b[31m1", 429, CheckStatus.Unknown, "Retry-After: \\u001b[31m1")]
    public void A_status_that_may_concern_one_client_only(string headers, int status, CheckStatus expected, string detail)
    {
        var observed = new SampleScan { Fetch = SampleScan.Fetched("later", status, headers: headers), Policy = null };
        observed.Says("PolicyHost.Status", expected, detail);
        Assert.Equal(expected == CheckStatus.Unknown, observed.Fetch.MayConcernUsAlone);
    }

    [Theory]
    [InlineData("UTF-8", CheckStatus.Warning, "readable without decoding")]
    [InlineData("aws-chunked", CheckStatus.Warning, "readable without decoding")]
    [InlineData("identity", CheckStatus.Warning, "readable without decoding")]
    [InlineData("utf8, identity", CheckStatus.Warning, "readable without decoding")]
    [InlineData("gzip", CheckStatus.Fail, "Senders that do not ask for it cannot read")]
    [InlineData("br", CheckStatus.Fail, "Senders that do not ask for it cannot read")]
    [InlineData("UTF-8, GZIP", CheckStatus.Fail, "Senders that do not ask for it cannot read")]
    [InlineData("", CheckStatus.Pass, "Status 200")]
    public void A_content_coding(string coding, CheckStatus expected, string detail)
    {
        var observed = new SampleScan { Fetch = SampleScan.Fetched(SampleScan.PolicyText(), headers: coding.Length == 0 ? "" : "Content-Encoding: " + coding) };
        observed.Says("PolicyHost.Status", expected, detail);
        Assert.Equal(expected != CheckStatus.Fail, observed.Fetch.IsUsable);
        Assert.Equal(expected != CheckStatus.Fail, FetchProblem.Read(observed.Fetch) is { IsValid: true });
    }

    [Fact]
    public void An_answer_that_a_content_coding_makes_unreadable_is_not_a_policy()
    {
        var fetch = SampleScan.Fetched("\u0001\u0002\u0003", headers: "Content-Encoding: secret");
        Assert.True(fetch.IsEncoded);
        Assert.Null(FetchProblem.Read(fetch));
        Assert.Contains("Content-Encoding: secret", FetchProblem.Describe(fetch, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contoso.pages.dev", "Server: cloudflare", 404, "PolicyHost.Status", "Cloudflare Pages: The Pages project answers", "build output directory")]
    [InlineData("contoso.pages.dev", "Server: cloudflare", 522, "PolicyHost.Status", "custom domain is not added", "add mta-sts.contoso.test there")]
    [InlineData("contoso.github.io", "Server: GitHub.com", 404, "PolicyHost.Status", "GitHub Pages", ".nojekyll")]
    public void The_cause_and_the_fix_of_the_host(string cname, string headers, int status, string id, string detail, string fix) =>
        Assert.Contains(
            fix,
            new SampleScan { Fetch = SampleScan.Fetched("no", status, headers: headers, alias: cname), Policy = null }.Says(id, CheckStatus.Fail, detail).Fix,
            StringComparison.Ordinal);

    [Fact]
    public void The_cause_is_shown_for_a_host_with_a_wrong_certificate_or_without_TLS()
    {
        var certificate = new SampleScan {
            Fetch = SampleScan.Fetched(SampleScan.Certificate(Host, 60, CertificateProblem.NameMismatch), alias: "contoso.pages.dev"), Policy = null };
        Assert.Contains("Custom domains", certificate.Says("PolicyHost.Certificate", CheckStatus.Fail, "Cloudflare Pages").Fix, StringComparison.Ordinal);
        var expired = new SampleScan {
            Fetch = SampleScan.Fetched(SampleScan.Certificate(Host, -1, CertificateProblem.Expired), alias: "contoso.pages.dev"), Policy = null };
        Assert.Contains("Renew", expired.Says("PolicyHost.Certificate", CheckStatus.Fail, "not valid").Fix, StringComparison.Ordinal);
        var alert = new SampleScan {
            Fetch = SampleScan.NotFetched(FetchFailure.Tls, SampleScan.Lookup(Host, alias: "contoso.pages.dev"), tls: TlsFailure.Alert), Policy = null };
        Assert.Contains("Custom domains", alert.Says("PolicyHost.Connect", CheckStatus.Fail, "Cloudflare Pages").Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_a_Worker_serves_as_a_web_page()
    {
        var observed = new SampleScan { Fetch = SampleScan.Fetched(SampleScan.PolicyText(), 200, "text/html", "Server: cloudflare|Content-Type: text/html") };
        Assert.Contains(
            "'Content-Type': 'text/plain'", observed.Says("PolicyHost.MediaType", CheckStatus.Warning, "labeled as a web page").Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_web_page_instead_of_the_policy()
    {
        const string Page = "<!DOCTYPE html><h1>Welcome</h1>";
        var observed = new SampleScan { Fetch = SampleScan.Fetched(Page, 200, "text/html"), Policy = Page };
        Assert.Equal(
            "Serve the policy itself at https://mta-sts.contoso.test/.well-known/mta-sts.txt: the host answers with a page for paths that it does not have.",
            observed.Says("PolicyHost.MediaType", CheckStatus.Warning, "a web page there, not the policy").Fix);
    }

    [Fact]
    public void PolicyHost_Connect()
    {
        const string Id = "PolicyHost.Connect";
        new SampleScan().Says(Id, CheckStatus.Pass, "Connected to 127.0.0.1");
        Failed(FetchFailure.Connect, TcpFailure.Refused).Says(Id, CheckStatus.Fail, "does not accept", "sts-policy-fetch-error");
        Failed(FetchFailure.Connect, TcpFailure.TimedOut).Says(Id, CheckStatus.Fail, "does not accept");
        Failed(FetchFailure.Connect, TcpFailure.Unreachable).Says(Id, CheckStatus.Unknown, "cannot be reached from here", "");
        Failed(FetchFailure.Tls, tls: TlsFailure.Closed).Says(Id, CheckStatus.Fail, "but TLS fails");
        Failed(FetchFailure.Tls, tls: TlsFailure.TooOld).Says(Id, CheckStatus.Pass, "Connected");
        Failed(FetchFailure.Tls, tls: TlsFailure.TooNew).Says(Id, CheckStatus.Pass, "Connected");
        Failed(FetchFailure.Tls, tls: TlsFailure.ThisMachine).Says(Id, CheckStatus.Pass, "Connected");
        Failed(FetchFailure.Http).Says(Id, CheckStatus.Pass, "Connected");
        Lookup(SampleScan.Lookup(Host, null)).Says(Id, CheckStatus.Skipped, "did not get that far");
    }

    [Fact]
    public void PolicyHost_TlsVersion()
    {
        const string Id = "PolicyHost.TlsVersion";
        new SampleScan().Says(Id, CheckStatus.Pass, "TLS 1.3");
        Failed(FetchFailure.Tls, tls: TlsFailure.TooOld).Says(Id, CheckStatus.Fail, "does not support TLS 1.2 or newer", "sts-webpki-invalid");
        var newer = Failed(FetchFailure.Tls, tls: TlsFailure.TooNew).Says(Id, CheckStatus.Unknown, "could not be tested", "");
        Assert.Contains("TLS 1.3", newer.Fix, StringComparison.Ordinal);
        var own = Failed(FetchFailure.Tls, tls: TlsFailure.ThisMachine).Says(Id, CheckStatus.Unknown, "could not be tested", "");
        Assert.Contains("this machine", own.Fix, StringComparison.Ordinal);
        Failed(FetchFailure.Tls, tls: TlsFailure.Closed).Says(Id, CheckStatus.Skipped, "");
        Failed(FetchFailure.Connect, TcpFailure.Refused).Says(Id, CheckStatus.Skipped, "");
    }

    [Theory]
    [InlineData(CertificateProblem.Expired, "Renew")]
    [InlineData(CertificateProblem.NotYetValid, "valid today")]
    [InlineData(CertificateProblem.NameMismatch, "subject alternative name contains mta-sts.contoso.test")]
    [InlineData(CertificateProblem.NoDnsName, "subject alternative name contains mta-sts.contoso.test")]
    [InlineData(CertificateProblem.MissingIntermediate, "whole chain")]
    [InlineData(CertificateProblem.ChainExpired, "intermediate")]
    [InlineData(CertificateProblem.SelfSigned, "public CA")]
    [InlineData(CertificateProblem.UntrustedRoot, "public CA")]
    [InlineData(CertificateProblem.WrongUsage, "public CA")]
    [InlineData(CertificateProblem.Invalid, "public CA")]
    public void PolicyHost_Certificate(CertificateProblem problem, string fix)
    {
        var check = new SampleScan { Fetch = SampleScan.Fetched(SampleScan.Certificate(Host, 60, problem)) }.Says(
            "PolicyHost.Certificate", CheckStatus.Fail, "Senders do not use the policy", "sts-webpki-invalid");
        Assert.Contains(fix, check.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void PolicyHost_Certificate_for_an_unknown_name() =>
        Failed(FetchFailure.Tls, tls: TlsFailure.UnknownName).Says("PolicyHost.Certificate", CheckStatus.Fail, "has no certificate");

    [Theory]
    [InlineData(60, CheckStatus.Pass, "in 60 days")]
    [InlineData(14, CheckStatus.Pass, "in 14 days")]
    [InlineData(13, CheckStatus.Warning, "in 13 days")]
    [InlineData(1, CheckStatus.Warning, "in 1 day.")]
    [InlineData(0, CheckStatus.Warning, "in less than 1 day.")]
    public void PolicyHost_CertificateExpiry(int days, CheckStatus status, string words) =>
        new SampleScan { Fetch = SampleScan.Fetched(SampleScan.Certificate(Host, days)) }.Says("PolicyHost.CertificateExpiry", status, words);

    [Theory]
    [InlineData(29, 30, CheckStatus.Warning)]
    [InlineData(30, 30, CheckStatus.Pass)]
    [InlineData(0, 0, CheckStatus.Pass)]
    public void Certificates_warn_as_many_days_ahead_as_was_asked_for(int days, int warnDays, CheckStatus status)
    {
        const string Mail = "mail." + SampleScan.Domain;
        var scan = new SampleScan
        {
            Fetch = SampleScan.Fetched(SampleScan.Certificate(Host, days)),
            Mx = [SampleScan.Host(Mail, SampleScan.Probe(Mail, certificate: SampleScan.Certificate(Mail, days)))],
            WarnDays = warnDays,
        };
        scan.Says("PolicyHost.CertificateExpiry", status, "");
        scan.Says("StartTls.CertificateExpiry", status, "");
    }

    [Fact]
    public void PolicyHost_CertificateExpiry_repeats_no_other_finding() =>
        new SampleScan { Fetch = SampleScan.Fetched(SampleScan.Certificate(Host, -1, CertificateProblem.Expired)) }.Says(
            "PolicyHost.CertificateExpiry", CheckStatus.Skipped, "already expired");

    [Fact]
    public void PolicyHost_Status()
    {
        const string Id = "PolicyHost.Status";
        new SampleScan().Says(Id, CheckStatus.Pass, "200");
        new SampleScan { Fetch = SampleScan.Fetched("", 404), Policy = null }.Says(Id, CheckStatus.Fail, "Status 404", "sts-policy-fetch-error");
        new SampleScan { Fetch = SampleScan.Fetched("", 301), Policy = null }.Says(Id, CheckStatus.Fail, "Senders never follow it");
        Failed(FetchFailure.Http).Says(Id, CheckStatus.Fail, "No complete HTTP answer");
        Failed(FetchFailure.TimedOut).Says(Id, CheckStatus.Fail, "No complete HTTP answer");
        Failed(FetchFailure.Tls, tls: TlsFailure.Closed).Says(Id, CheckStatus.Skipped, "");
    }

    [Theory]
    [InlineData("text/plain", CheckStatus.Pass)]
    [InlineData("text/html", CheckStatus.Warning)]
    [InlineData("", CheckStatus.Warning)]
    [InlineData("\u001b[31m", CheckStatus.Warning)]
    [InlineData(null, CheckStatus.Warning)]
    public void PolicyHost_MediaType(string? type, CheckStatus status) =>
        Assert.Equal(
            status == CheckStatus.Pass ? "" : "Serve the file with Content-Type: text/plain.",
            new SampleScan { Fetch = SampleScan.Fetched(SampleScan.PolicyText(), mediaType: type) }.Says("PolicyHost.MediaType", status, "").Fix);

    [Fact]
    public void PolicyHost_Size()
    {
        new SampleScan().Says("PolicyHost.Size", CheckStatus.Pass, "octets");
        Failed(FetchFailure.Http).Says("PolicyHost.Size", CheckStatus.Skipped, "");
        var large = new PolicyFetch {
            Host = Host, Url = new Uri("https://" + Host), Lookup = SampleScan.Lookup(Host), Certificate = SampleScan.Certificate(Host), Status = 200,
            Body = new byte[65536], IsTooLarge = true };
        new SampleScan { Fetch = large, Policy = null }.Says("PolicyHost.Size", CheckStatus.Fail, "64 KiB", "sts-policy-fetch-error");
    }

    [Theory]
    [InlineData("Policy.Syntax", "x=y\nversion: STSv1\nmode: enforce\nmx: a.test\nmax_age: 604800\n", CheckStatus.Fail, "Line 1, column 1")]
    [InlineData("Policy.Syntax", "<html>", CheckStatus.Fail, "HTML")]
    [InlineData("Policy.Version", "version: STSv2\nmode: enforce\nmx: a.test\nmax_age: 604800\n", CheckStatus.Fail, "'STSv2'")]
    [InlineData("Policy.Version", "<html>", CheckStatus.Skipped, "not a policy")]
    [InlineData("Policy.Mode", "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 604800\n", CheckStatus.Pass, "enforce")]
    [InlineData("Policy.Mode", "version: STSv1\nmode: testing\nmx: a.test\nmax_age: 604800\n", CheckStatus.Info, "testing")]
    [InlineData("Policy.Mode", "version: STSv1\nmode: none\nmax_age: 604800\n", CheckStatus.Warning, "none", "")] // senders do not report it
    [InlineData("Policy.Mode", "version: STSv1\nmode: report\nmx: a.test\nmax_age: 604800\n", CheckStatus.Fail, "'report'")]
    [InlineData("Policy.MaxAge", "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 604800\n", CheckStatus.Pass, "7 days")]
    [InlineData("Policy.MaxAge", "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 86400\n", CheckStatus.Pass, "86400 s (1 day)")]
    [InlineData("Policy.MaxAge", "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 86399\n", CheckStatus.Warning, "24 hours", "")]
    [InlineData("Policy.MaxAge", "version: STSv1\nmode: testing\nmx: a.test\nmax_age: 60\n", CheckStatus.Pass, "1 minute)")]
    [InlineData("Policy.MaxAge", "version: STSv1\nmode: testing\nmx: a.test\nmax_age: 5\n", CheckStatus.Pass, "less than a minute")]
    [InlineData("Policy.Syntax", "version: STSv1\rmode: enforce\rmx: a.test\rmax_age: 604800\r", CheckStatus.Fail, "CR only")]
    [InlineData("Policy.MaxAge", "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 0\n", CheckStatus.Warning, "max_age is 0")]
    [InlineData("Policy.MaxAge", "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 31557601\n", CheckStatus.Fail, "31557600")]
    [InlineData("Policy.Mx", "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 604800\n", CheckStatus.Pass, "a.test")]
    [InlineData("Policy.Mx", "version: STSv1\nmode: none\nmax_age: 604800\n", CheckStatus.Pass, "needs none")]
    [InlineData("Policy.Mx", "version: STSv1\nmode: enforce\nmx: *\nmax_age: 604800\n", CheckStatus.Fail, "'*'")]
    [InlineData("Policy.Hygiene", "\uFEFFversion: STSv1\nmode: enforce\nmx: a.test\nmax_age: 604800\n", CheckStatus.Fail, "byte order mark")]
    [InlineData("Policy.Hygiene", "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 604800\n\n", CheckStatus.Warning, "blank line")]
    public void Policy_checks(string id, string text, CheckStatus status, string words, string? result = null) =>
        new SampleScan { Policy = text, Fetch = SampleScan.Fetched(text) }.Says(
            id, status, words, result ?? (status is CheckStatus.Fail ? "sts-policy-invalid" : ""));

    [Fact]
    public void Many_findings_are_reported_in_short_form()
    {
        var check = new SampleScan { Policy = string.Concat(Enumerable.Repeat("\u001b\n", 500)) }.Says("Policy.Syntax", CheckStatus.Fail, "And 497 more.");
        Assert.InRange(check.Detail.Length, 1, 1000);

        var twice = string.Concat(Enumerable.Repeat("mx: mail.contoso.test\n", 5001));
        var policy = $"version: STSv1\nmode: enforce\n{twice}max_age: 604800\n";
        var hygiene = CheckCatalogue.Run(new SampleScan { Policy = policy }.Make()).Single(c => c.Id == "Policy.Hygiene");
        Assert.EndsWith("And 4997 more.", hygiene.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_policy_nothing_is_reported_about_it()
    {
        foreach (var id in CheckCatalogue.All.Where(c => c.Group == "Policy").Select(c => c.Id))
            Failed(FetchFailure.Http).Says(id, CheckStatus.Skipped, "no policy to read");
    }

    private static SampleScan Failed(FetchFailure failure, TcpFailure tcp = TcpFailure.None, TlsFailure tls = TlsFailure.None) =>
        new() { Fetch = SampleScan.NotFetched(failure, tcp: tcp, tls: tls), Policy = null };

    private static SampleScan Lookup(AddressLookup lookup) => new() { Fetch = SampleScan.NotFetched(FetchFailure.Lookup, lookup), Policy = null };
}
