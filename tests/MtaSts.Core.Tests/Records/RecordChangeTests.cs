using MtaSts.Records;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Records;

/// <summary>What to do with a TXT record depends on what is published there.</summary>
public class RecordChangeTests
{
    private const string Name = "_mta-sts.contoso.test";
    private const string Value = "v=STSv1; id=1;";

    [Theory]
    [InlineData(RecordStatus.Valid, 300, "change the TXT record _mta-sts.contoso.test to: v=STSv1; id=1;")]
    [InlineData(RecordStatus.Invalid, 300, "change the TXT record _mta-sts.contoso.test to: v=STSv1; id=1;")]
    [InlineData(RecordStatus.Missing, null, "publish the TXT record _mta-sts.contoso.test: v=STSv1; id=1;")]
    [InlineData(
        RecordStatus.Multiple, 300,
        "delete all TXT records _mta-sts.contoso.test that begin with v=STSv1, of which there may be only one, and publish: v=STSv1; id=1;")]
    [InlineData(
        RecordStatus.LookupFailed, null,
        "change the TXT record _mta-sts.contoso.test to: v=STSv1; id=1; (it could not be looked up from here; publish it only if none is published)")]
    public void A_record_at_its_own_name_is_published_or_changed(RecordStatus status, int? timeToLive, string change)
    {
        Assert.Equal(change, RecordChange.Sts(Published(status, timeToLive), Name, Value));
        Assert.Null(RecordChange.Delegated(Published(status, timeToLive)));
    }

    [Fact]
    public void A_record_that_was_not_looked_up_is_published()
    {
        Assert.Equal($"publish the TXT record {Name}: {Value}", RecordChange.Sts(null, Name, Value));
        Assert.Null(RecordChange.Delegated(null));
    }

    [Theory]
    [InlineData(
        RecordStatus.Valid, 300,
        "have the TXT record contoso.provider.test changed to: v=STSv1; id=1; (_mta-sts.contoso.test is a CNAME that leads there, so the operator of that "
            + "name must change it; RFC 8461 §8.2)")]
    [InlineData(
        RecordStatus.Multiple, 300,
        "have all TXT records contoso.provider.test that begin with v=STSv1 deleted, of which there may be only one, and this one published there: "
            + "v=STSv1; id=1; (_mta-sts.contoso.test is a CNAME that leads there, so the operator of that name must change them; RFC 8461 §8.2)")]
    [InlineData(
        RecordStatus.Missing, null,
        "replace the CNAME _mta-sts.contoso.test, which leads to contoso.provider.test where there is no record, with the TXT record "
            + "_mta-sts.contoso.test: v=STSv1; id=1; (or have the operator of contoso.provider.test publish the record there)")]
    [InlineData(RecordStatus.Missing, 300, "publish the TXT record _mta-sts.contoso.test: v=STSv1; id=1;")] // a wildcard CNAME leads to other TXT records
    public void Behind_a_CNAME_the_operator_of_the_target_has_to_act(RecordStatus status, int? timeToLive, string change)
    {
        var published = Published(status, timeToLive, "steps.contoso.test", "contoso.provider.test");
        Assert.Equal(change, RecordChange.Sts(published, Name, Value));
        Assert.Equal(status == RecordStatus.Missing ? null : "contoso.provider.test", RecordChange.Delegated(published));
    }

    [Theory]
    [InlineData("a_b-1.provider.test", true)]
    [InlineData("provider", false)] // no name above it could be its zone
    [InlineData(".test", false)]
    [InlineData("provider.test.", false)]
    [InlineData("a b.provider.test", false)]
    [InlineData("a\u001b.provider.test", false)]
    public void A_record_is_written_for_a_name_that_a_zone_can_have(string target, bool isName) =>
        Assert.Equal(isName ? target : null, RecordChange.Delegated(Published(RecordStatus.Valid, 300, target)));

    [Theory]
    [InlineData("contoso.provider.test", null, "provider.test", "contoso")]
    [InlineData("a.contoso.provider.test", "provider.test", "provider.test", "a.contoso")]
    [InlineData("contoso.provider.test", "fabrikam.test", "provider.test", "contoso")] // not in the zone
    [InlineData("provider.test", "provider.test", "test", "provider")] // a record needs a name inside its zone
    public void A_delegated_record_is_in_the_zone_of_its_target(string target, string? zone, string expected, string name)
    {
        var record = DnsRecordWriter.DelegatedSts(target, "1", zone);
        Assert.Equal((expected, name, "TXT", 300), (record.ZoneName, record.Name, record.Type, record.TTL));
        Assert.Equal((Value, "1", target), (record.Value, record.Id, record.Fqdn));
    }

    [Fact]
    public void A_TLS_RPT_record_is_changed_in_the_same_way()
    {
        var published = new PublishedTlsRptRecord
        {
            DomainName = "contoso.test", Name = "_smtp._tls.contoso.test", Status = RecordStatus.Multiple, Text = "", TTL = 300,
        };
        Assert.Equal(
            "delete all TXT records _smtp._tls.contoso.test that begin with v=TLSRPTv1, of which there may be only one, and publish: X",
            RecordChange.TlsRpt(published, "_smtp._tls.contoso.test", "X"));
    }

    private static PublishedRecord Published(RecordStatus status, int? timeToLive, params string[] chain) => new()
    {
        DomainName = "contoso.test",
        Name = Name,
        Status = status,
        Text = "",
        TTL = timeToLive,
        CnameChain = new ReadableList<string>(chain),
    };
}
