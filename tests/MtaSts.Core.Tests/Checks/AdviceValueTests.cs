using System;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>Whole fixes with their values: what is published decides what there is to do, and in which order.</summary>
public class AdviceValueTests
{
    private const string Sts = "_mta-sts." + SampleScan.Domain;
    private const string TlsRpt = "_smtp._tls." + SampleScan.Domain;
    private const string Record = "'v=STSv1; id=20260601120000;'";
    private const string Put = "Put the new file in place at https://mta-sts.contoso.test/.well-known/mta-sts.txt first, then ";

    [Fact]
    public void A_missing_record_beside_a_served_policy_is_only_published()
    {
        var check = new SampleScan { Sts = SampleScan.None(Sts) }.Says("Record.Present", CheckStatus.Fail, "");
        Assert.Equal(
            ($"There is no TXT record at {Sts}. A policy is served anyway, but no sender fetches it.",
                $"Publish the TXT record {Sts}: {Record}. Run: New-MtaStsRecord contoso.test"),
            (check.Detail, check.Fix));
    }

    [Fact]
    public void Without_a_served_policy_the_file_comes_first() => Assert.Equal(
        $"Put a policy in place at https://mta-sts.contoso.test/.well-known/mta-sts.txt first, then publish the TXT record {Sts}. The command returns both, in "
            + "mode testing, in which senders refuse no mail. Run: Step-MtaStsPolicy contoso.test",
        Unserved(SampleScan.None(Sts)).Says("Record.Present", CheckStatus.Fail, $"There is no TXT record at {Sts}.").Fix);

    [Fact]
    public void A_domain_without_a_host_to_list_publishes_an_MX_record_first()
    {
        var scan = Unserved(SampleScan.None(Sts));
        scan.Mx = [SampleScan.Host("ms1.msv1.invalid", lookup: SampleScan.Lookup("ms1.msv1.invalid", null), isProbed: false)];
        Assert.Equal(
            "First publish an MX record that points to the host that receives the domain's mail: without one there is nothing that a policy could list. Then "
                + "run Step-MtaStsPolicy contoso.test, which returns the policy and the record.",
            scan.Says("Record.Present", CheckStatus.Fail, "").Fix);
    }

    [Fact]
    public void A_record_in_another_place_is_published_in_its_own_and_deleted_there()
    {
        Assert.Equal(
            $"Publish the TXT record {Sts}: {Record}. Then delete the record at contoso.test, which no sender reads.",
            new SampleScan { Sts = SampleScan.None(Sts), Misplaced = SampleScan.Domain }.Says("Record.Present", CheckStatus.Fail, "").Fix);
        Assert.Equal(
            $"Publish the TXT record {TlsRpt}: 'v=TLSRPTv1; rua=mailto:tls-reports@contoso.test'. Then delete the record at contoso.test, which no sender "
                + "reads.",
            new SampleScan { TlsRpt = SampleScan.None(TlsRpt), MisplacedTlsRpt = SampleScan.Domain }.Says("TlsRpt.Present", CheckStatus.Warning, "").Fix);
    }

