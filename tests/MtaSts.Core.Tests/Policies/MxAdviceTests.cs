using System;
using System.Net;
using MtaSts.Policies;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Policies;

/// <summary>Which pattern covers an MX host, and which hosts no policy can list.</summary>
public class MxAdviceTests
{
    [Theory]
    [InlineData("Mail.Contoso.test.", "mail.contoso.test", "a name as in a zone file")]
    [InlineData("contoso-com.mail.protection.outlook.com", "*.mail.protection.outlook.com", "a provider's own zone")]
    [InlineData("contoso-us.mail.protection.office365.us", "*.mail.protection.office365.us", "another one")]
    [InlineData("contoso-com.a-v1.mx.microsoft", "*.a-v1.mx.microsoft", "the label before mx.microsoft is the customer's too")]
    [InlineData("a-v1.mx.microsoft", "a-v1.mx.microsoft", "not below a customer's label")]
    [InlineData("aspmx.l.google.com", "aspmx.l.google.com", "the host itself, not one below it")]
    [InlineData("mx_1.contoso.test", "*.contoso.test", "the label in the place of '*' is not compared")]
    [InlineData("mx_1.test", null, "'*' before a top-level domain would let in strangers")]
    [InlineData("mx.data_center.contoso.test", null, "a label that no pattern can contain")]
    [InlineData("192.0.2.1", null, "an address")]
    [InlineData("2001:db8::1", null, "an address")]
    [InlineData("ms12345678.msv1.invalid", null, "a host that never exists")]
    [InlineData("localhost", "localhost", "one label")]
    [InlineData("a_b", null, "one label that cannot be a pattern")]
    public void The_tightest_pattern_for_a_host(string host, string? pattern, string reason) =>
        Assert.True(pattern == MxAdvice.PatternFor(host), reason + ": " + MxAdvice.PatternFor(host));

    [Theory]
    [InlineData("mail.contoso.test", null)]
    [InlineData("192.0.2.1", "it is an IP address, but MX records contain host names")]
    [InlineData("mx_1.contoso.test", "'_'")]
    public void The_reason_why_a_name_cannot_be_a_pattern(string host, string? words)
    {
        var why = MxAdvice.WhyUnnamed(host);
        Assert.Equal(words is null, why is null);
        if (words is not null) Assert.Contains(words, why, StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_are_given_once_and_in_order() => Assert.Equal(
        ["b.test", "*.mail.protection.outlook.com", "a.test"],
        PolicyBuilder.PatternsFor(["b.test", "x.mail.protection.outlook.com", "a.test", "192.0.2.1", "y.mail.protection.outlook.com", "B.test."]));

    [Fact]
    public void A_listing_has_the_hosts_that_exist_and_their_patterns()
    {
        var listing = MxListing.Of([
            Host("mail.contoso.test"), Host("gone.contoso.test", isMissing: true), Host("192.0.2.1"), Host("late.contoso.test", isLeftOut: true),
            Host("never.contoso.test", isMissing: true, isLeftOut: true)]);
        Assert.Equal(["mail.contoso.test", "192.0.2.1", "late.contoso.test"], listing.Hosts);
        Assert.Equal(["mail.contoso.test", "late.contoso.test"], listing.Patterns);
        Assert.Equal(["gone.contoso.test", "never.contoso.test"], listing.Missing);
        Assert.Equal(["192.0.2.1"], listing.Unlistable);
        Assert.Equal(["late.contoso.test"], listing.LeftOut);
        Assert.Throws<ArgumentNullException>(() => MxListing.Of((System.Collections.Generic.IEnumerable<MxHost>)null!));
    }

    [Fact]
    public void Hosts_of_a_test_that_are_known_by_name_alone_are_assumed_to_exist()
    {
        var test = new TestResult
        {
            DomainName = "contoso.test",
            Status = TestStatus.Pass,
            SenderAction = SenderAction.DeliverVerified,
            Tested = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
            Checks = ReadableList<MtaSts.Check>.Empty,
            MxHosts = new ReadableList<string>(["a.test", "b.test", "c.test", "ms1.msv1.invalid"]),
            Mx = new ReadableList<MxHost>([Host("B.test.", isMissing: true), Host("c.test")]),
        };
        var listing = MxListing.Of(test);
        Assert.Equal(["a.test", "c.test"], listing.Hosts);
        Assert.Equal(["b.test", "ms1.msv1.invalid"], listing.Missing);
        Assert.Empty(listing.LeftOut);
    }

    private static MxHost Host(string host, bool isMissing = false, bool isLeftOut = false) => new()
    {
        DomainName = "contoso.test",
        Host = host,
        Preference = 10,
        Addresses = ReadableList<IPAddress>.Empty,
        IsMissing = isMissing,
        IsLeftOut = isLeftOut,
    };
}
