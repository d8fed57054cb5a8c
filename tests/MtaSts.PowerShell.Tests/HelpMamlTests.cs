using System.IO;
using System.Linq;
using System.Xml.Linq;
using MtaSts.HelpBuilder;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>The file that Get-Help reads.</summary>
public sealed class HelpMamlTests(HelpFixture help) : IClassFixture<HelpFixture>
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private XDocument File => XDocument.Parse(HelpFiles.Maml(help.Set));

    [Fact]
    public void The_help_contains_every_cmdlet_with_all_parts_in_the_order_of_the_schema()
    {
        var commands = File.Root!.Elements(Command + "command").ToList();
        Assert.Equal(help.Set.Cmdlets.Select(cmdlet => cmdlet.Name), commands.Select(c => (string)c.Element(Command + "details")!.Element(Command + "name")!));
        Assert.All(commands, command => Assert.Equal(
            ["details", "description", "syntax", "parameters", "inputTypes", "returnValues", "alertSet", "examples", "relatedLinks"],
            command.Elements().Select(part => part.Name.LocalName)));
        Assert.All(commands.SelectMany(c => c.Elements()), part => Assert.NotEmpty(part.Value));
    }

    [Fact]
    public void Every_parameter_of_every_cmdlet_has_type_text_and_default()
    {
        foreach (var (cmdlet, command) in help.Set.Cmdlets.Zip(File.Root!.Elements(Command + "command")))
        {
            var parameters = command.Element(Command + "parameters")!.Elements().ToList();
            Assert.Equal(cmdlet.Parameters.Select(p => p.Name).Order(), parameters.Select(p => (string)p.Element(Maml + "name")!).Order());
            Assert.All(parameters, p => Assert.NotEmpty(p.Element(Maml + "description")!.Value));
            Assert.All(parameters, p => Assert.NotEmpty(p.Element(Dev + "defaultValue")!.Value));
            Assert.All(parameters, p => Assert.DoesNotContain("{summary}", p.Value));
        }
    }

    [Fact]
    public void Syntax_omits_parameters_for_labs_and_shows_fixed_sets_of_values()
    {
        var commands = File.Root!.Elements(Command + "command")
            .ToDictionary(c => (string)c.Element(Command + "details")!.Element(Command + "name")!, c => c.Element(Command + "syntax")!);
        var shown = commands.Values.SelectMany(syntax => syntax.Descendants(Maml + "name")).Select(name => name.Value).ToList();
        Assert.DoesNotContain("SmtpPort", shown);
        Assert.Contains("TimeoutSec", shown);
        Assert.Equal(3, commands["Test-MtaSts"].Elements().Count());
        Assert.Contains("{None | Testing | Enforce}", commands["New-MtaStsPolicy"].Descendants(Command + "parameterValue").Select(value => value.Value));
    }

    [Fact]
    public void The_output_has_the_same_bytes_every_time_with_LF_and_without_a_byte_order_mark()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            HelpFiles.Write(help.Set, "MtaSts.PowerShell.dll", folder.FullName);
            Assert.Equal(
                ["MtaSts.PowerShell.dll-Help.xml", "about_MtaSts.help.txt", "about_MtaSts_Checks.help.txt", "about_MtaSts_Commands.help.txt",
                    "about_MtaSts_Writing.help.txt", "about_TlsRpt.help.txt"],
                folder.GetFiles().Select(file => file.Name).Order(System.StringComparer.Ordinal));
            foreach (var file in folder.GetFiles())
            {
                var first = System.IO.File.ReadAllBytes(file.FullName);
                HelpFiles.Write(new HelpFixture().Set, "MtaSts.PowerShell.dll", folder.FullName);
                Assert.Equal(first, System.IO.File.ReadAllBytes(file.FullName));
                Assert.DoesNotContain((byte)'\r', first);
                Assert.NotEqual(0xEF, first[0]);
                Assert.Equal((byte)'\n', first[^1]);
            }
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