    [Fact]
    public void Texts_that_are_not_the_record_are_removed()
    {
        var check = new SampleScan { Sts = SampleScan.Txt(Sts, "v=spf1 -all") }.Says("Record.Present", CheckStatus.Fail, "");
        Assert.Equal($"No TXT record at {Sts} is an MTA-STS record. This is an SPF record: v=spf1 -all", check.Detail);
        Assert.StartsWith($"Remove from {Sts} what does not belong there. ", check.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_where_a_CNAME_leads_is_named()
    {
        var answer = new DnsResponse
        {
            Name = Sts, Type = DnsRecordType.TXT, Status = DnsStatus.Success,
            Records = new MtaSts.Text.ReadableList<DnsRecord>([FakeResolver.Text(SampleScan.GoodRecord)]),
            CnameChain = new MtaSts.Text.ReadableList<string>(["steps.contoso.test", "contoso.provider.test"]),
        };
        Assert.Equal(
            $"{Sts} (via CNAME at contoso.provider.test): {SampleScan.GoodRecord}",
            new SampleScan { Sts = answer }.Says("Record.Present", CheckStatus.Pass, "").Detail);
    }

    [Fact]
    public void Several_records_are_counted_and_replaced_by_one()
    {
        var check = new SampleScan { Sts = SampleScan.Txt(Sts, "v=STSv1; id=1;", "v=STSv1; id=2;", "v=STSv1; id=3;", "v=STSv1; id=4;") }
            .Says("Record.Single", CheckStatus.Fail, "");
        Assert.Equal("There are 4 records that begin with 'v=STSv1;': v=STSv1; id=1; | v=STSv1; id=2; | v=STSv1; id=3; and 1 more", check.Detail);
        Assert.Equal($"Delete all TXT records {Sts} that begin with v=STSv1, of which there may be only one, and publish: {Record}.", check.Fix);
    }

    [Theory]
    [InlineData(1, "One MTA-STS record, and 1 other TXT record that senders discard.")]
    [InlineData(2, "One MTA-STS record, and 2 other TXT records that senders discard.")]
    public void Other_texts_beside_the_record_are_counted(int others, string detail) => Assert.Equal(
        (detail, "Remove the other TXT records at _mta-sts."),
        new SampleScan { Sts = SampleScan.Txt(Sts, [SampleScan.GoodRecord, .. Enumerable.Range(1, others).Select(i => "x" + i)]) }
            .Says("Record.Single", CheckStatus.Info, "") is var check ? (check.Detail, check.Fix) : default);

    [Fact]
    public void A_malformed_record_is_changed_to_a_new_one_with_a_new_id() => Assert.EndsWith(
        $"Change the TXT record {Sts} to: {Record}.",
        new SampleScan { Sts = SampleScan.Txt(Sts, "v=STSv1; id=a-b;") }.Says("Record.Id", CheckStatus.Fail, "").Fix, StringComparison.Ordinal);

    [Fact]
    public void A_new_id_differs_from_the_published_one_at_the_same_second() => Assert.Contains(
        "'v=STSv1; id=20260601120001;'",
        new SampleScan { Sts = SampleScan.Txt(Sts, "v=STSv1; id=20260601120000", "v=STSv1; id=2;") }.Says("Record.Single", CheckStatus.Fail, "").Fix,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("v=TLSRPTv1; rua=a@b.test", "'v=TLSRPTv1; rua=mailto:a@b.test'", "the address is kept")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@b.test!10m", "'v=TLSRPTv1; rua=mailto:a@b.test'", "a size limit as in DMARC")]
    [InlineData("v=TLSRPTv1; rua=mailto://a@b.test", "'v=TLSRPTv1; rua=mailto:a@b.test'", "slashes")]
    [InlineData("v=TLSRPTv1; rua=http://b.test/r", "'v=TLSRPTv1; rua=https://b.test/r'", "http")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@b.test c@d.test", "'v=TLSRPTv1; rua=mailto:a@b.test,mailto:c@d.test'", "a space between two")]
    [InlineData("v=TLSRPTv1; rua=<mailto:a@b.test>", "'v=TLSRPTv1; rua=mailto:a@b.test'", "brackets")]
    [InlineData("v=TLSRPTv1; rua=a@b.test,A@B.test", "'v=TLSRPTv1; rua=mailto:a@b.test'", "twice the same")]
    [InlineData("v=TLSRPTv1; rua=nobody", "'v=TLSRPTv1; rua=mailto:tls-reports@contoso.test'", "nothing to keep")]
    [InlineData("v=TLSRPTv1; ruf=a@b.test", "'v=TLSRPTv1; rua=mailto:tls-reports@contoso.test'", "another field")]
    public void The_addresses_of_a_faulty_TLS_RPT_record_are_kept_where_they_can_be_read(string text, string value, string reason)
    {
        var fix = new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, text) }.Says("TlsRpt.Rua", CheckStatus.Fail, "").Fix;
        Assert.True(fix.EndsWith($"Change the TXT record {TlsRpt} to: {value}.", StringComparison.Ordinal), reason + ": " + fix);
    }

    [Fact]
    public void A_missing_TLS_RPT_record_is_published_with_an_address()
    {
        var check = new SampleScan { TlsRpt = SampleScan.None(TlsRpt) }.Says("TlsRpt.Present", CheckStatus.Warning, "");
        Assert.Equal(
            ($"There is no TXT record at {TlsRpt}.",
                $"Publish the TXT record {TlsRpt}: 'v=TLSRPTv1; rua=mailto:tls-reports@contoso.test', with an address whose mail you read. Run: "
                    + "New-TlsRptRecord contoso.test -Rua tls-reports@contoso.test"),
            (check.Detail, check.Fix));
    }

    [Fact]
    public void Several_TLS_RPT_records_become_one_with_all_addresses()
    {
        var check = new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, "v=TLSRPTv1; rua=mailto:a@b.test", "v=TLSRPTv1; rua=https://c.test/r") }
            .Says("TlsRpt.Present", CheckStatus.Fail, "");
        Assert.Equal("There are 2 records that begin with 'v=TLSRPTv1;'. Senders act as if there were none.", check.Detail);
        Assert.StartsWith("Keep one record with all addresses in it, separated by commas: ", check.Fix, StringComparison.Ordinal);
        Assert.Contains("'v=TLSRPTv1; rua=mailto:a@b.test,https://c.test/r'", check.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_that_receives_no_mail_needs_no_record()
    {
        var nullMx = FakeResolver.Answer(SampleScan.Domain, DnsRecordType.MX, [new MxRecord("x", 1, 0, "")]);
        var scan = Unserved(SampleScan.None(Sts));
        (scan.MxAnswer, scan.Mx, scan.TlsRpt) = (nullMx, [], SampleScan.None(TlsRpt));
        scan.Fetch = SampleScan.NotFetched(FetchFailure.Lookup, SampleScan.Lookup("mta-sts.contoso.test", null));
        scan.Says("Record.Present", CheckStatus.Skipped, "receives no mail");
        scan.Says("TlsRpt.Present", CheckStatus.Skipped, "receives no mail");

        // One that is there is looked at all the same.
        scan.TlsRpt = SampleScan.Txt(TlsRpt, "v=TLSRPTv1; rua=mailto:tls@contoso.test");
        scan.Says("TlsRpt.Present", CheckStatus.Pass, "v=TLSRPTv1");
    }

    [Theory]
    [InlineData(
        "a.test b.test c.test", "a.test", "No MX host is covered by b.test, c.test.", "Remove them, unless the domain is about to move to such a host.")]
    [InlineData("a.test b.test", "a.test", "No MX host is covered by b.test.", "Remove it, unless the domain is about to move to that host.")]
    [InlineData("a.test *.b.test", "a.test", "No MX host is covered by *.b.test.", "Remove it, unless the domain is about to move to such a host.")]
    [InlineData("a.test x.invalid", "a.test", "No MX host is covered by x.invalid.", "Remove x.invalid: it covers no host that receives the domain's mail.")]
    [InlineData(
        "a.test x.invalid y.invalid b.test", "a.test", "No MX host is covered by x.invalid, y.invalid, b.test.",
        "Remove x.invalid, y.invalid: they cover no host that receives the domain's mail. Remove b.test, unless the domain is about to move to that host.")]
    public void Patterns_that_cover_nothing_are_told_from_those_of_a_move(string patterns, string hosts, string detail, string fix)
    {
        var scan = new SampleScan { Policy = SampleScan.PolicyText(mx: patterns), Mx = [.. hosts.Split(' ').Select(host => SampleScan.Host(host))] };
        var check = scan.Says("Coverage.Unused", CheckStatus.Info, "");
        Assert.Equal((detail, fix), (check.Detail, check.Fix));
    }

    [Fact]
    public void A_pattern_for_a_host_that_is_gone_covers_nothing()
    {
        var scan = new SampleScan
        {
            Policy = SampleScan.PolicyText(mx: "a.test gone.test"),
            Mx = [SampleScan.Host("a.test"), SampleScan.Host("gone.test", lookup: SampleScan.Lookup("gone.test", null), isProbed: false)],
        };
        Assert.Equal(
            "Remove gone.test: it covers no host that receives the domain's mail.", scan.Says("Coverage.Unused", CheckStatus.Info, "gone.test").Fix);
    }

    [Fact]
    public void A_host_that_no_pattern_covers_is_added_file_first()
    {
        var scan = new SampleScan { Policy = SampleScan.PolicyText(mx: "a.test"), Mx = [SampleScan.Host("a.test"), SampleScan.Host("b.test")] };
        var check = scan.Says("Coverage.Mx", CheckStatus.Fail, "");
        Assert.Equal("No pattern covers b.test. Senders do not deliver there.", check.Detail);
        Assert.Equal(
            $"Add to the policy: 'mx: b.test'. {Put}change the TXT record {Sts} to: {Record}. Run: New-MtaStsPolicy contoso.test -Mode Enforce", check.Fix);

        scan.IsPreflight = true;
        Assert.Equal(
            $"Add to the policy: 'mx: b.test'. Do this before it is published. {Put}change the TXT record {Sts} to: {Record}.",
            scan.Says("Coverage.Mx", CheckStatus.Fail, "").Fix);
    }

    [Fact]
    public void A_host_whose_name_cannot_be_a_pattern_is_explained()
    {
        var scan = new SampleScan { Policy = SampleScan.PolicyText(mx: "a.test"), Mx = [SampleScan.Host("mail_1.b.test"), SampleScan.Host("a.test")] };
        Assert.Contains(
            "Add to the policy: 'mx: *.b.test'. 'mx: *.b.test' covers mail_1.b.test, whose own name cannot be a pattern: ",
            scan.Says("Coverage.Mx", CheckStatus.Fail, "mail_1.b.test").Fix, StringComparison.Ordinal);

        scan.Mx = [SampleScan.Host("mail.data_center.test"), SampleScan.Host("a.test")];
        var fix = scan.Says("Coverage.Mx", CheckStatus.Fail, "mail.data_center.test").Fix;
        Assert.StartsWith("No pattern can cover mail.data_center.test: ", fix, StringComparison.Ordinal);
        Assert.EndsWith(" Give the host another name, and use that name in the MX record.", fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enforce", 604800, "", "New-MtaStsPolicy contoso.test -Mode Enforce")]
    [InlineData("enforce", 86400, "", "New-MtaStsPolicy contoso.test -Mode Enforce -MaxAge 86400")]
    [InlineData("testing", 86400, "", "New-MtaStsPolicy contoso.test")]
    [InlineData("testing", 604800, "", "New-MtaStsPolicy contoso.test -MaxAge 604800")]
    [InlineData("enforce", 0, "", "New-MtaStsPolicy contoso.test -Mode Enforce")] // not a max_age to keep
    [InlineData("enforce", 604800, " next.test", "New-MtaStsPolicy contoso.test -Mode Enforce -AlsoMx next.test")]
    [InlineData("enforce", 604800, " next.test *.other.test", "New-MtaStsPolicy contoso.test -Mode Enforce -AlsoMx next.test, '*.other.test'")]
    [InlineData("enforce", 604800, " x.invalid", "New-MtaStsPolicy contoso.test -Mode Enforce")] // covers nothing, ever
    [InlineData("enforce", 604800, " test", "New-MtaStsPolicy contoso.test -Mode Enforce")] // it was meant for b.test
    public void The_command_keeps_what_the_policy_says(string mode, long maxAge, string patterns, string command)
    {
        var scan = new SampleScan
        {
            Policy = SampleScan.PolicyText(mode, "a.test" + patterns, maxAge), Mx = [SampleScan.Host("a.test"), SampleScan.Host("b.test")],
        };
        Assert.EndsWith(" Run: " + command, scan.Says("Coverage.Mx", CheckStatus.Fail, "b.test").Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wildcard_is_judged_by_its_labels()
    {
        Assert.Equal(
            "'*.b.test' does not cover b.test: the wildcard reaches one label only. '*' stands for exactly one label, and b.test has none before b.test.",
            Wildcard("*.b.test", "b.test"));
        Assert.Equal(
            "'*.b.test' does not cover x.y.b.test: the wildcard reaches one label only. '*' stands for exactly one label, and x.y.b.test has 2 before b.test.",
            Wildcard("*.b.test", "x.y.b.test"));

        static string Wildcard(string pattern, string host) =>
            new SampleScan { Policy = SampleScan.PolicyText(mx: pattern), Mx = [SampleScan.Host(host)] }.Says("Coverage.Wildcard", CheckStatus.Fail, "").Detail;
    }

    [Theory]
    [InlineData("b.test", "x.b.test", "'*.' is missing in 'mx: b.test': without it the pattern covers only a host of exactly that name, not x.b.test.")]
    [InlineData("b.test", "x.y.b.test", "'mx: b.test' covers only a host of exactly that name, and nothing below it such as x.y.b.test.")]
    [InlineData(
        "*.mail.protection.outlook.com", "smtp.google.com",
        "The policy lists hosts of Microsoft 365, and smtp.google.com is a host of Google Workspace: the domain has moved, or is about to.")]
    public void The_cause_of_a_gap_is_named(string pattern, string host, string cause) => Assert.Equal(
        $"No pattern covers {host}. Senders refuse the domain's mail. {cause}",
        new SampleScan { Policy = SampleScan.PolicyText(mx: pattern), Mx = [SampleScan.Host(host)] }.Says("Coverage.Mx", CheckStatus.Fail, "").Detail);

    [Theory]
    [InlineData("x.test", "smtp.google.com")] // an own host says nothing about providers
    [InlineData("*.aspmx.l.google.com", "smtp.google.com")] // the same provider
    [InlineData("*.mail.protection.outlook.com", "mail.contoso.test")] // a host of nobody known
    public void A_gap_without_a_known_cause_has_none(string pattern, string host) => Assert.Equal(
        $"No pattern covers {host}. Senders refuse the domain's mail.",
        new SampleScan { Policy = SampleScan.PolicyText(mx: pattern), Mx = [SampleScan.Host(host)] }.Says("Coverage.Mx", CheckStatus.Fail, "").Detail);

    [Fact]
    public void The_faults_of_MX_targets_have_their_own_fixes()
    {
        Target("192.0.2.1", null, CheckStatus.Fail, "192.0.2.1 is an IP address, not a host name.", "Use a host name in the MX record instead of 192.0.2.1.");
        Target(
            "ms1.msv1.invalid", null, CheckStatus.Warning,
            "ms1.msv1.invalid does not exist and never will; Microsoft 365 uses this MX record to verify a domain, and senders cannot deliver there.",
            "Remove the MX record '20 ms1.msv1.invalid' once Microsoft 365 has verified the domain; it never belongs in a policy.");
        Target(
            "x.invalid", null, CheckStatus.Fail, "x.invalid does not exist: no host name can end in '.invalid' (RFC 6761 §6.4).",
            "Remove the MX record '20 x.invalid'.");
        Target(
            "gone.test", DnsStatus.NxDomain, CheckStatus.Fail, "gone.test does not exist.",
            "Remove the MX record '20 gone.test': no sender can deliver there.");
        Target(
            "bare.test", DnsStatus.NoData, CheckStatus.Fail, "bare.test has no address.",
            "Remove the MX record '20 bare.test', or restore the A or AAAA record of bare.test.");

        static void Target(string host, DnsStatus? status, CheckStatus expected, string detail, string fix)
        {
            var lookup = SampleScan.Lookup(host, null, status ?? DnsStatus.NxDomain);
            var check = new SampleScan { Mx = [SampleScan.Host("mail.contoso.test"), SampleScan.Host(host, lookup: lookup, preference: 20, isProbed: false)] }
                .Says("Mx.Target", expected, "");
            Assert.Equal((detail, fix), (check.Detail, check.Fix));
        }
    }

    [Fact]
    public void When_no_MX_host_is_left_one_is_to_be_published()
    {
        var check = new SampleScan { Mx = [SampleScan.Host("gone.test", lookup: SampleScan.Lookup("gone.test", null), isProbed: false)] }
            .Says("Mx.Target", CheckStatus.Fail, "");
        Assert.EndsWith(" Publish an MX record that points to the host that receives the domain's mail.", check.Fix, StringComparison.Ordinal);

        // The record that verifies the domain is not enough as the only one.
        var only = new SampleScan { Mx = [SampleScan.Host("ms1.msv1.invalid", lookup: SampleScan.Lookup("ms1.msv1.invalid", null), isProbed: false)] };
        only.Says("Mx.Target", CheckStatus.Fail, "Microsoft 365 uses this MX record");
    }

    [Fact]
    public void An_alias_works_with_nearly_every_sender_unless_it_leads_to_a_private_address()
    {
        var lookup = SampleScan.Lookup("mail.contoso.test", alias: "real.test");
        var check = new SampleScan { Mx = [SampleScan.Host("mail.contoso.test", lookup: lookup)] }.Says("Mx.Target", CheckStatus.Warning, "");
        Assert.Equal(
            ("mail.contoso.test is an alias (CNAME) of real.test.", "Give mail.contoso.test A or AAAA records instead of the CNAME."),
            (check.Detail, check.Fix));

        var probe = SampleScan.Probe("mail.contoso.test", MtaSts.Smtp.SmtpPhase.Connect, tcp: TcpFailure.PrivateAddress);
        new SampleScan { Mx = [SampleScan.Host("mail.contoso.test", probe, lookup)] }.Says("Mx.Target", CheckStatus.Fail, "alias (CNAME)");
        var direct = new SampleScan { Mx = [SampleScan.Host("mail.contoso.test", probe)] }.Says("Mx.Target", CheckStatus.Fail, "");
        Assert.Equal(
            ("mail.contoso.test: it went wrong.", "Give mail.contoso.test an address that senders can reach."), (direct.Detail, direct.Fix));
    }

    [Fact]
    public void Servers_that_were_given_are_repeated_in_commands_that_look_something_up()
    {
        Assert.Equal("Do it. Run: Test-MtaSts a.test -Server 10.0.0.1", DomainAdvice.WithServers("Do it. Run: Test-MtaSts a.test", ["10.0.0.1"]));
        Assert.Equal(
            "Run: Read-TlsRptReport ./r | Step-MtaStsPolicy a.test -Server 10.0.0.1",
            DomainAdvice.WithServers("Run: Read-TlsRptReport ./r | Step-MtaStsPolicy a.test", ["10.0.0.1"]));
        foreach (var fix in new[] { "Run: New-TlsRptRecord a.test -Rua b@c.test", "Test-MtaSts a.test does.", "Run: Test-MtaStsOther a.test" })
            Assert.Equal(fix, DomainAdvice.WithServers(fix, ["10.0.0.1"]));
        Assert.Equal("Run: Test-MtaSts a.test", DomainAdvice.WithServers("Run: Test-MtaSts a.test", []));
    }

    private static SampleScan Unserved(DnsResponse sts) =>
        new() { Sts = sts, Policy = null, Fetch = SampleScan.NotFetched(FetchFailure.Connect, tcp: TcpFailure.Refused) };

}
