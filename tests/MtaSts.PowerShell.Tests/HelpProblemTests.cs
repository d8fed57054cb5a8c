using System.Collections.Generic;
using System.Linq;
using MtaSts.HelpBuilder;
using MtaSts.HelpBuilder.About;
using MtaSts.HelpBuilder.Cmdlets;
using MtaSts.HelpBuilder.Sources;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>The checks of the help detect the faults that they are for.</summary>
public sealed class HelpProblemTests
{
    private static readonly Dictionary<string, ParameterUse> Anywhere = new() { [CmdletParameter.AllSets] = new(false, null, false, false) };

    private static readonly CmdletInfo Cmdlet = new(
        "Get", "MtaStsThing", "", ["MtaSts.Thing"],
        [new("Colour", "String", ["Color"], [], false, Anywhere, "The color."), new("Mute", "String", [], [], false, Anywhere, "")]);

    private const string Good = """
        # Get-MtaStsThing
        Gets it.
        ## Description
        It gets it.
        ## Parameters
        ### Mute
        Says nothing.
        ## Inputs
        ### None
        ## Outputs
        ### MtaSts.Thing
        ## Notes
        None.
        ## Examples
        ### One
        ```powershell
        Get-MtaStsThing -Colour red
        ```
        It is red.
        ### Two
        ```powershell
        Get-MtaStsThing
        ```
        Any.
        ### Three
        ```powershell
        Get-MtaStsThing -Color blue -Verbose
        ```
        Blue.
        ## Links
        - Get-MtaStsThing
        """;

    [Fact]
    public void Good_help_has_no_problems() => Assert.Empty(Problems(Good));

    [Theory]
    [InlineData("Gets it.", "", "no synopsis")]
    [InlineData("It gets it.", "", "no description")]
    [InlineData("Says nothing.", "", "-Mute is not described")]
    [InlineData("### Mute", "### Moot", "has no parameter Moot")]
    [InlineData("### MtaSts.Thing", "### MtaSts.Other", "does not list the output type MtaSts.Thing")]
    [InlineData("It is red.", "", "'One' is not explained")]
    [InlineData("-Colour red", "-Shade red", "Get-MtaStsThing -Shade")]
    [InlineData("-Colour red", "| Get-MtaStsOther", "Get-MtaStsOther, which is not a cmdlet")]
    [InlineData("- Get-MtaStsThing", "- about_Nothing", "'about_Nothing' does not exist")]
    [InlineData("None.", "", "no notes")]
    [InlineData("### Three\n```powershell\nGet-MtaStsThing -Color blue -Verbose\n```\nBlue.\n", "", "has 2 examples, but needs 3")]
    public void A_fault_is_reported(string text, string instead, string problem)
    {
        Assert.Contains(text, Good, System.StringComparison.Ordinal);
        Assert.Contains(
            Problems(Good.Replace(text, instead, System.StringComparison.Ordinal)), found => found.Contains(problem, System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_cmdlet_without_a_source_and_a_source_without_a_cmdlet_are_reported()
    {
        Assert.Contains(
            "no help source", Assert.Single(HelpProblems.Find(new HelpSet([Cmdlet], [], [], new Dictionary<string, string>()))),
            System.StringComparison.Ordinal);
        Assert.Contains(
            "does not exist", Assert.Single(HelpProblems.Find(new HelpSet([], [HelpSourceReader.Read(Good, "it")], [], new Dictionary<string, string>()))),
            System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(Get-MtaStsThing -Colour red).Name -eq 'x'", 0)] // an operator outside is not a parameter
    [InlineData("Get-MtaStsThing a-b c.d-e", 0)] // hyphens inside words
    [InlineData("Get-MtaStsThing 'it -is' \"a -b\" # -not", 0)] // text and comments
    [InlineData("Get-MtaStsThing | Where-Object Id -like x", 0)] // another cmdlet's
    [InlineData("$x = Get-MtaStsThing `\n  -Nope 1", 1)] // a continued line
    [InlineData("foreach ($i in Get-MtaStsThing -Nope) { Get-MtaStsThing -Nope }", 2)] // in brackets
    [InlineData("Get-MtaStsThing (Get-Date -Year 1) -Nope", 1)] // after brackets
    [InlineData("Get-MtaStsThing -Colour:red", 0)] // joined value
    public void Examples_are_read_as_far_as_needed(string code, int problems) => Assert.Equal(problems, CommandText.Problems(code, [Cmdlet]).Count());

    [Theory]
    [InlineData("no heading", "first line")]
    [InlineData("# Get-X\n## Parametres", "no section 'Parametres'")]
    [InlineData("# Get-X\n## Examples\n### One\nGet-X", "no code")]
    public void A_malformed_source_is_rejected(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<HelpException>(() => HelpSourceReader.Read(text, "it.md")).Message, System.StringComparison.Ordinal);

    [Fact]
    public void A_long_line_of_code_in_a_topic_is_reported()
    {
        var topic = AboutWriter.Write(
            "# about_X\nShort.\n## Long\n```\n" + new string('x', 70) + "\n```\n" + new string('y', 20) + string.Concat(Enumerable.Repeat(" word", 30)));
        var set = new HelpSet([], [], [], new Dictionary<string, string> { ["about_X"] = topic });
        Assert.Contains("longer than 76", Assert.Single(HelpProblems.Find(set)), System.StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Problems(string source) =>
        HelpProblems.Find(new HelpSet([Cmdlet], [HelpSourceReader.Read(source, "it.md")], [], new Dictionary<string, string>()));
}
