using System;
using System.Linq;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class DomainNameTests
{
    private static readonly string Label63 = new('a', 63);

    [Theory]
    [InlineData("contoso.com", "contoso.com", "plain")]
    [InlineData("Contoso.COM", "contoso.com", "case does not matter")]
    [InlineData("contoso.com.", "contoso.com", "a final dot")]
    [InlineData("  contoso.com\t", "contoso.com", "white space around it")]
    [InlineData("a.b.c.d.example", "a.b.c.d.example", "many labels")]
    [InlineData("3com.example", "3com.example", "a label that begins with a digit")]
    [InlineData("mta-sts.example", "mta-sts.example", "the rest would not be a domain")]
    [InlineData("mta-sts1.contoso.com", "mta-sts1.contoso.com", "another label")]
    [InlineData("a--b.example", "a--b.example", "two hyphens inside")]
    [InlineData("bücher.example", "xn--bcher-kva.example", "a U-label")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example", "a U-label in capitals")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example", "an A-label")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah", "no ASCII characters")]
    [InlineData("例え。テスト", "xn--r8jz45g.xn--zckzah", "an ideographic full stop")]
    public void A_valid_domain_is_accepted(string input, string expected, string reason)
    {
        Assert.True(DomainName.TryParse(input, out var name, out var problem), $"{reason}: {problem}");
        Assert.Equal(expected, name);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData(null, "empty", "null")]
    [InlineData("", "empty", "nothing")]
    [InlineData("  ", "empty", "white space")]
    [InlineData(".", "empty", "only a dot")]
    [InlineData("user@contoso.com", "e-mail", "an e-mail address")]
    [InlineData("mailto:user@contoso.com", "e-mail", "a mailto URI")]
    [InlineData("https://contoso.com", "URL", "a URL")]
    [InlineData("https://mta-sts.contoso.com/.well-known/mta-sts.txt", "URL", "the policy's URL")]
    [InlineData("contoso.com/path", "'/'", "a path")]
    [InlineData("mta-sts.contoso.com", "the policy host of contoso.com; give the domain contoso.com", "the policy host")]
    [InlineData("MTA-STS.contoso.com.", "give the domain contoso.com", "the policy host, as a zone file has it")]
    [InlineData("_mta-sts.contoso.com", "the MTA-STS record of contoso.com", "the record's name")]
    [InlineData("_smtp._tls.mail.contoso.com", "the TLS-RPT record of mail.contoso.com", "the TLS-RPT record's name")]
    [InlineData("_dmarc.contoso.com", "the DMARC record of contoso.com", "the DMARC record's name")]
    [InlineData("https://mta-sts.contoso.com/.well-known/mta-sts.txt", "give the domain contoso.com", "the policy's URL")]
    [InlineData("http://www.contoso.com:8080/x?y", "such as www.contoso.com", "another URL")]
    [InlineData("user@contoso.com", "give only the part after '@', contoso.com", "the domain of an address")]
    [InlineData("192.0.2.1", "IP address", "an IPv4 address")]
    [InlineData("2001:db8::1", "IP address", "an IPv6 address")]
    [InlineData("[192.0.2.1]", "IP address", "an address literal")]
    [InlineData("contoso", "one label", "no dot")]
    [InlineData("contoso.com..", "empty label", "two final dots")]
    [InlineData("contoso.com...", "empty label", "three final dots")]
    [InlineData("contoso..com", "empty label", "two dots inside")]
    [InlineData(".contoso.com", "empty label", "a leading dot")]
    [InlineData("-contoso.com", "hyphen", "a leading hyphen")]
    [InlineData("contoso-.com", "hyphen", "a hyphen at the end of a label")]
    [InlineData("con toso.com", "' '", "a space inside")]
    [InlineData("con_toso.com", "'_'", "an underscore")]
    [InlineData("*.contoso.com", "'*'", "a star")]
    [InlineData("contoso.com:443", "':'", "a port")]
    [InlineData("contoso.com;fabrikam.com", "';'", "a list")]
    [InlineData("contoso.123", "number", "a last label of digits")]
    [InlineData("büc her.example", "contains ' '", "a U-label with a space")]
    [InlineData("a\u001b[31m.example", "letters, digits", "an escape sequence")]
    public void An_invalid_domain_is_rejected_with_the_reason(string? input, string expected, string reason)
    {
        Assert.False(DomainName.TryParse(input, out var name, out var problem), reason);
        Assert.Null(name);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_limits_are_exact_to_the_character()
    {
        Assert.True(DomainName.TryParse(Label63 + ".example", out _, out _));
        Assert.False(DomainName.TryParse(Label63 + "a.example", out _, out var problem));
        Assert.Contains("at most 63", problem, StringComparison.Ordinal);

        var name253 = string.Join(".", Label63, Label63, Label63, new string('a', 61));
        Assert.Equal(253, name253.Length);
        Assert.True(DomainName.TryParse(name253, out _, out _));
        Assert.False(DomainName.TryParse(name253 + "a", out _, out problem));
        Assert.Contains("at most 253", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_a_normalized_domain_or_results_in_a_reason()
    {
        Any.Hold(
            FsCheck.Fluent.Gen.OneOf(
                Any.Text, Any.Host, Any.Of(6, "a", "B", "-", ".", "xn--", "ü", "1", "@", "。", "\u001b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")),
            text =>
        {
            if (!DomainName.TryParse(text, out var name, out var problem))
            {
                Assert.Equal(SafeText.Clean(problem), problem);
                return;
            }

            Assert.Null(DomainName.CheckHostName(name));
            Assert.True(DomainName.TryParse(name, out var again, out _));
            Assert.Equal(name, again);
            Assert.All(name, c => Assert.True(c is '.' or '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')));
        });
    }

    [Theory]
    [InlineData("Mail.Contoso.com.", "mail.contoso.com", true)]
    [InlineData("mail.contoso.com", "mail.contoso.com", true)]
    [InlineData("mail.contoso.com", "mail2.contoso.com", false)]
    [InlineData("", ".", true)]
    public void Host_names_are_compared_without_case_and_final_dot(string left, string right, bool same) => Assert.Equal(same, DomainName.AreSame(left, right));

    [Fact]
    public void Null_is_misuse()
    {
        Assert.Throws<ArgumentNullException>(() => DomainName.Normalize(null!));
        Assert.Throws<ArgumentNullException>(() => DomainName.CheckHostName(null!));
        Assert.Throws<ArgumentNullException>(() => DomainName.TryToAscii(null!, out _, out _));
    }

    [Fact]
    public void Any_well_formed_host_name_is_accepted()
    {
        Any.Hold(Any.Host, host => Assert.Null(DomainName.CheckHostName(host)));
        Assert.Equal("it is empty", DomainName.CheckHostName(""));
        Assert.Contains("253", DomainName.CheckHostName(string.Concat(Enumerable.Repeat("a.", 126)) + "aa"), StringComparison.Ordinal);
    }
}
