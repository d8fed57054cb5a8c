using MtaSts.Reporting;
using Xunit;

namespace MtaSts.Tests.Reporting;

public class TextTemplateTests
{
    [Theory]
    [InlineData("mail.contoso.test by *.contoso.test", "mail.contoso.test", "{mx} by *.{domain}", true)]
    [InlineData("contoso.test", "mail.example", "{domain}", true)]
    [InlineData("mail.example has mail.example", "mail.example", "{mx} has {mx}", true)]
    [InlineData("nothing of it", "mail.example", "nothing of it", false)]
    [InlineData("", "", "", false)]
    [InlineData("{domain} contoso.test", "mail.example", "{domain} contoso.test", false)]
    [InlineData("{mx} contoso.test", "mail.example", "{mx} contoso.test", false)]
    [InlineData("mx a", "a", "mx a", false)]
    public void Names_become_placeholders_and_are_restored(string text, string mx, string expected, bool isTemplate)
    {
        var template = new TextTemplate("contoso.test", mx);
        var made = template.Of(text, out var isMade);
        Assert.Equal(expected, made);
        Assert.Equal(isTemplate, isMade);
        if (isMade) Assert.Equal(text, template.Fill(made));
    }

    [Fact]
    public void A_domain_that_is_its_own_MX_host_is_returned()
    {
        var template = new TextTemplate("contoso.test", "contoso.test");
        Assert.Equal("at contoso.test", template.Fill(template.Of("at contoso.test", out _)));
    }
}
