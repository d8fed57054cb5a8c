using System;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.PolicyFetching;
using MtaSts.Records;
using MtaSts.Scanning;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>What a policy that is not published yet would change.</summary>
public class PreflightChangeTests
{
    private const string Sts = "_mta-sts." + SampleScan.Domain;
    private const string Fix =
        "Put the new file in place at https://mta-sts.contoso.test/.well-known/mta-sts.txt first, then change the TXT record _mta-sts.contoso.test to: "
            + "'v=STSv1; id=20260601120000;'.";

    [Fact]
    public void The_same_policy_changes_nothing()
    {
        var change = Change(SampleScan.PolicyText(), SampleScan.PolicyText());
        Assert.Equal(("Nothing changes: the published policy says the same.", ""), (change.Detail, change.Fix));
        Assert.Equal(change.Detail, Change(SampleScan.PolicyText(), SampleScan.PolicyText(mx: "MAIL.contoso.test")).Detail); // names have no case
    }

    [Fact]
    public void Mode_and_max_age_are_compared_before_the_patterns()
    {
        var change = Change(SampleScan.PolicyText("testing", age: 86400), SampleScan.PolicyText());
        Assert.Equal(
            "Changes compared with the published policy: mode testing to enforce; max_age 86400 to 604800. With the new one senders deliver over verified TLS.",
            change.Detail);
        Assert.Equal(Fix + " The record's id is 1 now.", change.Fix);
    }

