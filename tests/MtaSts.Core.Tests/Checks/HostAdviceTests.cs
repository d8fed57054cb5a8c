using System;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>What the checks of the policy host and its file say in full.</summary>
public class HostAdviceTests
{
    private const string Host = "mta-sts." + SampleScan.Domain;

    [Fact]
    public void The_aliases_of_the_host_are_shown_with_its_address() => Assert.Equal(
        "CNAME contoso.hosting.test: 127.0.0.1",
        new SampleScan { Fetch = SampleScan.Fetched(SampleScan.PolicyText(), alias: "contoso.hosting.test") }
            .Says("PolicyHost.Lookup", CheckStatus.Pass, "").Detail);

    [Fact]
    public void A_dangling_alias_is_the_risk_that_it_is()
    {
        var check = Lookup(SampleScan.Lookup(Host, null, DnsStatus.NxDomain, "gone.hosting.test")).Says("PolicyHost.Lookup", CheckStatus.Fail, "");
        Assert.Equal(
            $"{Host} is an alias (CNAME) of gone.hosting.test, which does not exist. Anyone who can register that name could serve a policy for the domain.",
            check.Detail);
        Assert.Equal(
            "Point the CNAME to the host that serves the policy, or create gone.hosting.test again. Without either, senders get no policy.", check.Fix);
        Lookup(SampleScan.Lookup(Host, null, DnsStatus.NoData, "gone.hosting.test")).Says("PolicyHost.Lookup", CheckStatus.Fail, Host + " has no address.");
    }

    [Theory]
    [InlineData("192.0.2.1 (for documentation)", "Give the policy host its real address: documentation addresses belong to nobody, and reach no server.")]
    [InlineData("10.0.0.1 (private)", "Give the policy host a public address. To test inside your network anyway, use -AllowPrivateAddress.")]
    public void An_address_that_no_sender_can_reach_is_replaced(string address, string fix) => Assert.Equal(
        fix,
        new SampleScan { Policy = null, Fetch = SampleScan.NotFetched(FetchFailure.PrivateAddress, error: "it has only " + address) }
            .Says("PolicyHost.Lookup", CheckStatus.Fail, address).Fix);

    [Fact]
    public void Through_a_proxy_less_is_seen()
    {
        var fetch = new PolicyFetch
        {
            Host = Host, Url = new Uri($"https://{Host}/.well-known/mta-sts.txt"), Proxy = new Uri("http://proxy.test:8080"), Status = 200,
            MediaType = "text/plain", Charset = "utf-8", Body = "x"u8.ToArray(), Certificate = SampleScan.Certificate(Host),
        };
        var scan = new SampleScan { Fetch = fetch };
        scan.Says("PolicyHost.Connect", CheckStatus.Pass, "Connected through the proxy http://proxy.test:8080/.");
        scan.Says("PolicyHost.TlsVersion", CheckStatus.Pass, "The TLS version is not visible through the proxy.");
        scan.Says("PolicyHost.MediaType", CheckStatus.Pass, "text/plain; charset=utf-8");
        scan.Says("PolicyHost.Size", CheckStatus.Pass, "1 octet.");
    }

    [Theory]
    [InlineData(FetchFailure.Lookup)]
    [InlineData(FetchFailure.PrivateAddress)]
    [InlineData(FetchFailure.Connect)]
    [InlineData(FetchFailure.Tls)]
    public void A_step_that_was_not_reached_is_skipped(FetchFailure failure)
    {
        var scan = new SampleScan { Policy = null, Fetch = SampleScan.NotFetched(failure, tcp: TcpFailure.Refused, tls: TlsFailure.Closed) };
        foreach (var id in new[] { "TlsVersion", "Certificate", "CertificateExpiry", "Status", "MediaType", "Size" })
            scan.Says("PolicyHost." + id, CheckStatus.Skipped, "The fetch did not get that far.");
        scan.Says("PolicyHost.Connect", failure is FetchFailure.Connect or FetchFailure.Tls ? CheckStatus.Fail : CheckStatus.Skipped, "");
    }

