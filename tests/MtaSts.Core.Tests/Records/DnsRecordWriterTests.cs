using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Lab.Dns;
using MtaSts.Records;
using Xunit;

namespace MtaSts.Tests.Records;

public class DnsRecordWriterTests
{
    [Fact]
    public void The_property_names_bind_to_DNS_cmdlets()
    {
        var record = DnsRecordWriter.Sts("contoso.com", "20260101000000");
        Assert.Equal(("contoso.com", "_mta-sts", "_mta-sts.contoso.com", "TXT"), (record.ZoneName, record.Name, record.Fqdn, record.Type));
        Assert.Equal("v=STSv1; id=20260101000000;", record.Value);
        Assert.Equal(record.Value, record.DescriptiveText);
        Assert.Equal(300, record.TTL);
        Assert.Equal(TimeSpan.FromMinutes(5), record.TimeToLive);
        Assert.Equal("_mta-sts.contoso.com. 300 IN TXT \"v=STSv1; id=20260101000000;\"", record.ZoneFileLine);
    }

    [Theory]
    [InlineData("contoso.com", "contoso.com", "_mta-sts")]
    [InlineData("mail.contoso.com", "contoso.com", "_mta-sts.mail")]
    [InlineData("a.b.contoso.com", "contoso.com", "_mta-sts.a.b")]
    public void The_name_is_split_at_the_zone(string domain, string zone, string name)
    {
        var record = DnsRecordWriter.Sts(domain, "1", zone);
        Assert.Equal(name, record.Name);
        Assert.Equal("_mta-sts." + domain, record.Fqdn);
    }

    [Theory]
    [InlineData("contoso.com", "fabrikam.com")]
    [InlineData("notcontoso.com", "contoso.com")] // the same ending, but another domain
    [InlineData("contoso.com", "mail.contoso.com")]
    public void A_domain_outside_the_zone_is_rejected(string domain, string zone) =>
        Assert.Throws<ArgumentException>(() => DnsRecordWriter.Sts(domain, "1", zone));

    [Theory]
    [InlineData("contoso.pages.dev", "CNAME", "mta-sts.contoso.com. 3600 IN CNAME contoso.pages.dev.")]
    [InlineData("192.0.2.1", "A", "mta-sts.contoso.com. 3600 IN A 192.0.2.1")]
    [InlineData("100::", "AAAA", "mta-sts.contoso.com. 3600 IN AAAA 100::")]
    [InlineData("2001:DB8:0:0::1", "AAAA", "mta-sts.contoso.com. 3600 IN AAAA 2001:db8::1")]
    public void The_record_of_the_policy_host(string target, string type, string line)
    {
        var record = DnsRecordWriter.PolicyHost("contoso.com", target);
        Assert.Equal(type, record.Type);
        Assert.Equal(line, record.ZoneFileLine);
        Assert.Null(record.DescriptiveText);
    }

    [Fact]
    public void A_TTL_that_is_given_is_used()
    {
        Assert.Equal(3600, DnsRecordWriter.Sts("contoso.com", "1", timeToLive: TimeSpan.FromHours(1)).TTL);
        Assert.Equal(60, DnsRecordWriter.TlsRpt("contoso.com", ["mailto:a@contoso.com"], timeToLive: TimeSpan.FromMinutes(1)).TTL);
    }

