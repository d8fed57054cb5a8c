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
    [InlineData(RecordStatus.Invalid, "1", "v=STSv1 ; id=1;", "something else")] // the rule that discards comes first // erratum 6285
    [InlineData(RecordStatus.Invalid, null, "v=STSv1;")]
    [InlineData(RecordStatus.Invalid, null, "v=STS1; id=1;")]
    [InlineData(RecordStatus.Invalid, null, "something else", "\"v=STSv1; id=1;\"")]
    [InlineData(RecordStatus.Multiple, null, "v=STSv1; id=1;", "v=STSv1; id=2;")]
    [InlineData(RecordStatus.Invalid, "1", "v=STSv1 ; id=1;", "v=STSv1 ; id=2;")] // senders discard both
    [InlineData(RecordStatus.Missing, null, "v=spf1 -all")]
    [InlineData(RecordStatus.Missing, null)]
    public async Task What_is_there_is_said(RecordStatus status, string? id, params string[] texts)
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
    public async Task What_is_there_for_TLS_RPT_is_said(RecordStatus status, params string[] texts)
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
    [InlineData(DnsStatus.ServFail)]
    [InlineData(DnsStatus.Refused)]
    [InlineData(DnsStatus.Timeout)]
    [InlineData(DnsStatus.Unreachable)]
    [InlineData(DnsStatus.Malformed)]
    [InlineData(DnsStatus.CnameLoop)]
    [InlineData(DnsStatus.ServerError)]
    public async Task What_could_not_be_asked_is_not_missing(DnsStatus status)
    {
        var resolver = new FakeResolver().Fails(StsName, DnsRecordType.TXT, status).Fails(TlsRptName, DnsRecordType.TXT, status);
        var sts = await RecordLookup.GetStsAsync(resolver, "contoso.test", CancellationToken.None);
        var tlsRpt = await RecordLookup.GetTlsRptAsync(resolver, "contoso.test", CancellationToken.None);
        Assert.Equal((RecordStatus.LookupFailed, RecordStatus.LookupFailed), (sts.Status, tlsRpt.Status));
        Assert.Contains(status.ToString(), sts.Problem, StringComparison.Ordinal);
        Assert.Contains(status.ToString(), tlsRpt.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strings_are_joined_and_the_way_to_the_record_is_kept()
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
    public async Task A_record_with_more_fields_than_findings_is_described_all_the_same()
    {
        var text = "v=STSv1; " + string.Concat(Enumerable.Repeat("x=y; ", 200));
        var record = await RecordLookup.GetStsAsync(new FakeResolver().Txt(StsName, text), "contoso.test", CancellationToken.None);
        Assert.Equal(RecordStatus.Invalid, record.Status);
        Assert.Contains("no 'id'", record.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_and_misuse_throw()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RecordLookup.GetStsAsync(new FakeResolver(), "contoso.test", new CancellationToken(true)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => RecordLookup.GetStsAsync(null!, "contoso.test", CancellationToken.None));
    }
}