    [Theory]
    [InlineData(FetchFailure.TimedOut, "Check the web server; the answer must be complete within a minute.")]
    [InlineData(FetchFailure.Http, "Check what answers on port 443 of the policy host")]
    public void An_answer_that_is_cut_off_has_its_cause(FetchFailure failure, string fix)
    {
        var check = new SampleScan { Policy = null, Fetch = SampleScan.NotFetched(failure, error: "it ended early.") }
            .Says("PolicyHost.Status", CheckStatus.Fail, "No complete HTTP answer arrived: it ended early.");
        Assert.StartsWith(fix, check.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(299, "Status 299.")]
    [InlineData(300, "Status 300, a redirect to nowhere. Senders never follow it.")]
    [InlineData(399, "Status 399, a redirect to nowhere. Senders never follow it.")]
    [InlineData(400, "Status 400.")]
    [InlineData(201, "Status 201.")]
    public void Only_a_status_of_three_hundred_is_a_redirect(int status, string detail) => Assert.Equal(
        detail, new SampleScan { Policy = null, Fetch = SampleScan.Fetched("", status) }.Says("PolicyHost.Status", CheckStatus.Fail, "").Detail);

    [Theory]
    [InlineData("text/html", "The media type is 'text/html'. The host serves a web page there, not the policy.")]
    [InlineData("application/xhtml+xml", "The media type is 'application/xhtml+xml'. The host serves a web page there, not the policy.")]
    [InlineData("application/octet-stream", "The media type is 'application/octet-stream'. Some senders refuse it.")]
    public void A_type_that_is_not_text_is_a_page_or_a_file(string type, string detail) => Assert.Equal(
        detail,
        new SampleScan { Policy = "<p>", Fetch = SampleScan.Fetched("<p>", mediaType: type) }.Says("PolicyHost.MediaType", CheckStatus.Warning, "").Detail);

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    public void A_policy_of_another_type_is_still_the_policy(string type) => Assert.Equal(
        $"The media type is '{type}'. Some senders refuse the policy.",
        new SampleScan { Fetch = SampleScan.Fetched(SampleScan.PolicyText(), mediaType: type) }.Says("PolicyHost.MediaType", CheckStatus.Warning, "").Detail);

    [Fact]
    public void The_first_certificate_to_expire_is_the_one_that_counts()
    {
        var scan = new SampleScan
        {
            Policy = SampleScan.PolicyText(mx: "*.contoso.test"),
            Mx = [Ending("mx0.contoso.test", 60), Ending("mx1.contoso.test", 20), Ending("mx2.contoso.test", 40)],
        };
        scan.Says("StartTls.CertificateExpiry", CheckStatus.Pass, "The certificate for mx1.contoso.test expires on 2026-06-21 12:00 UTC, in 20 days.");
    }

    [Theory]
    [InlineData(1, "Column 8: M1 E1")]
    [InlineData(3, "Column 8: M1 E1 Column 8: M2 E2 Column 8: M3 E3")]
    [InlineData(4, "Column 8: M1 E1 Column 8: M2 E2 Column 8: M3 E3 And 1 more.")]
    public void Three_findings_are_shown_and_the_others_counted(int count, string detail)
    {
        var findings = Enumerable.Range(1, count).Select(i => Finding("Record.Syntax", FindingSeverity.Error, i)).ToList();
        var outcome = FindingOutcome.Judge([.. findings, Finding("Record.Id", FindingSeverity.Error, 9)], "Record.Syntax", "good");
        Assert.Equal((CheckStatus.Fail, detail, "F1"), (outcome.Status, outcome.Detail, outcome.Fix));
    }

    [Theory]
    [InlineData(FindingSeverity.Info, CheckStatus.Info)]
    [InlineData(FindingSeverity.Warning, CheckStatus.Warning)]
    [InlineData(FindingSeverity.Error, CheckStatus.Fail)]
    public void The_worst_findings_decide_and_only_they_are_shown(FindingSeverity worst, CheckStatus status)
    {
        var findings = Enum.GetValues<FindingSeverity>().Where(severity => severity <= worst).Select((severity, i) => Finding("Record.Syntax", severity, i));
        var outcome = FindingOutcome.Judge(findings, "Record.Syntax", "good");
        var number = Enum.GetValues<FindingSeverity>().Count(severity => severity < worst);
        Assert.Equal((status, $"Column 8: M{number} E{number}", $"F{number}"), (outcome.Status, outcome.Detail, outcome.Fix));
        Assert.Equal((CheckStatus.Pass, "good"), FindingOutcome.Judge([], "Record.Syntax", "good") is var pass ? (pass.Status, pass.Detail) : default);
    }

    [Fact]
    public void A_finding_about_a_policy_has_its_line()
    {
        Assert.StartsWith(
            "Line 1, column 8: ", FindingOutcome.Judge([Finding("Policy.Syntax", FindingSeverity.Error, 1)], "Policy.Syntax", "").Detail,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Line 2, column 8: ", FindingOutcome.Judge([Finding("Record.Id", FindingSeverity.Error, 1, line: 2)], "Record.Id", "").Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_mx_line_that_is_not_needed_is_removed_and_another_replaced()
    {
        Assert.Equal(
            "Remove line 4: the other mx lines cover the MX records.",
            Mx("mail.contoso.test", "*").Split(" Put the new file", 2)[0]);
        Assert.Equal("Remove lines 4, 5: the other mx lines cover the MX records.", Mx("mail.contoso.test", "*", "x_.test").Split(" Put the new file", 2)[0]);
        Assert.EndsWith("The MX records need 'mx: mail.contoso.test'.", Mx("*").Split(" Put the new file", 2)[0], StringComparison.Ordinal);
        Assert.StartsWith("Replace line 3. The MX records need 'mx: mail.contoso.test'.", Mx("10 other.test"), StringComparison.Ordinal);

        static string Mx(params string[] values)
        {
            var text = $"version: STSv1\nmode: enforce\n{string.Concat(values.Select(value => $"mx: {value}\n"))}max_age: 604800\n";
            return new SampleScan { Policy = text, Fetch = SampleScan.Fetched(text) }.Says("Policy.Mx", CheckStatus.Fail, "").Fix;
        }
    }

    [Fact]
    public void A_policy_that_is_only_tested_has_no_step_for_the_published_one()
    {
        const string Text = "version: STSv1\nmode: enforce\nmx: mail.contoso.test\nmax_age: 60\n";
        const string Own = "Use at least 'max_age: 604800' (a week) in enforce.";
        Assert.Equal(Own, Given(Text).Says("Policy.MaxAge", CheckStatus.Warning, "").Fix);
        Assert.StartsWith(
            Own + " Put the new file in place at ", new SampleScan { Policy = Text }.Says("Policy.MaxAge", CheckStatus.Warning, "").Fix,
            StringComparison.Ordinal);
        Assert.Equal(
            "Change to enforce when the reports have been clean for some weeks.",
            Given(SampleScan.PolicyText("testing")).Says("Policy.Mode", CheckStatus.Info, "").Fix);
        Assert.EndsWith(
            "Run: Read-TlsRptReport ./reports -Recurse | Step-MtaStsPolicy contoso.test",
            new SampleScan { Policy = SampleScan.PolicyText("testing") }.Says("Policy.Mode", CheckStatus.Info, "").Fix, StringComparison.Ordinal);
        Assert.EndsWith(
            "Run: Step-MtaStsPolicy contoso.test", new SampleScan { Policy = SampleScan.PolicyText("none") }.Says("Policy.Mode", CheckStatus.Warning, "").Fix,
            StringComparison.Ordinal);

        static SampleScan Given(string text) => new() { IsPreflight = true, Sts = null, Fetch = null, Policy = text };
    }

    [Theory]
    [InlineData(59, "max_age is 59 s (less than a minute).")]
    [InlineData(60, "max_age is 60 s (1 minute).")]
    public void A_short_max_age_is_shown_in_words(int seconds, string detail) => Assert.Equal(
        detail, new SampleScan { Policy = SampleScan.PolicyText("testing", age: seconds) }.Says("Policy.MaxAge", CheckStatus.Pass, "").Detail);

    private static MtaSts.Scanning.MxScan Ending(string host, int days) =>
        SampleScan.Host(host, SampleScan.Probe(host, certificate: SampleScan.Certificate(host, days)));

    private static SampleScan Lookup(MtaSts.Dns.AddressLookup lookup) => new() { Fetch = SampleScan.NotFetched(FetchFailure.Lookup, lookup), Policy = null };

    private static Finding Finding(string id, FindingSeverity severity, int number, int line = 1) => new()
    {
        Id = id, Severity = severity, Line = line, Column = 8, Message = "M" + number, SenderEffect = "E" + number, Fix = "F" + number, Rule = "r",
        Reference = "",
    };
}
