using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Lab.Scenarios;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.PolicyFetching;
using MtaSts.Records;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>Advice contains the values of the domain, and our own parsers accept everything that it proposes.</summary>
[Collection(SharedTestLab.Name)]
public class AdviceTests(TestLab lab, ScenarioRun run) : IClassFixture<ScenarioRun>
{
    private const string Sts = "_mta-sts." + SampleScan.Domain;
    private const string TlsRpt = "_smtp._tls." + SampleScan.Domain;

    public static TheoryData<string> Names => [.. AllScenarios.Domains.Select(domain => domain.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_fix_has_the_values_of_its_domain(string name)
    {
        if (run.Results.TryGetValue(name, out var result)) AdviceText.Check(result, DateTime.UtcNow);
    }

    [Theory]
    [InlineData("healthy.test")]
    [InlineData("no-mta-sts.test")]
    [InlineData("uncovered.test")]
    [InlineData("record-two.test")]
    [InlineData("wildcard-txt.test")]
    [InlineData("delegated.test")]
    public async Task Every_fix_of_a_preflight_and_of_drift_has_the_values_of_its_domain(string name)
    {
        var earlier = new EarlierResult {
            DomainName = name, PolicyId = "1", PolicyText = "version: STSv1\nmode: none\nmax_age: 1", MxHosts = ["old.test"],
            MxFingerprints = new Dictionary<string, string>() };
        foreach (
            var policy in new[] {
                null, PolicyBuilder.Build(PolicyMode.Enforce, ["mail.other.test"], 60), PolicyParser.Parse("version: STSv1\nmode: x\nmx: *\n") })
        {
            AdviceText.Check(
                await lab.Checker().TestAsync(name, new TestOptions { Policy = policy, Earlier = earlier }, CancellationToken.None), DateTime.UtcNow);
        }
    }

    [Fact]
    public void Each_kind_of_advice_occurs()
    {
        var fixes = run.Results.Values.SelectMany(result => result.Checks).Select(check => check.Fix).ToList();
        Assert.True(fixes.Count(fix => fix.Contains("Run: New-MtaStsPolicy", StringComparison.Ordinal)) > 20);
        Assert.True(fixes.Count(fix => fix.Contains("'v=STSv1; id=20", StringComparison.Ordinal)) > 20);
        Assert.True(fixes.Count(fix => fix.Contains("'v=TLSRPTv1; rua=", StringComparison.Ordinal)) > 5);
        Assert.True(fixes.Count(fix => fix.Contains("'mx: ", StringComparison.Ordinal)) > 10);
        Assert.True(fixes.Count(fix => fix.Contains("Run: Step-MtaStsPolicy", StringComparison.Ordinal)) > 5);
    }

    /// <summary>What the report page offers to copy never contradicts the fix above it.</summary>
    [Fact]
    public void The_command_of_the_report_is_part_of_the_fix_for_every_domain_of_the_lab()
    {
        var results = run.Results.Values.ToList();
        Assert.All(results.Select(result => Reporting.Data.Of(result)), one => AssertCommands(one));
        var together = Reporting.Data.Of([.. results]);
        AssertCommands(together);
        var commands = together.GetProperty("actions").EnumerateArray().Count(action => action.TryGetProperty("command", out _));
        Assert.True(commands > 20, commands + " commands");
    }

    private static void AssertCommands(JsonElement report)
    {
        foreach (var action in report.GetProperty("actions").EnumerateArray())
        {
            var fix = action.GetProperty("fix").GetString()!;
            var runs = fix.IndexOf("Run: ", StringComparison.Ordinal);
            if (!action.TryGetProperty("command", out var command))
            {
                Assert.True(runs < 0 || action.GetProperty("domains").GetArrayLength() > 1, fix);
                continue;
            }

            Assert.EndsWith("Run: " + command.GetString()!.Replace("{domains}", "{domain}", StringComparison.Ordinal), fix, StringComparison.Ordinal);
            Assert.NotEqual("Unknown", action.GetProperty("status").GetString());
        }
    }

    [Theory]
    [InlineData("smtp-injected.test", "StartTls.Offered")]
    [InlineData("policy-max-age-zero.test", "Policy.MaxAge")]
    [InlineData("policy-duplicates.test", "Policy.Mode")]
    public void A_warning_names_no_result_type_because_senders_report_failures(string name, string id)
    {
        var check = run.Results[name].Checks.Single(c => c.Id == id);
        Assert.Equal((CheckStatus.Warning, ""), (check.Status, check.TlsRptResult));
    }

    [Theory]
    [InlineData(
        "Do it. Run: New-MtaStsPolicy contoso.test -Mode Enforce", "10.0.0.1", "Do it. Run: New-MtaStsPolicy contoso.test -Mode Enforce -Server 10.0.0.1")]
    [InlineData("Run: Test-MtaSts contoso.test", "10.0.0.1 [::1]:53", "Run: Test-MtaSts contoso.test -Server 10.0.0.1, '[::1]:53'")]
    [InlineData(
        "Run: Read-TlsRptReport ./reports -Recurse | Step-MtaStsPolicy a.test", "1.1.1.1",
        "Run: Read-TlsRptReport ./reports -Recurse | Step-MtaStsPolicy a.test -Server 1.1.1.1")]
    [InlineData("Run: New-MtaStsRecord contoso.test", "10.0.0.1", "Run: New-MtaStsRecord contoso.test")] // asks no server
    [InlineData("Run: Test-MtaSts a.test", "https://dns.example/dns-query", "Run: Test-MtaSts a.test -Server https://dns.example/dns-query")]
    [InlineData("Run: Test-MtaSts a.test", "https://dns.example/secret-key", "Run: Test-MtaSts a.test -Server 'https://dns.example/…'")] // goes into files
    [InlineData("No command.", "10.0.0.1", "No command.")]
    [InlineData("Run: Test-MtaSts contoso.test", "", "Run: Test-MtaSts contoso.test")]
    public void A_command_asks_the_servers_that_the_test_asked(string fix, string servers, string expected) =>
        Assert.Equal(expected, DomainAdvice.WithServers(fix, servers.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public async Task The_servers_of_a_test_are_in_its_commands()
    {
        var options = new TestOptions { SkipStartTls = true, Servers = new MtaSts.Text.ReadableList<string>(["192.0.2.53"]) };
        var result = await lab.Checker().TestAsync("uncovered.test", options, CancellationToken.None);
        Assert.EndsWith(" -Server 192.0.2.53", result.Checks.Single(c => c.Id == "Coverage.Mx").Fix, StringComparison.Ordinal);
    }

    // What a person needs to read, domain by domain. The lab prints the same.
    [Theory]
    [InlineData(
        "wildcard-txt.test", "Record.Present", "There is no MTA-STS record at _mta-sts.wildcard-txt.test: a wildcard record answers there with v=spf1",
        "Run: Step-MtaStsPolicy wildcard-txt.test")]
    [InlineData(
        "wildcard-txt.test", "TlsRpt.Present", "a wildcard record answers there with v=spf1",
        "Run: New-TlsRptRecord wildcard-txt.test -Rua tls-reports@wildcard-txt.test")]
    [InlineData("wildcard-everything.test", "PolicyHost.Lookup", "a wildcard record answers for mta-sts.wildcard-everything.test", "")]
    [InlineData("wildcard-host-404.test", "PolicyHost.Lookup", "a wildcard record answers", "")]
    [InlineData("wildcard-host-redirect.test", "PolicyHost.Status", "The domain has no policy host.", "")]
    [InlineData("wildcard-host-certificate.test", "PolicyHost.Certificate", "The domain has no policy host.", "")]
    [InlineData("wildcard-host-refused.test", "PolicyHost.Connect", "The domain has no policy host.", "")]
    [InlineData("wildcard-host-html.test", "Policy.Syntax", "There is no policy to read.", "")]
    [InlineData("wildcard-null-mx.test", "Record.Present", "The domain receives no mail", "")]
    [InlineData(
        "wildcard-tlsrpt.test", "TlsRpt.Present", "a wildcard record answers there with v=spf1",
        "Publish the TXT record _smtp._tls.wildcard-tlsrpt.test: 'v=TLSRPTv1; rua=mailto:tls-reports@wildcard-tlsrpt.test'")]
    [InlineData("contoso.onmicrosoft.com", "Record.Present", "Microsoft runs the DNS of contoso.onmicrosoft.com", "Nothing can be published at this name")]
    [InlineData("contoso.onmicrosoft.com", "TlsRpt.Present", "Microsoft runs the DNS of contoso.onmicrosoft.com", "")]
    [InlineData(
        "m365-verification.test", "Mx.Target", "ms12345678.msv1.invalid does not exist and never will", "Remove the MX record '32767 ms12345678.msv1.invalid'")]
    [InlineData("m365-verification.test", "Coverage.Mx", "verification-test.mail.protection.outlook.com by *.mail.protection.outlook.com", "")]
    [InlineData("m365-verification-listed.test", "Coverage.Unused", "ms87654321.msv1.invalid", "Remove ms87654321.msv1.invalid: it covers no host")]
    [InlineData("m365-verification-only.test", "Mx.Target", "ms11111111.msv1.invalid", "Publish an MX record that points to the host")]
    [InlineData("mx-gone.test", "Mx.Target", "gone.mx-gone.test does not exist", "Remove the MX record '20 gone.mx-gone.test'")]
    [InlineData("mx-gone.test", "Coverage.Mx", "mail.mx-gone.test by mail.mx-gone.test", "")]
    [InlineData(
        "mx-underscore.test", "Coverage.Mx", "No pattern covers mail_2.mx-underscore.test", "'mx: *.mx-underscore.test' covers mail_2.mx-underscore.test")]
    [InlineData("mx-underscore-inside.test", "Coverage.Mx", "No pattern covers mail.data_center", "Give the host another name")]
    [InlineData(
        "record-space-beside.test", "Record.Syntax", "there are other TXT records at this name. Of several records senders discard",
        "Write 'v=STSv1;' without a space. Change the TXT record _mta-sts.record-space-beside.test to: 'v=STSv1; id=")]
    [InlineData("tlsrpt-space-beside.test", "TlsRpt.Syntax", "Of several records senders discard", "'v=TLSRPTv1; rua=mailto:reports@tlsrpt-space-beside.test'")]
    [InlineData(
        "m365-no-star.test", "Coverage.Mx", "'*.' is missing in 'mx: mail.protection.outlook.com'", "Add to the policy: 'mx: *.mail.protection.outlook.com'")]
    [InlineData(
        "wildcard-two-labels.test", "Coverage.Mx",
        "the wildcard reaches one label only. '*' stands for exactly one label, and a.mail.wildcard-two-labels.test has 2 before wildcard-two-labels.test",
        "'mx: a.mail.wildcard-two-labels.test'")]
    [InlineData("wildcard-apex.test", "Coverage.Wildcard", "wildcard-apex.test has none before wildcard-apex.test", "'mx: wildcard-apex.test'")]
    [InlineData(
        "moved-to-m365.test", "Coverage.Mx",
        "The policy lists hosts of Google Workspace, and moved-test.mail.protection.outlook.com is a host of Microsoft 365",
        "-AlsoMx aspmx.l.google.com, '*.aspmx.l.google.com'")]
    [InlineData(
        "m365-certificate.test", "StartTls.Certificate", "certificate.test.mail.protection.outlook.com",
        "Microsoft 365 runs this host, so you cannot change its TLS settings. First compare the MX record, character by character, and the policy")]
    [InlineData("google-no-starttls.test", "StartTls.Offered", "alt9.aspmx.l.google.com", "contact Google Workspace support")]
    [InlineData(
        "two-faults.test", "StartTls.Certificate", "mx1.two-faults.test",
        "mx1.two-faults.test: Renew the certificate, and make sure that renewal is automatic. mx2.two-faults.test: Make the server send its whole chain")]
    [InlineData("two-faults.test", "StartTls.Certificate", "mx2.two-faults.test", "two-faults.test.mail.protection.outlook.com: Microsoft 365 runs this host")]
    [InlineData(
        "record-underscore.test", "Record.Present", "but one at _mta_sts.record-underscore.test, where senders do not look",
        "Then delete the record at _mta_sts.record-underscore.test, which")]
    [InlineData("record-doubled.test", "Record.Present", "but one at _mta-sts.record-doubled.test.record-doubled.test,", "Then delete the record at")]
    [InlineData("record-nbsp.test", "Record.Syntax", "non-breaking space (U+00A0)", "Type plain spaces")]
    [InlineData("record-word.test", "Record.Syntax", "typographic quote “ (U+201C)", "Remove the quotes")]
    [InlineData(
        "record-backslash.test", "Record.Syntax", "backslash before ';'",
        "Remove the backslashes. Change the TXT record _mta-sts.record-backslash.test to: 'v=STSv1; id=")]
    [InlineData("record-colon.test", "Record.Syntax", "has a colon but no '='", "Change the TXT record _mta-sts.record-colon.test to: 'v=STSv1; id=")]
    [InlineData("record-line-break.test", "Record.Syntax", "meant as a line break", "Remove them")]
    [InlineData("tlsrpt-colon.test", "TlsRpt.Syntax", "has a colon but no '='", "'v=TLSRPTv1; rua=mailto:a@tlsrpt-colon.test'")]
    [InlineData("tlsrpt-final-dot.test", "TlsRpt.Rua", "ends with a dot", "Write 'mailto:a@tlsrpt-final-dot.test'")]
    [InlineData(
        "tlsrpt-at-smtp-tlsrpt.test", "TlsRpt.Present", "but one at _smtp-tlsrpt.tlsrpt-at-smtp-tlsrpt.test,",
        "Then delete the record at _smtp-tlsrpt.tlsrpt-at-smtp-tlsrpt.test, which")]
    [InlineData(
        "tlsrpt-at-tls.test", "TlsRpt.Present", "but one at _tls.tlsrpt-at-tls.test,",
        "Publish the TXT record _smtp._tls.tlsrpt-at-tls.test: 'v=TLSRPTv1; rua=mailto:")]
    [InlineData("tlsrpt-at-smtp-tls.test", "TlsRpt.Present", "but one at _smtp-tls.tlsrpt-at-smtp-tls.test,", "Then delete")]
    [InlineData("tlsrpt-doubled.test", "TlsRpt.Present", "but one at _smtp._tls.tlsrpt-doubled.test.tlsrpt-doubled.test,", "Then delete")]
    [InlineData("policy-one-line.test", "Policy.Syntax", "Several keys are on one line", "Write each key on its own line")]
    [InlineData("policy-written-breaks.test", "Policy.Syntax", "meant as line breaks", "Write real line breaks")]
    [InlineData("policy-cr-cr-lf.test", "Policy.Syntax", "CR CR LF", "Save the file with LF or CRLF line endings")]
    [InlineData("policy-nbsp.test", "Policy.Syntax", "non-breaking space", "Type plain spaces")]
    [InlineData("policy-n-mx.test", "Policy.Syntax", "'n' before a key is left over from a line break", "begin each line with its key")]
    [InlineData(
        "no-mta-sts.test", "Record.Present", "resolvers may cache the negative answer for up to 1 minute",
        "Put a policy in place at https://mta-sts.no-mta-sts.test/.well-known/mta-sts.txt first, then publish")]
    [InlineData(
        "tlsrpt-missing.test", "TlsRpt.Present", "resolvers may cache the negative answer for up to 1 minute",
        "Run: New-TlsRptRecord tlsrpt-missing.test -Rua tls-reports@tlsrpt-missing.test")]
    [InlineData("tlsrpt-two.test", "TlsRpt.Present", "2 records", "'v=TLSRPTv1; rua=mailto:a@tlsrpt-two.test,mailto:b@tlsrpt-two.test'")]
    [InlineData("tlsrpt-http.test", "TlsRpt.Rua", "http", "'v=TLSRPTv1; rua=https://reports.tlsrpt-http.test/'")]
    [InlineData(
        "dns-cname-dangling.test", "Record.Present", "via CNAME at gone.records.provider.test",
        "Replace the CNAME _mta-sts.dns-cname-dangling.test, which leads to gone.records.provider.test where there is no record, with the TXT record "
            + "_mta-sts.dns-cname-dangling.test: 'v=STSv1;")]
    [InlineData("mx-ip.test", "Policy.Mx", "192.0.2.25", "Remove line 4: the other mx lines cover the MX records.")]
    [InlineData("record-id-upper.test", "Record.Id", "'ID' is not 'id'", "Write 'id' in lower case.")]
    [InlineData("policy-max-age-zero.test", "Policy.MaxAge", "max_age is 0", "Write 'max_age: 604800'.")]
    [InlineData("policy-no-max-age.test", "Policy.MaxAge", "missing", "Add a line such as 'max_age: 604800'.")]
    [InlineData("policy-max-age-short.test", "Policy.MaxAge", "forget the policy after that time", "'max_age: 604800'")]
    [InlineData("host-dangling.test", "PolicyHost.Lookup", "which does not exist", "Point the CNAME to the host that serves the policy, or create")]
    [InlineData("smtp-450.test", "StartTls.Connect", "450 4.7.1 greylisted, try again in five minutes", "Test again later")]
    [InlineData("smtp-454.test", "StartTls.Offered", "454", "check the certificate and the private key")]
    [InlineData("m365-verification-only.test", "Record.Present", "", "First publish an MX record")]
    [InlineData("testing.test", "Policy.Mode", "testing", "Run: Read-TlsRptReport ./reports -Recurse | Step-MtaStsPolicy testing.test")]
    public void The_finding_shows_the_cause_and_the_fix_matches_it(string name, string id, string detail, string fix)
    {
        var check = run.Results[name].Checks.Single(c => c.Id == id);
        Assert.True(check.Detail.Contains(detail, StringComparison.Ordinal), $"expected: {detail}{Environment.NewLine}found: {check.Detail}");
        Assert.True(check.Fix.Contains(fix, StringComparison.Ordinal), $"expected: {fix}{Environment.NewLine}found: {check.Fix}");
        if (fix.Length == 0) Assert.Equal("", check.Fix);
    }

    [Fact]
    public void A_domain_without_mail_behind_wildcards_needs_no_action()
    {
        var result = run.Results["wildcard-null-mx.test"];
        Assert.Equal("", result.Advice);
        Assert.All(result.Checks, check => Assert.Equal("", check.Fix));
    }

    [Theory]
    [InlineData("m365-verification.test", "*.mail.protection.outlook.com")]
    [InlineData("mx-gone.test", "mail.mx-gone.test")]
    [InlineData("mx-no-address.test", "mail.mx-no-address.test")]
    [InlineData("mx-underscore.test", "mail.mx-underscore.test; *.mx-underscore.test")]
    public void A_host_that_does_not_exist_is_left_out_of_the_policy(string name, string patterns)
    {
        var listing = MxListing.Of(run.Results[name].Mx);
        Assert.Equal(patterns, listing.Patterns.ToString());
        Assert.Empty(listing.Unlistable);
    }

    [Fact]
    public void A_host_that_no_pattern_can_cover_is_reported() =>
        Assert.Equal("mail.data_center.mx-underscore-inside.test", MxListing.Of(run.Results["mx-underscore-inside.test"].Mx).Unlistable.ToString());

    [Theory]
    [InlineData("20260601120000", "20260601120001")] // the id of this second is in use
    [InlineData("20260601120001", "20260601120000")]
    [InlineData("1", "20260601120000")]
    public void A_new_id_never_equals_a_published_one(string published, string expected) =>
        Assert.Contains(
            $"'v=STSv1; id={expected};'",
            new SampleScan { Sts = SampleScan.Txt(Sts, $"v=STSv1; id={published}; id=x;") }.Says("Record.Id", CheckStatus.Warning, "").Fix,
            StringComparison.Ordinal);

    [Fact]
    public void A_new_id_never_equals_one_of_several_published_ids() => Assert.Contains("id=20260601120002;",
        new SampleScan { Sts = SampleScan.Txt(Sts, "v=STSv1; id=20260601120000;", "v=STSv1; id=20260601120001;") }.Says(
            "Record.Single", CheckStatus.Fail, "").Fix, StringComparison.Ordinal);

    [Theory]
    [InlineData("v=TLSRPTv1; rua=a@b.test", "mailto:a@b.test")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@b.test!10m", "mailto:a@b.test")]
    [InlineData("v=TLSRPTv1; rua=mailto://a@b.test", "mailto:a@b.test")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@b.test, c@d.test", "mailto:a@b.test,mailto:c@d.test")]
    [InlineData("v=tlsrptv1; rua=mailto:a@b.test", "mailto:a@b.test")]
    [InlineData("\"v=TLSRPTv1; rua=mailto:a@b.test\"", "mailto:a@b.test")]
    [InlineData("v=TLSRPTv1; rua: mailto:a@b.test", "mailto:a@b.test")]
    [InlineData("v=TLSRPTv1; rua = mailto:a@b.test.", "mailto:a@b.test")]
    [InlineData("v=TLSRPTv1; rua=http://b.test/x", "https://b.test/x")]
    [InlineData("v=TLSRPTv1; rua=nonsense", "mailto:tls-reports@contoso.test")] // no usable address
    [InlineData("v=TLSRPTv1;", "mailto:tls-reports@contoso.test")]
    public void Existing_addresses_are_kept(string text, string rua)
    {
        var check = CheckCatalogue.Run(new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, text) }.Make())
            .First(c => c.Id.StartsWith("TlsRpt.", StringComparison.Ordinal) && c.Status == CheckStatus.Fail);
        Assert.Contains($"'v=TLSRPTv1; rua={rua}'", check.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wildcard_is_queried_only_when_the_answer_looks_unusual()
    {
        Assert.DoesNotContain(lab.Lab.Counters.Questions, question => question.Key.Name.StartsWith("wildcard-test-", StringComparison.Ordinal)
            && (question.Key.Name.EndsWith(".healthy.test", StringComparison.Ordinal)
                || question.Key.Name.EndsWith(".no-mta-sts.test", StringComparison.Ordinal)
                || question.Key.Name.EndsWith(".record-two.test", StringComparison.Ordinal)));
        Assert.Contains(
            lab.Lab.Counters.Questions,
            question =>
                question.Key.Name.StartsWith("wildcard-test-", StringComparison.Ordinal)
                    && question.Key.Name.EndsWith(".wildcard-txt.test", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("v=spf1 -all", "v=spf1 -all", TestStatus.NotConfigured)] // the text of the wildcard
    [InlineData("v=spf1 -all", "v=spf1 ~all", TestStatus.Fail)] // another text: it was published at this name
    [InlineData("v=spf1 -all", null, TestStatus.Fail)]
    [InlineData("v=STS1; id=1;", "v=STS1; id=1;", TestStatus.Fail)] // meant for MTA-STS, wildcard or not
    [InlineData("v=STSv1; id=1-1;", "v=STSv1; id=1-1;", TestStatus.Fail)]
    public async Task Only_an_answer_that_a_random_name_also_has_is_a_wildcards(string text, string? probed, TestStatus status)
    {
        var resolver = new FakeResolver().Mx("contoso.test", "mail.contoso.test").Address("mail.contoso.test").Txt(Sts, text);
        if (probed is not null) resolver.Txt("made-up.contoso.test", probed);
        var checker = new MtaStsChecker(resolver, lab.Options(), () => "made-up");
        var result = await checker.TestAsync("contoso.test", new TestOptions { SkipStartTls = true }, CancellationToken.None);
        Assert.Equal(status, result.Status);
        Assert.Contains("Record.", string.Join(" ", result.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, TestStatus.NotConfigured)] // no policy host at all
    [InlineData("127.0.0.9", "127.0.0.9", TestStatus.NotConfigured)] // a wildcard's
    [InlineData("127.0.0.9", null, TestStatus.Fail)] // its own address
    public async Task Behind_a_proxy_the_DNS_shows_whether_there_is_a_policy_host(string? host, string? probed, TestStatus status)
    {
        var resolver = new FakeResolver().Mx("contoso.test", "mail.contoso.test").Address("mail.contoso.test");
        if (host is not null) resolver.Address("mta-sts.contoso.test", host);
        if (probed is not null) resolver.Address("made-up.contoso.test", probed);
        var options = new NetworkOptions { Proxy = new System.Net.WebProxy("http://127.0.0.1:1"), AllowPrivateAddress = true };
        var result = await new MtaStsChecker(resolver, options, () => "made-up")
            .TestAsync("contoso.test", new TestOptions { SkipStartTls = true }, CancellationToken.None);
        Assert.Equal(status, result.Status);
    }

    [Fact]
    public async Task A_wildcard_that_cannot_be_seen_is_not_assumed()
    {
        var resolver = new FakeResolver().Mx("contoso.test", "mail.contoso.test").Address("mail.contoso.test").Txt(Sts, "v=spf1 -all")
            .Fails("made-up.contoso.test", DnsRecordType.TXT, DnsStatus.Timeout);
        var result = await new MtaStsChecker(resolver, lab.Options(), () => "made-up")
            .TestAsync("contoso.test", new TestOptions { SkipStartTls = true }, CancellationToken.None);
        Assert.Equal(TestStatus.Fail, result.Status);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    public async Task A_documentation_address_is_not_public(string address)
    {
        var resolver = new FakeResolver().Mx("contoso.test", "mail.contoso.test").Address("mail.contoso.test", address).Txt(Sts, "v=STSv1; id=1;")
            .Address("mta-sts.contoso.test", address);
        var result = await new MtaStsChecker(resolver, lab.Options(allowPrivate: false)).TestAsync("contoso.test", new TestOptions(), CancellationToken.None);
        Assert.Contains($"{address} (for documentation)", result.Checks.Single(c => c.Id == "PolicyHost.Lookup").Detail, StringComparison.Ordinal);
        Assert.Contains("real address", result.Checks.Single(c => c.Id == "PolicyHost.Lookup").Fix, StringComparison.Ordinal);
        Assert.Equal(
            (CheckStatus.Fail, "Give mail.contoso.test an address that senders can reach."),
            (result.Checks.Single(c => c.Id == "Mx.Target").Status, result.Checks.Single(c => c.Id == "Mx.Target").Fix));
    }

    [Theory]
    [InlineData(3600, "1 hour")]
    [InlineData(5400, "1.5 hours")]
    [InlineData(300, "5 minutes")]
    [InlineData(30, "30 seconds")]
    [InlineData(86400, "1 day")]
    [InlineData(0, null)] // without SOA nothing is known
    public void A_record_that_is_not_found_may_be_cached_as_absent(int seconds, string? shown)
    {
        var answer = new DnsResponse { Name = Sts, Type = DnsRecordType.TXT, Status = DnsStatus.NxDomain, NegativeTimeToLive = TimeSpan.FromSeconds(seconds) };
        var detail = new SampleScan { Sts = answer, Policy = null, Fetch = SampleScan.NotFetched(FetchFailure.Connect) }.Says(
            "Record.Present", CheckStatus.Fail, "no TXT record").Detail;
        Assert.Equal(shown is not null, detail.Contains("resolvers may cache the negative answer", StringComparison.Ordinal));
        if (shown is not null) Assert.Contains($"for up to {shown} (the negative TTL", detail, StringComparison.Ordinal);
        Assert.Equal(
            seconds > 0 ? seconds : null,
            RecordLookup.Describe("contoso.test", answer, RecordLookup.Select(answer, StsRecordParser.VersionField)).NegativeTimeToLive);
    }
}
