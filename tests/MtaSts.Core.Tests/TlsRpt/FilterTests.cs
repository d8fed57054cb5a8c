using System;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

public class FilterTests
{
    private static readonly string Other =
        Sample.Policy.Replace("contoso.test", "fabrikam.test", StringComparison.Ordinal).Replace("count\":5", "count\":100", StringComparison.Ordinal);

    private static bool IsFor(TlsReport report, string domain) => TlsReportFilter.ForDomains(report, [domain]) is not null;

    private static TlsReport Of(params string[] policies) => Sample.Report(Sample.With(Sample.Policy, string.Join(",", policies)));

    [Theory]
    [InlineData("contoso.test", true)]
    [InlineData("CONTOSO.test.", true)]
    [InlineData("mx.contoso.test", false)] // a subdomain is another domain (RFC 8461 §3.4)
    [InlineData("test", false)]
    [InlineData("", false)]
    public void A_report_belongs_to_the_domains_of_its_policies(string domain, bool expected) => Assert.Equal(expected, IsFor(Of(Sample.Policy), domain));

    [Theory]
    [InlineData("bücher.test")]
    [InlineData("BÜCHER.test")]
    [InlineData("xn--bcher-kva.test")]
    public void A_domain_can_be_given_in_either_form(string domain)
    {
        Assert.True(IsFor(Of(Sample.Policy.Replace("contoso.test", "xn--bcher-kva.test", StringComparison.Ordinal)), domain));
        Assert.True(IsFor(Of(Sample.Policy.Replace("contoso.test", "bücher.test", StringComparison.Ordinal)), domain)); // not allowed, but readable
    }

    [Fact]
    public void Policies_for_other_domains_are_left_out_with_their_sessions()
    {
        var report = TlsReportFilter.ForDomains(Of(Sample.Policy, Other, Other), ["contoso.test"])!;
        Assert.Equal(("contoso.test", 5), (report.PolicyDomains.ToString(), report.SuccessCount));
        Assert.Equal("$.policies: 2 policies for other domains were left out as requested.", Assert.Single(report.Warnings).ToString());
        Assert.Equal("id-1", report.ReportId);
    }

    [Fact]
    public void A_report_about_the_given_domain_only_is_returned_unchanged()
    {
        var report = Of(Sample.Policy, Other);
        Assert.Same(report, TlsReportFilter.ForDomains(report, ["fabrikam.test", "contoso.test"]));
        Assert.Null(TlsReportFilter.ForDomains(report, ["adatum.test"]));
        Assert.Null(TlsReportFilter.ForDomains(report, []));
    }

    [Fact]
    public void A_tlsa_policy_with_the_domain_of_the_MX_host_is_kept()
    {
        var tlsa = Other.Replace("\"sts\"", "\"tlsa\"", StringComparison.Ordinal).Replace("fabrikam.test", "mx.provider.test", StringComparison.Ordinal);
        Assert.Equal(2, TlsReportFilter.ForDomains(Of(Sample.Policy, tlsa, Other), ["contoso.test"])!.Policies.Count);
        Assert.Null(TlsReportFilter.ForDomains(Of(tlsa), ["contoso.test"])); // nothing shows that it is about that domain
    }

