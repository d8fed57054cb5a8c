using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MtaSts.HelpBuilder.Web;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class WebHelpTests(HelpFixture help) : IClassFixture<HelpFixture>
{
    private static readonly string Folder = Repository.PathOf("docs", "cmdlets");

    [Fact]
    public void The_documents_of_the_cmdlets_are_current()
    {
        const string Why = "docs/cmdlets is not current. Run: dotnet build src/MtaSts.PowerShell -c Release -t:WriteCmdletDocuments";
        var expected = WebHelp.Files(help.Set);
        var found = Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found);
        Assert.All(
            expected,
            file => Assert.True(file.Value == File.ReadAllText(Path.Combine(Folder, file.Key)).ReplaceLineEndings("\n"), $"{file.Key}: {Why}"));
    }

    [Fact]
    public void Every_cmdlet_has_a_document_with_its_examples_and_parameters() => Assert.All(help.Set.Help, one =>
    {
        var text = WebHelp.Files(help.Set)[one.Cmdlet.Name + ".md"];
        Assert.All(one.Source.Examples, example => Assert.Contains($"```powershell\n{example.Code}\n```", text, StringComparison.Ordinal));
        Assert.All(one.Cmdlet.Parameters.Where(p => !p.IsHidden), parameter => Assert.Contains($"\n### -{parameter.Name}\n", text, StringComparison.Ordinal));
    });

    [Fact]
    public void Every_link_leads_to_a_file() => Assert.All(WebHelp.Files(help.Set), file =>
        Assert.All(
            Regex.Matches(file.Value, @"(?<!\\)\]\((?!https?://)(?<path>[^)]+)\)"),
            link => Assert.True(File.Exists(Path.Combine(Folder, link.Groups["path"].Value)), $"{file.Key}: {link.Groups["path"].Value}")));
}