    [Fact]
    public void What_forms_no_record_is_misuse()
    {
        Assert.Equal("rua", Assert.Throws<ArgumentException>(() => DnsRecordWriter.TlsRpt("contoso.com", ["a@contoso.com"])).ParamName);
        Assert.Throws<ArgumentNullException>(() => DnsRecordWriter.TlsRpt("contoso.com", null!));
        Assert.Throws<ArgumentNullException>(() => DnsRecordWriter.TryFindInZone(null!, "contoso.com", out _));
        Assert.Throws<ArgumentNullException>(() => DnsRecordWriter.TryFindInZone("contoso.com", null!, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a-b")]
    [InlineData("123456789012345678901234567890123")]
    [InlineData("1;v=2")]
    public void An_invalid_id_is_rejected(string id) => Assert.Throws<ArgumentException>(() => DnsRecordWriter.Sts("contoso.com", id));

    [Fact]
    public void The_id_is_never_the_previous_one()
    {
        var now = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        Assert.Equal("20260102030405", StsRecordWriter.NewId(now, "20260102030404"));
        Assert.Equal("20260102030406", StsRecordWriter.NewId(now, "20260102030405"));
    }

    [Fact]
    public void Long_texts_are_split_into_strings_of_255_that_join_to_the_same_text()
    {
        var rua = Enumerable.Range(0, 30).Select(i => $"mailto:tls-reports-{i}@contoso.com").ToList();
        var record = DnsRecordWriter.TlsRpt("contoso.com", rua);
        Assert.True(record.Strings.Count > 1);
        Assert.All(record.Strings, s => Assert.InRange(s.Length, 1, 255));
        Assert.Equal(record.Value, string.Concat(record.Strings));
        Assert.Equal(rua, TlsRptRecordParser.Parse(record.Value).Rua);

        // The lab reads zone lines with its own code.
        var read = ZoneLine.Read(record.ZoneFileLine)!;
        Assert.Equal(ZoneRecord.Txt("_smtp._tls.contoso.com", 3600, record.Strings).Data, read.Data);
    }

    [Theory]
    [InlineData("tls@contoso.com", "mailto:tls@contoso.com")]
    [InlineData(" tls@contoso.com ", "mailto:tls@contoso.com")]
    [InlineData("MAILTO:tls@contoso.com", "mailto:tls@contoso.com")]
    [InlineData("a,b!c;d@contoso.com", "mailto:a%2Cb%21c%3Bd@contoso.com")] // would end the URI or the field
    [InlineData("mailto:a%2Cb@contoso.com", "mailto:a%2Cb@contoso.com")] // already encoded
    [InlineData("a%2Cb@contoso.com", "mailto:a%252Cb@contoso.com")] // an address, so '%' is a plain character
    [InlineData("tls+x@contoso.com", "mailto:tls+x@contoso.com")]
    [InlineData("a?b@contoso.com", "mailto:a%3Fb@contoso.com")] // an address, so '?' begins no query
    [InlineData("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x")]
    [InlineData("tls@bücher.test", "mailto:tls@xn--bcher-kva.test")]
    [InlineData("mailto:tls@contoso.com?subject=a,b", "mailto:tls@contoso.com?subject=a%2Cb")]
    [InlineData("https://reports.contoso.com/tls", "https://reports.contoso.com/tls")]
    [InlineData("https://reports.contoso.com", "https://reports.contoso.com")]
    [InlineData("HTTPS://Reports.Contoso.com:8443/a;b,c!d?x=%21", "https://reports.contoso.com:8443/a%3Bb%2Cc%21d?x=%21")]
    [InlineData("https://bücher.test/ü", "https://xn--bcher-kva.test/%C3%BC")]
    public void A_report_URI_is_written(string input, string expected)
    {
        Assert.True(RuaWriter.TryWrite(input, out var uri, out var problem), problem);
        Assert.Equal(expected, uri);
        Assert.Empty(TlsRptRecordParser.Parse(DnsRecordWriter.TlsRpt("contoso.com", [uri]).Value).Findings);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(null, "empty")]
    [InlineData("reports.contoso.com", "no '@'")]
    [InlineData("mailto:", "no '@'")]
    [InlineData("@contoso.com", "before the '@'")]
    [InlineData("tls@", "after the '@'")]
    [InlineData("tls@con toso.com", "'con toso.com'")]
    [InlineData("tls@localhost", "'localhost'")]
    [InlineData("a@contoso.com,b@contoso.com", "more than one '@'")]
    [InlineData("a@contoso.com;b@contoso.com", "more than one '@'")]
    [InlineData("tls reports@contoso.com", "'tls reports'")]
    [InlineData("\"tls\"@contoso.com", "before the '@'")]
    [InlineData("mailto:%zz@contoso.com", "'%zz'")]
    [InlineData("rua=mailto:tls@contoso.com", "what follows 'rua='")] // a piece of a record
    [InlineData("v=TLSRPTv1;rua=mailto:tls@contoso.com", "what follows 'rua='")]
    [InlineData("mailto://tls@contoso.com", "'/' after 'mailto:'")]
    [InlineData("mailto:%2", "'%2'")]
    [InlineData("http://reports.contoso.com/", "not 'https:'")]
    [InlineData("https://", "host name")]
    [InlineData("https://user:secret@reports.contoso.com/", "user name")]
    [InlineData("ftp://reports.contoso.com/", "'ftp:'")]
    public void The_problem_describes_the_fault_of_a_report_URI(string? input, string part)
    {
        Assert.False(RuaWriter.TryWrite(input, out _, out var problem));
        Assert.Contains(part, problem, StringComparison.Ordinal);
    }

#if !MUTATION // random
    [Fact]
    public void Any_text_is_a_readable_report_URI_or_results_in_a_reason() => Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text =>
    {
        foreach (var input in new[] { text, text + "@contoso.com", "mailto:" + text, "https://contoso.com/" + text })
        {
            if (!RuaWriter.TryWrite(input, out var uri, out var problem))
            {
                if (problem.Length == 0) return false;
                continue;
            }

            var record = TlsRptRecordParser.Parse(DnsRecordWriter.TlsRpt("contoso.com", [uri, "mailto:b@contoso.com"]).Value);
            if (!record.IsValid || record.Rua.Count != 2 || record.Rua[0] != uri) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();
#endif
}
