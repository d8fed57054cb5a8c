using FsCheck.Fluent;
using MtaSts.Net.Certificates;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Net.Certificates;

public class HostNameMatchTests
{
    [Theory]
    [InlineData("mail.contoso.test", "mail.contoso.test", true, "the same")]
    [InlineData("MAIL.contoso.TEST", "mail.contoso.test.", true, "case and final dot")]
    [InlineData("mail.contoso.test.", "mail.contoso.test", false, "a final dot in the certificate (RFC 5280 §4.2.1.6)")]
    [InlineData("mail.contoso.test", "mail2.contoso.test", false, "another")]
    [InlineData("contoso.test", "mail.contoso.test", false, "the parent")]
    [InlineData("*.contoso.test", "mail.contoso.test", true, "one label")]
    [InlineData("*.contoso.test", "contoso.test", false, "no label")]
    [InlineData("*.contoso.test", "a.b.contoso.test", false, "two labels")]
    [InlineData("*.contoso.test", ".contoso.test", false, "an empty label")]
    [InlineData("m*.contoso.test", "mail.contoso.test", false, "a star within a label")]
    [InlineData("*l.contoso.test", "mail.contoso.test", false, "a star at the start of a label")]
    [InlineData("mail.*.test", "mail.contoso.test", false, "a star inside")]
    [InlineData("*.*.test", "mail.contoso.test", false, "two stars")]
    [InlineData("*", "mail", false, "only a star")]
    [InlineData("*.", "mail", false, "a star and a dot")]
    [InlineData("", "mail.contoso.test", false, "nothing")]
    [InlineData("mail.contoso.test\0", "mail.contoso.test", false, "a NUL at the end")]
    public void A_star_counts_only_as_the_whole_left_most_label(string dnsName, string host, bool covers, string reason) =>
        Assert.True(covers == HostNameMatch.Covers(dnsName, host), reason);

    [Fact]
    public void Patterns_of_policies_and_names_of_certificates_follow_the_same_rule() => Any.Hold(Any.Pattern.Zip(Any.Host), pair =>
    {
        Assert.True(MxPattern.TryParse(pair.Item1, out var pattern, out _));
        foreach (var host in new[] { pair.Item2, pattern.Name, "x." + pattern.Name, pair.Item2 + "." + pattern.Name })
            Assert.Equal(pattern.Covers(host), HostNameMatch.Covers(pair.Item1, host));
    });
}
