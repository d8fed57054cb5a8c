using System;
using System.Linq;
using System.Threading;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.PolicyFetching;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>What a check says to do depends on what else is published; the texts without the lab.</summary>
public class FixTests
{
    private const string Sts = "_mta-sts." + SampleScan.Domain;
    private const string TlsRpt = "_smtp._tls." + SampleScan.Domain;
    private const string Host = "mta-sts." + SampleScan.Domain;
    private const string Mail = "mail." + SampleScan.Domain;
    private const string FileThenRecord =
        "Put the new file in place at https://mta-sts.contoso.test/.well-known/mta-sts.txt first, then change the TXT record _mta-sts.contoso.test to: "
            + "'v=STSv1; id=20260601120000;'.";

    [Theory]
    [InlineData("<domain>", "contoso.test")]
    [InlineData("<id>", "20260601120000")]
    [InlineData("<rua>", "mailto:tls@contoso.test")]
    [InlineData("a <id> <rua> <domain>.", "a 20260601120000 mailto:tls@contoso.test contoso.test.")]
    [InlineData("Nothing to fill in.", "Nothing to fill in.")]
    public void A_fix_of_the_catalogue_has_the_values_of_the_domain(string fix, string filled) =>
        Assert.Equal(filled, DomainAdvice.Fill(fix, new SampleScan().Make()));

