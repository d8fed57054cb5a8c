using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MtaSts.PackageBuilder;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>Each script of a view has a form without calls of the module's methods.</summary>
public partial class ViewScriptTests
{
    private const string Guard = "if ($ExecutionContext.SessionState.LanguageMode -eq 'ConstrainedLanguage') { ";

    [Theory]
    [InlineData("[MtaSts.PowerShell.Output.StatusColour]::Show($_.Status, $ExecutionContext)", "\"$($_.Status)\"")]
    [InlineData("[MtaSts.PowerShell.Output.DateText]::Day($_.Begins)", "(('{0:u}' -f $_.Begins) -replace ' .*')")]
    [InlineData("[MtaSts.PowerShell.Output.DateText]::Second($_.Tested)", "(('{0:u}' -f $_.Tested) -replace 'Z$', ' UTC')")]
    [InlineData("if ($_.A) { [MtaSts.PowerShell.Output.DateText]::Day($_.A) } else { 'x' }", "if ($_.A) { (('{0:u}' -f $_.A) -replace ' .*') } else { 'x' }")]
    [InlineData("'{0}' -f [MtaSts.PowerShell.Output.StatusColour]::Show($mark, $_.Status, $ExecutionContext), 1", "'{0}' -f \"$($mark)\", 1")]
    public void A_call_becomes_operators(string script, string constrained) =>
        Assert.Equal($"{Guard}{constrained} }} else {{ {script} }}", ViewScripts.WithConstrained(script));

    [Fact]
    public void A_call_inside_another_becomes_operators_too() => Assert.DoesNotContain("::", Constrained(
        "[MtaSts.Text.SafeText]::Clean([MtaSts.PowerShell.Output.DateText]::Day($(if ($_.A) { $_.A } else { Get-It 'a, (b)' })))"));

    [Theory]
    [InlineData("$_.Status")]
    [InlineData("'{0:0.#}' -f $_.Days.TotalDays.ToString('0.#', [cultureinfo]::InvariantCulture)")]
    public void A_script_without_calls_of_the_module_stays_as_it_is(string script) => Assert.Equal(script, ViewScripts.WithConstrained(script));

    [Theory]
    [InlineData("[MtaSts.Text.SafeText]::Other($_.A)")]
    [InlineData("[MtaSts.Text.SafeText]::Clean($_.A")]
    public void A_call_that_is_not_known_is_an_error(string script) => Assert.Throws<InvalidDataException>(() => ViewScripts.WithConstrained(script));

    [Fact]
    public void No_view_calls_the_module_in_ConstrainedLanguage()
    {
        var scripts = Directory.GetFiles(Repository.PathOf("src", "MtaSts.PowerShell", "Views"), "*.ps1xml")
            .SelectMany(file => XDocument.Load(file).Descendants("ScriptBlock")).Select(script => script.Value)
            .Where(script => script.Contains("[MtaSts.")).ToList();
        Assert.True(scripts.Count > 150);
        Assert.All(scripts, script => Assert.DoesNotMatch(Call(), Constrained(script)));
    }

    private static string Constrained(string script)
    {
        var both = ViewScripts.WithConstrained(script);
        Assert.StartsWith(Guard, both);
        Assert.EndsWith($" }} else {{ {script} }}", both);
        return both[Guard.Length..^$" }} else {{ {script} }}".Length];
    }

    [GeneratedRegex(@"\[MtaSts\.")]
    private static partial Regex Call();
}
