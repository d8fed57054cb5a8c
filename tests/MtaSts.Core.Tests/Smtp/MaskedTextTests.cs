using MtaSts.Smtp;
using Xunit;

namespace MtaSts.Tests.Smtp;

public class MaskedTextTests
{
    [Theory]
    [InlineData("XXXXXXXA", true)]
    [InlineData("XXXXXXXB", true)]
    [InlineData("XXXXXXXX", true)] // STARTTLS, letter by letter
    [InlineData(" XXXXXXXXXXXXXXXXXXC ", true)]
    [InlineData("XXXX XXXXXXXXB", true)]
    [InlineData("STARTTLS", false)]
    [InlineData("XXX", false)] // too short to be sure
    [InlineData("XCLIENT NAME ADDR", false)] // an extension of Postfix
    [InlineData("XEXCH50", false)] // extensions of Exchange
    [InlineData("X-EXPS GSSAPI NTLM LOGIN", false)]
    [InlineData("X-LINK2STATE", false)]
    [InlineData("", false)]
    public void An_extension_is_masked_when_it_is_all_letters_X(string line, bool isMasked) => Assert.Equal(isMasked, MaskedText.IsExtension(line));

    [Theory]
    [InlineData("****", true)]
    [InlineData("************************************************0*2******0***********************", true)]
    [InlineData("****************** 2****200** *0*00", true)]
    [InlineData("***", false)] // too few to be sure
    [InlineData("mail.contoso.test ESMTP", false)]
    [InlineData("**** mail.contoso.test ESMTP ****", false)] // decoration
    [InlineData("", false)]
    public void A_greeting_counts_as_masked_when_it_contains_only_asterisks_and_the_digits_0_and_2(string line, bool isMasked) =>
        Assert.Equal(isMasked, MaskedText.IsGreeting(line));
}