    [Theory]
    [InlineData("mailto:tls@contoso.test", "tls@contoso.test")] // as people write it
    [InlineData("mailto:a%2Cb@contoso.test", "mailto:a%2Cb@contoso.test")] // an address could not say this
    [InlineData("mailto:a@contoso.test?subject=x", "'mailto:a@contoso.test?subject=x'")]
    [InlineData("https://reports.contoso.test/x", "https://reports.contoso.test/x")]
    public void The_command_for_a_TLS_RPT_record_has_the_addresses_of_the_published_one(string rua, string argument) => Assert.Equal(
        $"New-TlsRptRecord contoso.test -Rua {argument}, second@contoso.test",
        DomainAdvice.NewTlsRptRecord(new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, $"v=TLSRPTv1; rua={rua},mailto:second@contoso.test") }.Make()));

    [Theory]
    [InlineData("v=TLSRPTv1; rua", "mailto:tls-reports@contoso.test", "no value")]
    [InlineData("v=TLSRPTv1; ruaf=mailto:a@b.test", "mailto:tls-reports@contoso.test", "another name")]
    [InlineData("v=TLSRPTv1; rua:a@b.test", "mailto:a@b.test", "a colon")]
    [InlineData("\"v=TLSRPT1; RUA = mailto://a@b.test!10m\"", "mailto:a@b.test", "a size limit, slashes and quotes")]
    [InlineData("rua=http://b.test/x, <a@b.test>.", "https://b.test/x mailto:a@b.test", "http, and an address in brackets")]
    [InlineData("rua=a@b.test,A@b.test,x", "mailto:a@b.test", "the same address twice, and something that is not an address")]
    public void Addresses_for_reports_are_taken_from_any_record(string text, string expected, string reason) =>
        Assert.True(expected == string.Join(" ", RuaAdvice.For("contoso.test", [text])), reason);

    [Fact]
    public void The_fix_of_a_record_that_is_not_read_keeps_its_addresses() => Assert.EndsWith(
        "Change the TXT record _smtp._tls.contoso.test to: 'v=TLSRPTv1; rua=mailto:a@b.test'.",
        new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, "rua=mailto:a@b.test") }.Says("TlsRpt.Syntax", CheckStatus.Fail, "").Fix, StringComparison.Ordinal);

    [Fact]
    public void A_check_that_passes_has_no_fix()
    {
        var checks = CheckCatalogue.Run(new SampleScan().Make());
        Assert.All(checks.Where(check => check.Status == CheckStatus.Pass), check => Assert.Equal("", check.Fix));
        Assert.Contains(checks, check => check is { Id: "Record.Syntax", Status: CheckStatus.Pass });
    }

    [Fact]
    public void A_field_that_is_not_defined_is_for_information()
    {
        var scan = new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, "v=TLSRPTv1; x=y; rua=mailto:a@b.test"), Sts = SampleScan.Txt(Sts, "v=STSv1; id=1; x=y;") };
        Assert.Equal("", scan.Says("TlsRpt.Syntax", CheckStatus.Info, "'x' is not defined").Fix);
        Assert.Equal("", scan.Says("Record.Syntax", CheckStatus.Info, "'x' is not defined").Fix);
        scan.Says("TlsRpt.Rua", CheckStatus.Pass, "mailto:a@b.test");
    }

    [Fact]
    public void The_fix_of_a_record_begins_with_that_of_the_parser()
    {
        var id = new SampleScan { Sts = SampleScan.Txt(Sts, "v=STSv1; id=1-2;") }.Says("Record.Id", CheckStatus.Fail, "").Fix;
        Assert.StartsWith("Use letters and digits only", id, StringComparison.Ordinal);
        Assert.EndsWith(" Change the TXT record _mta-sts.contoso.test to: 'v=STSv1; id=20260601120000;'.", id, StringComparison.Ordinal);
        Assert.StartsWith(
            "Remove one of the two semicolons. Change the TXT record",
            new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, "v=TLSRPTv1;; rua=mailto:a@b.test") }.Says("TlsRpt.Syntax", CheckStatus.Fail, "").Fix,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_is_only_missing_where_a_policy_is_served()
    {
        var served = new SampleScan { Sts = SampleScan.None(Sts) };
        Assert.Equal(
            $"There is no TXT record at {Sts}. A policy is served anyway, but no sender fetches it.",
            served.Says("Record.Present", CheckStatus.Fail, "").Detail);
        Assert.EndsWith("Run: New-MtaStsRecord contoso.test", served.Says("Record.Present", CheckStatus.Fail, "").Fix, StringComparison.Ordinal);

        var neither = new SampleScan { Sts = SampleScan.None(Sts), Policy = null, Fetch = SampleScan.NotFetched(FetchFailure.Connect) };
        Assert.Equal($"There is no TXT record at {Sts}.", neither.Says("Record.Present", CheckStatus.Fail, "").Detail);
        Assert.Equal(
            "Put a policy in place at https://mta-sts.contoso.test/.well-known/mta-sts.txt first, then publish the TXT record _mta-sts.contoso.test. "
                + "The command returns both, in mode testing, in which senders refuse no mail. Run: Step-MtaStsPolicy contoso.test",
            neither.Says("Record.Present", CheckStatus.Fail, "").Fix);
    }

    [Fact]
    public void What_a_wildcard_answers_is_not_a_record()
    {
        var answer = SampleScan.Txt(Sts, "v=spf1 -all");
        var scan = new SampleScan
        {
            Sts = answer, TlsRpt = SampleScan.Txt(TlsRpt, "v=spf1 -all"), Wildcard = new WildcardProbe(answer, null),
            Policy = null, Fetch = SampleScan.NotFetched(FetchFailure.Connect),
        };
        scan.Says("Record.Present", CheckStatus.Fail, $"There is no MTA-STS record at {Sts}: a wildcard record answers there with v=spf1 -all");
        scan.Says("TlsRpt.Present", CheckStatus.Warning, $"There is no TLS-RPT record at {TlsRpt}: a wildcard record answers there with v=spf1 -all");

        var other = new SampleScan { Sts = answer, Wildcard = new WildcardProbe(SampleScan.Txt(Sts, "other"), null) };
        other.Says("Record.Present", CheckStatus.Fail, "SPF"); // the wildcard has another text
    }

    [Fact]
    public void The_address_of_a_wildcard_is_not_a_policy_host()
    {
        SampleScan Scan(WildcardProbe? wildcard, FetchFailure failure) => new()
        {
            Sts = SampleScan.None(Sts), Policy = null, Wildcard = wildcard,
            Fetch = SampleScan.NotFetched(failure, failure == FetchFailure.Lookup ? SampleScan.Lookup(Host, null) : SampleScan.Lookup(Host)),
        };
        var behind = Scan(new WildcardProbe(null, SampleScan.Lookup("x." + SampleScan.Domain)), FetchFailure.Connect);
        behind.Says("PolicyHost.Lookup", CheckStatus.Skipped, $"a wildcard record answers for {Host}, as it does for a random test name");
        Assert.Equal("The domain has no policy host.", behind.Says("PolicyHost.Connect", CheckStatus.Skipped, "").Detail);
        Assert.Equal("The domain has no policy host.", Scan(null, FetchFailure.Lookup).Says("PolicyHost.Lookup", CheckStatus.Skipped, "").Detail);
    }

    [Fact]
    public void Coverage_says_why_there_is_nothing_to_compare()
    {
        const string Id = "Coverage.Mx";
        new SampleScan { MxAnswer = FakeResolver.Answer(SampleScan.Domain, DnsRecordType.MX, [new MxRecord("x", 1, 0, "")]), Mx = [] }
            .Says(Id, CheckStatus.Skipped, "There is no MX host to compare.");
        SampleScan.WithoutMx().Says(Id, CheckStatus.Skipped, "The MX hosts are not known.");
        new SampleScan { Mx = [Missing("gone.test")] }.Says(Id, CheckStatus.Skipped, "None of the MX hosts exists");
        new SampleScan { Mx = [Missing(SampleScan.Domain, isImplicit: true)], MxAnswer = NoMx(DnsStatus.NoData) }
            .Says(Id, CheckStatus.Skipped, "The domain receives no mail.");
        new SampleScan { MxAnswer = FakeResolver.Answer(SampleScan.Domain, DnsRecordType.MX, [new MxRecord("x", 1, 0, "")]), Mx = [] }
            .Says("Mx.Target", CheckStatus.Skipped, "There is no MX host.");
    }

    [Theory]
    [InlineData("*.contoso.test", "contoso.test", "the wildcard reaches one label only")]
    [InlineData("contoso.test", "a.contoso.test", "'*.' is missing in 'mx: contoso.test'")]
    [InlineData("contoso.test", "b.a.contoso.test", "'mx: contoso.test' covers only a host of exactly that name")]
    [InlineData("*.mail.protection.outlook.com", "aspmx.l.google.com", "The policy lists hosts of Microsoft 365, and aspmx.l.google.com is a host of Google")]
    [InlineData("smtp.google.com", "x.mail.protection.outlook.com", "and x.mail.protection.outlook.com is a host of Microsoft 365")]
    public void The_cause_of_a_host_that_is_not_covered(string pattern, string host, string cause) =>
        Coverage(pattern, SampleScan.Host(host)).Says("Coverage.Mx", CheckStatus.Fail, cause);

    [Fact]
    public void The_command_for_a_policy_keeps_patterns_that_may_be_meant_for_a_move()
    {
        var fix = Coverage("*.contoso.test keep.test ms1.msv1.invalid 192.0.2.1", SampleScan.Host("contoso.test"), SampleScan.Host("other.test"))
            .Says("Coverage.Mx", CheckStatus.Fail, "").Fix;
        Assert.Equal(
            $"Add to the policy: 'mx: contoso.test', 'mx: other.test'. {FileThenRecord} Run: New-MtaStsPolicy contoso.test -Mode Enforce -AlsoMx keep.test",
            fix);
    }

    [Fact]
    public void There_is_no_command_where_it_would_not_succeed()
    {
        var fix = Coverage("other.test", SampleScan.Host(Mail), SampleScan.Host("mx.a_b.contoso.test")).Says("Coverage.Mx", CheckStatus.Fail, "").Fix;
        Assert.StartsWith("Add to the policy: 'mx: mail.contoso.test'. No pattern can cover mx.a_b.contoso.test:", fix, StringComparison.Ordinal);
        Assert.EndsWith("'v=STSv1; id=20260601120000;'.", fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.contoso.test next.test", "Remove it, unless the domain is about to move to that host.", "it may be a planned move")]
    [InlineData("mail.contoso.test gone.test", "Remove gone.test: it covers no host that receives the domain's mail.", "a host that does not exist")]
    [InlineData("mail.contoso.test *.mail.contoso.test", "Remove *.mail.contoso.test: it covers no host that receives the domain's mail.", "a label too many")]
    public void An_unused_pattern_is_removed_where_no_move_explains_it(string patterns, string fix, string reason)
    {
        var scan = Coverage(patterns, SampleScan.Host(Mail), SampleScan.Host("backup.test"), Missing("gone.test"));
        Assert.True(fix == scan.Says("Coverage.Unused", CheckStatus.Info, "").Fix, reason);
    }

    [Theory]
    [InlineData(
        "mx: *.*.test",
        "Write one host name, or '*.' and a domain, per line, as the domain's MX records need. The MX records need 'mx: mail.contoso.test'.")]
    [InlineData("mx: a.test, b.test", "Replace line 3. The MX records need 'mx: mail.contoso.test'.")]
    [InlineData("mx: a.test, b.test\nmx: 192.0.2.1\n mx: c.test", "Replace line 3. The MX records need 'mx: mail.contoso.test'.")] // the worst of this check
    [InlineData("mx: a.test, b.test\nmx: c.test, d.test", "Replace lines 3, 4. The MX records need 'mx: mail.contoso.test'.")]
    [InlineData("mx: a.test, b.test\nmx: mail.contoso.test", "Remove line 3: the other mx lines cover the MX records.")]
    public void Where_the_MX_records_are_known_they_say_what_to_write(string lines, string fix)
    {
        var check = new SampleScan { Policy = $"version: STSv1\nmode: enforce\n{lines}\nmax_age: 604800\n" }.Says("Policy.Mx", CheckStatus.Fail, "");
        Assert.StartsWith(fix + " " + FileThenRecord, check.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_policy_has_the_command_that_writes_one_without_it_and_a_doubt_has_not()
    {
        var fault = new SampleScan { Policy = SampleScan.PolicyText().Replace("STSv1", "STSv2") }.Says("Policy.Version", CheckStatus.Fail, "").Fix;
        Assert.EndsWith(FileThenRecord + " Run: New-MtaStsPolicy contoso.test -Mode Enforce", fault, StringComparison.Ordinal);
        var doubt = new SampleScan { Policy = SampleScan.PolicyText() + "mode: none\n" }.Says("Policy.Mode", CheckStatus.Warning, "").Fix;
        Assert.EndsWith(FileThenRecord, doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_in_mode_none_has_the_command_to_begin_unless_it_is_not_published()
    {
        var none = new SampleScan { Policy = SampleScan.PolicyText("none") };
        Assert.EndsWith("Run: Step-MtaStsPolicy contoso.test", none.Says("Policy.Mode", CheckStatus.Warning, "").Fix, StringComparison.Ordinal);
        none = new SampleScan { Policy = SampleScan.PolicyText("none"), IsPreflight = true, Sts = null, Fetch = null };
        Assert.DoesNotContain("Run:", none.Says("Policy.Mode", CheckStatus.Warning, "").Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_host_is_shown_with_its_alias()
    {
        Assert.Equal("127.0.0.1", new SampleScan().Says("PolicyHost.Lookup", CheckStatus.Pass, "").Detail);
        var alias = new SampleScan { Fetch = SampleScan.Fetched(SampleScan.PolicyText(), alias: "contoso.hosting.test") };
        Assert.Equal("CNAME contoso.hosting.test: 127.0.0.1", alias.Says("PolicyHost.Lookup", CheckStatus.Pass, "").Detail);
    }

    [Theory]
    [InlineData(DnsStatus.CnameLoop, DnsStatus.ServFail)]
    [InlineData(DnsStatus.ServFail, DnsStatus.CnameLoop)]
    public void A_loop_in_one_of_the_two_lookups_is_a_loop(DnsStatus a, DnsStatus aaaa) =>
        new SampleScan { Fetch = SampleScan.NotFetched(FetchFailure.Lookup, Lookup(a, aaaa)), Policy = null }
            .Says("PolicyHost.Lookup", CheckStatus.Fail, "lead to no address");

    [Theory]
    [InlineData(DnsStatus.NoData, DnsStatus.ServFail, "Check the domain's name servers")]
    [InlineData(DnsStatus.ServFail, DnsStatus.NoData, "Check the domain's name servers")]
    [InlineData(DnsStatus.NoData, DnsStatus.Refused, "Check the DNS server that was asked")]
    [InlineData(DnsStatus.Refused, DnsStatus.ServFail, "Check the DNS server that was asked")] // the first that failed
    public void The_advice_for_a_host_is_about_the_lookup_that_failed(DnsStatus a, DnsStatus aaaa, string start) =>
        Assert.StartsWith(start, LookupAdvice.For(Lookup(a, aaaa)), StringComparison.Ordinal);

    [Fact]
    public void Advice_for_nothing_is_misuse()
    {
        Assert.Throws<ArgumentNullException>(() => LookupAdvice.For((DnsResponse)null!));
        Assert.Throws<ArgumentNullException>(() => LookupAdvice.For((AddressLookup)null!));
    }

    [Theory]
    [InlineData("https://www.contoso.test/", "a redirect to https://www.contoso.test/. Senders")]
    [InlineData(null, "a redirect to nowhere. Senders")]
    public void A_redirect_is_shown_with_its_target(string? location, string words)
    {
        var fetch = new PolicyFetch
        {
            Host = Host, Url = new Uri($"https://{Host}/.well-known/mta-sts.txt"), Lookup = SampleScan.Lookup(Host), Certificate = SampleScan.Certificate(Host),
            Status = 301, Location = location,
        };
        new SampleScan { Fetch = fetch, Policy = null }.Says("PolicyHost.Status", CheckStatus.Fail, words);
    }

    [Theory]
    [InlineData("Server: AmazonS3|x-amz-request-id: 1", "Remove the metadata Content-Encoding from the object in the S3 bucket;")]
    [InlineData("Server: nginx", "Remove the header 'Content-Encoding: UTF-8';")]
    public void A_content_coding_is_removed_where_it_is_set(string headers, string fix) => Assert.StartsWith(
        fix,
        new SampleScan { Fetch = SampleScan.Fetched(SampleScan.PolicyText(), headers: headers + "|Content-Encoding: UTF-8") }
            .Says("PolicyHost.Status", CheckStatus.Warning, "").Fix,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "text/plain")]
    [InlineData("utf-8", "text/plain; charset=utf-8")]
    public void The_media_type_is_shown_with_its_charset(string? charset, string detail)
    {
        var fetch = new PolicyFetch
        {
            Host = Host, Url = new Uri($"https://{Host}/.well-known/mta-sts.txt"), Lookup = SampleScan.Lookup(Host), Certificate = SampleScan.Certificate(Host),
            Status = 200, MediaType = "text/plain", Charset = charset, Body = [],
        };
        Assert.Equal(detail, new SampleScan { Fetch = fetch }.Says("PolicyHost.MediaType", CheckStatus.Pass, "").Detail);
    }

    [Fact]
    public void A_host_that_only_works_yet_is_a_warning_and_one_that_does_not_a_failure()
    {
        var alias = SampleScan.Host(Mail, lookup: SampleScan.Lookup(Mail, alias: "real.test"));
        new SampleScan { Mx = [alias] }.Says("Mx.Target", CheckStatus.Warning, "alias");
        new SampleScan { Mx = [alias, Missing("gone.test")] }.Says("Mx.Target", CheckStatus.Fail, "gone.test does not exist");
    }

    [Fact]
    public void A_domain_whose_own_address_is_not_known_has_no_host_that_was_seen()
    {
        var host = SampleScan.Host(
            SampleScan.Domain, lookup: SampleScan.Lookup(SampleScan.Domain, null, DnsStatus.ServFail), isImplicit: true, isProbed: false);
        new SampleScan { Mx = [host], MxAnswer = NoMx(DnsStatus.NoData) }.Says("Mx.Target", CheckStatus.Skipped, "could not be looked up");
    }

    [Fact]
    public void A_sentence_ends_with_one_full_stop()
    {
        Assert.Equal("a; b.", DomainChecks.Sentence(["a", "b"]));
        Assert.Equal("a; b.", DomainChecks.Sentence(["a", "b."]));
    }

    [Fact]
    public void The_cause_names_its_service_once()
    {
        var detail = new SampleScan { Fetch = SampleScan.Fetched("no", 404, headers: "Server: GitHub.com", alias: "contoso.github.io"), Policy = null }
            .Says("PolicyHost.Status", CheckStatus.Fail, "GitHub Pages").Detail;
        Assert.DoesNotContain("GitHub Pages: GitHub Pages", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Mail, "Renew the certificate, and make sure that renewal is automatic.")]
    [InlineData("contoso-test.mail.protection.outlook.com", "Microsoft 365 runs this host, so you cannot change its TLS settings.")]
    public void A_certificate_that_ends_is_renewed_by_whoever_runs_the_host(string host, string fix)
    {
        SampleScan With(int days) => new()
        {
            Policy = SampleScan.PolicyText(mx: host), Mx = [SampleScan.Host(host, SampleScan.Probe(host, certificate: SampleScan.Certificate(host, days)))],
        };
        Assert.StartsWith(fix, With(13).Says("StartTls.CertificateExpiry", CheckStatus.Warning, "").Fix, StringComparison.Ordinal);
        Assert.Equal("", With(14).Says("StartTls.CertificateExpiry", CheckStatus.Pass, "").Fix);
    }

    [Fact]
    public void A_detail_is_cut_at_its_limit()
    {
        Check Run(int length) => new CheckDefinition
        {
            Id = "Test.Length", Title = "", Why = "", Fix = "F", Reference = "", TlsRptResult = "R",
            Evaluate = _ => CheckOutcome.Warning(new string('a', length), null, "own"),
        }.Run(new SampleScan().Make());
        Assert.Equal(new string('a', 4000), Run(4000).Detail);
        Assert.InRange(Run(4001).Detail.Length, 3900, 4001);
        Assert.NotEqual(new string('a', 4001), Run(4001).Detail);
        Assert.Equal(("F", "own"), (Run(1).Fix, Run(1).TlsRptResult));
    }

    private static SampleScan Coverage(string patterns, params MxScan[] hosts) => new() { Policy = SampleScan.PolicyText(mx: patterns), Mx = hosts };

    private static MxScan Missing(string host, bool isImplicit = false) => SampleScan.Host(
        host, lookup: SampleScan.Lookup(host, null, isImplicit ? DnsStatus.NoData : DnsStatus.NxDomain), isImplicit: isImplicit, isProbed: false);

    private static DnsResponse NoMx(DnsStatus status) => SampleScan.None(SampleScan.Domain, DnsRecordType.MX, status);

    private static AddressLookup Lookup(DnsStatus a, DnsStatus aaaa) => AddressLookup.QueryAsync(
        new FakeResolver().Fails(Host, DnsRecordType.A, a).Fails(Host, DnsRecordType.AAAA, aaaa), Host, CancellationToken.None).GetAwaiter().GetResult();
}