    /// <summary>A DANE policy contains the MX host; the domain of the report is elsewhere.</summary>
    [Theory]
    [InlineData("id-1", "", "mx.provider.test")]
    [InlineData("2025-03-01T00:00:00Z_contoso.test", "", "contoso.test")] // Google
    [InlineData("2025-03-01T00:00:00Z_idx1_contoso.test", "", "contoso.test")]
    [InlineData("133198585438131172+contoso.test", "", "contoso.test")] // Microsoft
    [InlineData("1234567890+", "", "mx.provider.test")]
    [InlineData("b28254de_contoso.test", "", "mx.provider.test")] // not a form of large senders
    [InlineData("2025-03-01T00:00:00Z_not a domain", "", "mx.provider.test")]
    [InlineData("id-1", "fabrikam.test!contoso.test!1740787200!1740873599.json", "contoso.test")] // RFC 8460 §5.1
    [InlineData("id-1", "dir/fabrikam.test!contoso.test!1740787200!1740873599!001.json.gz", "contoso.test")]
    [InlineData("id-1", "C:\\reports\\fabrikam.test!contoso.test!1740787200!1740873599.json", "contoso.test")]
    [InlineData("id-1", "mail.eml > part 2 > fabrikam.test!contoso.test!1740787200!1740873599.json.gz", "contoso.test")]
    [InlineData("id-1", "a!contoso.test!b!c.json", "mx.provider.test")]
    public void The_report_id_or_the_file_name_supplies_the_domain_of_a_DANE_report(string id, string source, string domain)
    {
        var tlsa =
            Sample.Policy.Replace("\"sts\"", "\"tlsa\"", StringComparison.Ordinal).Replace("contoso.test", "mx.provider.test", StringComparison.Ordinal);
        var json = Sample.With(Sample.Policy, tlsa).Replace("id-1", id, StringComparison.Ordinal);
        var report = System.Linq.Enumerable.Single(new TlsReportReader().ReadText(json, source)).Report!;
        Assert.Equal(domain, report.ReportDomains.ToString());
        Assert.Equal("mx.provider.test", report.PolicyDomains.ToString());
        Assert.Equal(domain == "contoso.test", IsFor(report, "contoso.test"));
        Assert.Equal(domain, System.Linq.Enumerable.Single(TlsReportFlattener.Flatten(report)).ReportDomain);
        Assert.Equal(domain, System.Linq.Enumerable.Single(Made.Measure([report])).Domain);
    }

    [Fact]
    public void The_other_policies_supply_the_domain_of_a_DANE_policy()
    {
        var tlsa = Other.Replace("\"sts\"", "\"tlsa\"", StringComparison.Ordinal).Replace("fabrikam.test", "mx.provider.test", StringComparison.Ordinal);
        Assert.Equal("contoso.test", Of(tlsa, Sample.Policy).ReportDomains.ToString());
        Assert.Equal("mx.provider.test; contoso.test; fabrikam.test", Of(tlsa, Sample.Policy, Other).ReportDomains.ToString()); // two: unknown which one
        var own = Other.Replace("\"sts\"", "\"tlsa\"", StringComparison.Ordinal);
        Assert.Equal("fabrikam.test; contoso.test", Of(own, Sample.Policy, Other).ReportDomains.ToString()); // a policy with a mail domain is for that domain
    }

    [Fact]
    public void Omitted_policies_are_listed()
    {
        var tlsa = Other.Replace("\"sts\"", "\"tlsa\"", StringComparison.Ordinal).Replace("fabrikam.test", "mx.provider.test", StringComparison.Ordinal);
        Assert.NotNull(TlsReportFilter.ForDomains(Of(Sample.Policy, Other, tlsa), ["contoso.test"], out var leftOut));
        Assert.Equal([new TlsReportLeftOut("fabrikam.test", false)], leftOut);
        Assert.Null(TlsReportFilter.ForDomains(Of(tlsa), ["contoso.test"], out leftOut));
        Assert.Equal([new TlsReportLeftOut("mx.provider.test", true)], leftOut);
        Assert.NotNull(TlsReportFilter.ForDomains(Of(Sample.Policy), ["contoso.test"], out leftOut));
        Assert.Empty(leftOut);
    }

    [Fact]
    public void The_mail_header_supplies_the_domain_of_a_policy_without_one()
    {
        var nameless = Sample.Policy.Replace("\"policy-domain\":\"contoso.test\",", "", StringComparison.Ordinal);
        Assert.False(IsFor(Of(nameless), "contoso.test"));
        Assert.True(IsFor(Sample.Report(Sample.Mail(Sample.With(Sample.Policy, nameless))), "contoso.test"));
        Assert.Equal(2, TlsReportFilter.ForDomains(Of(Sample.Policy, nameless), ["contoso.test"])!.Policies.Count);
    }
}
