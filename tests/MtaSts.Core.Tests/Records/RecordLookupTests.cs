using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Records;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Records;

public class RecordLookupTests
{
    private const string StsName = "_mta-sts.contoso.test";
    private const string TlsRptName = "_smtp._tls.contoso.test";

    [Theory]
    [InlineData(RecordStatus.Valid, "1", "v=STSv1; id=1;")]
    [InlineData(RecordStatus.Valid, "1", "v=STSv1; id=1;", "something else")]
    [InlineData(RecordStatus.Valid, "1", "v=STSv1 ; id=1;")]
    [InlineData(RecordStatus.Invalid, "1", "v=STSv1 ; id=1;", "something else")] // the rule that discards applies first // erratum 6285
    [InlineData(RecordStatus.Invalid, null, "v=STSv1;")]
    [InlineData(RecordStatus.Invalid, null, "v=STS1; id=1;")]
    [InlineData(RecordStatus.Invalid, null, "something else", "\"v=STSv1; id=1;\"")]
    [InlineData(RecordStatus.Multiple, null, "v=STSv1; id=1;", "v=STSv1; id=2;")]
    [InlineData(RecordStatus.Invalid, "1", "v=STSv1 ; id=1;", "v=STSv1 ; id=2;")] // senders discard both
    [InlineData(RecordStatus.Missing, null, "v=spf1 -all")]
    [InlineData(RecordStatus.Missing, null)]
    public async Task The_lookup_shows_the_published_record(RecordStatus status, string? id, params string[] texts)
    {
        var resolver = new FakeResolver();
        if (texts.Length > 0) resolver.Txt(StsName, texts);
        var record = await RecordLookup.GetStsAsync(resolver, "contoso.test", CancellationToken.None);
        Assert.Equal((status, id, status == RecordStatus.Valid), (record.Status, record.Id, record.IsValid));
        Assert.Equal((StsName, "contoso.test"), (record.Name, record.DomainName));
        Assert.Equal(status == RecordStatus.Valid, record.Problem.Length == 0);
        Assert.Equal(texts.Length == 0 ? null : 300, record.TTL);
        Assert.All(texts.Where(_ => record.Record is null), text => Assert.Contains(text, record.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RecordStatus.Valid, "v=TLSRPTv1; rua=mailto:a@contoso.test")]
    [InlineData(RecordStatus.Invalid, "v=TLSRPTv1; rua=a@contoso.test")]
    [InlineData(RecordStatus.Invalid, "rua=mailto:a@contoso.test")]
    [InlineData(RecordStatus.Invalid, "\"v=TLSRPTv1; rua=mailto:a@contoso.test\"")]
    [InlineData(RecordStatus.Multiple, "v=TLSRPTv1; rua=mailto:a@contoso.test", "v=TLSRPTv1; rua=mailto:b@contoso.test")]
    [InlineData(RecordStatus.Missing, "v=spf1 -all")]
    [InlineData(RecordStatus.Missing)]
    public async Task The_lookup_shows_the_published_TLS_RPT_record(RecordStatus status, params string[] texts)
    {
        var resolver = new FakeResolver();
        if (texts.Length > 0) resolver.Txt(TlsRptName, texts);
        var record = await RecordLookup.GetTlsRptAsync(resolver, "contoso.test", CancellationToken.None);
        Assert.Equal((status, status == RecordStatus.Valid), (record.Status, record.IsValid));
        Assert.Equal(status == RecordStatus.Valid, record.Problem.Length == 0);
        Assert.Equal(status == RecordStatus.Valid ? "mailto:a@contoso.test" : record.Rua.ToString(), record.Rua.ToString());
        Assert.Equal(TlsRptName, record.Name);
    }

    [Theory]
    [InlineData("mta-sts.contoso.test", "the policy host")]
    [InlineData("contoso.test", "the domain itself")]
    [InlineData("_mta_sts.contoso.test", "an underscore instead of the hyphen")]
    [InlineData("_mta-sts.contoso.test.contoso.test", "the zone's name twice")]
    public async Task An_MTA_STS_record_at_a_wrong_name_is_reported(string name, string reason)
    {
        var resolver = new FakeResolver().Txt(name, "v=STSv1; id=1;");
        var record = await RecordLookup.GetStsAsync(resolver, "contoso.test", CancellationToken.None);
        Assert.True(record.Status == RecordStatus.Missing, reason);
        Assert.Equal($"There is no such record at {StsName}, but one at {name}, where senders do not look.", record.Problem);
    }

    [Theory]
    [InlineData("_smtp-tlsrpt.contoso.test", "the name in RFC 8460's media types")]
    [InlineData("_tls.contoso.test", "only half of the name")]
    [InlineData("_smtp-tls.contoso.test", "a hyphen instead of the dot")]
    [InlineData("_smtp_tls.contoso.test", "an underscore instead of the dot")]
    [InlineData("contoso.test", "the domain itself")]
    [InlineData("_smtp._tls.contoso.test.contoso.test", "the zone's name twice")]
    public async Task A_TLS_RPT_record_at_a_wrong_name_is_reported(string name, string reason)
    {
        var resolver = new FakeResolver().Txt(name, "v=TLSRPTv1; rua=mailto:a@contoso.test");
        var record = await RecordLookup.GetTlsRptAsync(resolver, "contoso.test", CancellationToken.None);
        Assert.True(record.Status == RecordStatus.Missing, reason);
        Assert.Contains($"but one at {name},", record.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v=STSv1;\u00C2\u00A0id=1", "U+00A0", "UTF-8")]
    [InlineData("\u00E2\u0080\u009Cv=STSv1; id=1\u00E2\u0080\u009D", "U+201C", "UTF-8 with typographic quotes")]
    [InlineData("v=STSv1; id=\u00E9", "'\u00E9'", "Latin-1, which is not valid UTF-8")]
    public async Task Octets_are_read_as_UTF_8_where_they_are_valid(string octets, string words, string reason)
    {
        var resolver = new FakeResolver().Txt(StsName, octets);
        var record = await RecordLookup.GetStsAsync(resolver, "contoso.test", CancellationToken.None);
        Assert.True(record.Status == RecordStatus.Invalid, reason);
        Assert.Contains(words, Assert.Single(record.Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DnsStatus.ServFail)]
    [InlineData(DnsStatus.Refused)]
    [InlineData(DnsStatus.Timeout)]
    [InlineData(DnsStatus.Unreachable)]
    [InlineData(DnsStatus.Malformed)]
    [InlineData(DnsStatus.CnameLoop)]
    [InlineData(DnsStatus.ServerError)]
    public async Task A_record_that_could_not_be_queried_is_not_missing(DnsStatus status)
    {
        var resolver = new FakeResolver().Fails(StsName, DnsRecordType.TXT, status).Fails(TlsRptName, DnsRecordType.TXT, status);
        var sts = await RecordLookup.GetStsAsync(resolver, "contoso.test", CancellationToken.None);
        var tlsRpt = await RecordLookup.GetTlsRptAsync(resolver, "contoso.test", CancellationToken.None);
        Assert.Equal((RecordStatus.LookupFailed, RecordStatus.LookupFailed), (sts.Status, tlsRpt.Status));
        Assert.Contains(status.ToString(), sts.Problem, StringComparison.Ordinal);
        Assert.Contains(status.ToString(), tlsRpt.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strings_are_joined_and_the_CNAMEs_to_the_record_are_kept()
    {
        var resolver = new FakeResolver().Set(new DnsResponse
        {
            Name = StsName,
            Type = DnsRecordType.TXT,
            Status = DnsStatus.Success,
            Records = new ReadableList<DnsRecord>([FakeResolver.Text("v=STS", "v1; id=20", "26;")]),
            CnameChain = new ReadableList<string>(["a.test", "b.test"]),
            IsAuthenticated = true,
            TimeToLive = TimeSpan.FromMinutes(1),
        });
        var record = await RecordLookup.GetStsAsync(resolver, "contoso.test", CancellationToken.None);
        Assert.Equal(("2026", "a.test; b.test", true, 60), (record.Id, record.CnameChain.ToString(), record.IsAuthenticated, record.TTL));
        Assert.Equal("v=STSv1; id=2026;", record.ToString());
    }

    [Fact]
    public async Task A_record_with_more_fields_than_findings_is_still_described()
    {
        var text = "v=STSv1; " + string.Concat(Enumerable.Repeat("x=y; ", 200));
        var record = await RecordLookup.GetStsAsync(new FakeResolver().Txt(StsName, text), "contoso.test", CancellationToken.None);
        Assert.Equal(RecordStatus.Invalid, record.Status);
        Assert.Contains("no 'id'", record.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DnsStatus.NxDomain, 1000, 1)]
    [InlineData(DnsStatus.NoData, 3_600_000, 3600)]
    [InlineData(DnsStatus.NxDomain, 999, null)] // the answer has no SOA record
    [InlineData(DnsStatus.ServFail, 3_600_000, null)] // an error is not a negative answer
    public async Task A_negative_answer_may_be_cached(DnsStatus status, int milliseconds, int? seconds)
    {
        var answer = new DnsResponse
        {
            Name = StsName, Type = DnsRecordType.TXT, Status = status, NegativeTimeToLive = TimeSpan.FromMilliseconds(milliseconds),
        };
        var record = await RecordLookup.GetStsAsync(new FakeResolver().Set(answer), "contoso.test", CancellationToken.None);
        Assert.Equal(seconds, record.NegativeTimeToLive);
        Assert.Equal(seconds is not null, record.Problem.Contains("resolvers may cache the negative answer for up to", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(245, true)]
    [InlineData(246, false)] // a name has at most 253 characters
    public async Task Names_that_are_too_long_are_not_queried(int length, bool isQueried)
    {
        var domain = new string('a', length - 5) + ".test";
        var resolver = new FakeResolver();
        await RecordLookup.GetStsAsync(resolver, domain, CancellationToken.None);
        Assert.Equal(isQueried, resolver.Asked.Any(query => query.Name == "mta-sts." + domain));
        Assert.Contains(resolver.Asked, query => query.Name == domain);
    }

    [Fact]
    public async Task Only_where_a_record_is_missing_others_are_looked_for()
    {
        var resolver = new FakeResolver().Txt(StsName, "v=STSv1; id=1;").Txt(TlsRptName, "v=TLSRPTv1; rua=a@contoso.test");
        await RecordLookup.GetStsAsync(resolver, "contoso.test", CancellationToken.None);
        await RecordLookup.GetTlsRptAsync(resolver, "contoso.test", CancellationToken.None);
        Assert.Equal([StsName, TlsRptName], resolver.Asked.Select(query => query.Name));

        var failing = new FakeResolver().Fails(StsName, DnsRecordType.TXT, DnsStatus.Timeout);
        await RecordLookup.GetStsAsync(failing, "contoso.test", CancellationToken.None);
        Assert.Single(failing.Asked);
    }

    [Fact]
    public async Task Cancellation_and_misuse_throw()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RecordLookup.GetStsAsync(new FakeResolver(), "contoso.test", new CancellationToken(true)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => RecordLookup.GetStsAsync(null!, "contoso.test", CancellationToken.None));
    }
}