    [Theory]
    [InlineData(5, "'mx: n5.test' is new. With")]
    [InlineData(6, "'mx: n5.test' is new; and 1 more pattern is new. With")]
    [InlineData(8, "'mx: n5.test' is new; and 3 more patterns are new. With")]
    public void Five_new_patterns_are_named_and_the_others_counted(int count, string end)
    {
        var added = string.Join(' ', Enumerable.Range(1, count).Select(i => $"n{i}.test"));
        Assert.Contains(
            end, Change(SampleScan.PolicyText(), SampleScan.PolicyText(mx: "mail.contoso.test " + added)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_that_are_gone_come_after_the_new_ones() => Assert.Contains(
        "'mx: *.contoso.test' is new; 'mx: mail.contoso.test' is gone. With",
        Change(SampleScan.PolicyText(), SampleScan.PolicyText(mx: "*.contoso.test")).Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("version: STSv1\nmode: x\nmx: mail.contoso.test\nmax_age: 1\n", "mode enforce to (not valid); max_age 604800 to 1")]
    [InlineData("version: STSv1\nmode: enforce\nmx: mail.contoso.test\nmax_age: x\n", "max_age 604800 to (not valid)")]
    public void A_policy_that_is_not_valid_is_not_to_be_published(string text, string says)
    {
        var change = Change(SampleScan.PolicyText(), text);
        Assert.Contains(says, change.Detail, StringComparison.Ordinal);
        Assert.Equal("Do not publish it yet: first fix what the other checks report.", change.Fix);
    }

    [Fact]
    public void A_policy_that_would_refuse_mail_is_not_to_be_published()
    {
        var change = Change(SampleScan.PolicyText(), SampleScan.PolicyText(mx: "other.test"));
        Assert.EndsWith("With the new one senders do not deliver: no MX host validates.", change.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Do not publish it yet", change.Fix, StringComparison.Ordinal);
        // In testing they deliver, and report it.
        var testing = Change(SampleScan.PolicyText(), SampleScan.PolicyText("testing", "other.test"));
        Assert.EndsWith("With the new one senders deliver although validation fails, and report it.", testing.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Put the new file in place", testing.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("testing", "senders deliver; whether over verified TLS was not tested (-SkipStartTls).")]
    [InlineData("enforce", "senders deliver to MX hosts with valid TLS, which was not tested (-SkipStartTls).")]
    [InlineData("none", "senders deliver, unprotected.")]
    public void Without_a_look_at_STARTTLS_the_effect_says_so(string mode, string effect) => Assert.EndsWith(
        "With the new one " + effect,
        Change(SampleScan.PolicyText(age: 1000), SampleScan.PolicyText(mode), scan =>
        {
            scan.IsStartTlsSkipped = true;
            scan.Mx = [SampleScan.Host("mail.contoso.test", isProbed: false)];
        }).Detail,
        StringComparison.Ordinal);

    [Fact]
    public void Where_nothing_usable_is_published_senders_are_unprotected_now()
    {
        const string Now = "Senders cannot use any policy of the domain now, and deliver unprotected. With this one senders deliver over verified TLS.";
        Assert.Equal(Now, Change(null, SampleScan.PolicyText()).Detail);
        Assert.Equal(Now, Change("version: STSv1\nmode: x\n", SampleScan.PolicyText()).Detail);
        Assert.Equal(Now, Change(SampleScan.PolicyText(), SampleScan.PolicyText(), record: "v=STSv1; id=a-b;").Detail);
        Assert.Equal(Now, Change(SampleScan.PolicyText(), SampleScan.PolicyText(), fetch: SampleScan.Fetched(SampleScan.PolicyText(), 404)).Detail);
        var alert = SampleScan.NotFetched(FetchFailure.Tls, tls: TlsFailure.Alert);
        Assert.Equal(Now, Change(SampleScan.PolicyText(), SampleScan.PolicyText(), fetch: alert).Detail);
    }

    [Theory]
    [InlineData(FetchFailure.Connect)]
    [InlineData(FetchFailure.TimedOut)]
    public void What_could_not_be_seen_is_not_compared(FetchFailure failure) => Assert.Equal(
        "It could not be determined what is published now, so the change is not known. With the new policy senders deliver over verified TLS.",
        Change(null, SampleScan.PolicyText(), fetch: SampleScan.NotFetched(failure)).Detail);

    [Fact]
    public void A_failed_lookup_of_the_record_leaves_the_change_open() => Assert.StartsWith(
        "It could not be determined what is published now",
        Change(SampleScan.PolicyText(), SampleScan.PolicyText(), answer: SampleScan.None(Sts, status: DnsStatus.Timeout)).Detail, StringComparison.Ordinal);

    [Fact]
    public void Without_a_record_the_policy_host_need_not_be_seen() => Assert.StartsWith(
        "Senders cannot use any policy of the domain now",
        Change(null, SampleScan.PolicyText(), answer: SampleScan.None(Sts), fetch: SampleScan.NotFetched(FetchFailure.Connect)).Detail,
        StringComparison.Ordinal);

    private static Check Change(
        string? before, string after, Action<SampleScan>? set = null, string record = SampleScan.GoodRecord, DnsResponse? answer = null,
        PolicyFetch? fetch = null)
    {
        var sample = new SampleScan { Sts = null, Fetch = null, IsPreflight = true, Policy = after };
        set?.Invoke(sample);
        var scan = sample.Make();
        answer ??= SampleScan.Txt(Sts, record);
        var published = new PublishedState(
            answer, RecordLookup.ReadSts(RecordLookup.Select(answer, StsRecordParser.VersionField)), fetch ?? SampleScan.Fetched(before ?? "x"),
            before is null ? null : PolicyParser.Parse(before));
        var with = new DomainScan
        {
            Domain = scan.Domain, UtcNow = scan.UtcNow, MxAnswer = scan.MxAnswer, Mx = scan.Mx, Policy = scan.Policy, IsPreflight = true, Published = published,
            TlsRptAnswer = scan.TlsRptAnswer, TlsRptSelection = scan.TlsRptSelection, TlsRpt = scan.TlsRpt, IsStartTlsSkipped = scan.IsStartTlsSkipped,
        };
        return CheckCatalogue.Run(with).Single(check => check.Id == "Preflight.Change");
    }
}
