using System;
using MtaSts.Reports;
using Xunit;

namespace MtaSts.Tests.Reports;

public class FilterTests
{
    private static readonly string Other = Sample.Policy.Replace("contoso.test", "fabrikam.test", StringComparison.Ordinal).Replace("count\":5", "count\":100", StringComparison.Ordinal);

    private static TlsReport Of(params string[] policies) => Sample.Report(Sample.With(Sample.Policy, string.Join(",", policies)));

    [Theory]
    [InlineData("contoso.test", true)]
    [InlineData("CONTOSO.test.", true)]
    [InlineData("mx.contoso.test", false)] // a subdomain is another domain (RFC 8461 §3.4)
    [InlineData("test", false)]
    [InlineData("", false)]
    public void A_report_is_for_the_domains_of_its_policies(string domain, bool expected) => Assert.Equal(expected, Of(Sample.Policy).IsFor(domain));

    [Theory]
    [InlineData("bücher.test")]
    [InlineData("BÜCHER.test")]
    [InlineData("xn--bcher-kva.test")]
    public void A_domain_may_be_written_in_either_form(string domain)
    {
        Assert.True(Of(Sample.Policy.Replace("contoso.test", "xn--bcher-kva.test", StringComparison.Ordinal)).IsFor(domain));
        Assert.True(Of(Sample.Policy.Replace("contoso.test", "bücher.test", StringComparison.Ordinal)).IsFor(domain)); // not allowed, yet readable
    }

    [Fact]
    public void Policies_for_other_domains_are_left_out_with_their_sessions()
    {
        TlsReport report = TlsReportFilter.ForDomains(Of(Sample.Policy, Other, Other), ["contoso.test"])!;
        Assert.Equal(("contoso.test", 5), (report.PolicyDomains.ToString(), report.SuccessCount));
        Assert.Equal("$.policies: 2 policies for other domains were left out, as asked.", Assert.Single(report.Warnings).ToString());
        Assert.Equal("id-1", report.ReportId);
    }

    [Fact]
    public void A_report_that_is_about_nothing_else_is_given_as_it_is()
    {
        TlsReport report = Of(Sample.Policy, Other);
        Assert.Same(report, TlsReportFilter.ForDomains(report, ["fabrikam.test", "contoso.test"]));
        Assert.Null(TlsReportFilter.ForDomains(report, ["adatum.test"]));
        Assert.Null(TlsReportFilter.ForDomains(report, []));
    }

    [Fact]
    public void A_tlsa_policy_names_the_domain_of_the_MX_host_and_stays()
    {
        string tlsa = Other.Replace("\"sts\"", "\"tlsa\"", StringComparison.Ordinal).Replace("fabrikam.test", "mx.provider.test", StringComparison.Ordinal);
        Assert.Equal(2, TlsReportFilter.ForDomains(Of(Sample.Policy, tlsa, Other), ["contoso.test"])!.Policies.Count);
        Assert.Null(TlsReportFilter.ForDomains(Of(tlsa), ["contoso.test"])); // nothing says that it is about that domain
    }

    [Fact]
    public void The_mail_says_what_a_policy_without_a_domain_is_about()
    {
        string nameless = Sample.Policy.Replace("\"policy-domain\":\"contoso.test\",", "", StringComparison.Ordinal);
        Assert.False(Of(nameless).IsFor("contoso.test"));
        Assert.True(Sample.Report(Sample.Mail(Sample.With(Sample.Policy, nameless))).IsFor("contoso.test"));
        Assert.Equal(2, TlsReportFilter.ForDomains(Of(Sample.Policy, nameless), ["contoso.test"])!.Policies.Count);
    }
}
