using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MtaSts.Checks;
using MtaSts.HelpBuilder;
using MtaSts.HelpBuilder.About;
using MtaSts.HelpBuilder.Cmdlets;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>The shipped help is complete and correct.</summary>
public sealed partial class HelpContractTests(HelpFixture help) : IClassFixture<HelpFixture>
{
    [Fact]
    public void The_help_is_complete_and_describes_only_what_exists() => Assert.Empty(HelpProblems.Find(help.Set));

    [Fact]
    public void Every_cmdlet_that_the_manifest_exports_has_help()
    {
        var manifest = File.ReadAllText(Path.Combine(HelpFixture.Root, "MtaSts.psd1"));
        var exported = ExportedCmdlet()
            .Matches(
                manifest[manifest.IndexOf("CmdletsToExport", System.StringComparison.Ordinal)..manifest.IndexOf(
                    "PrivateData", System.StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).ToList();
        Assert.True(exported.Count >= 17, "The manifest exports at least 17 cmdlets.");
        Assert.Equal(exported.Order(System.StringComparer.Ordinal), help.Set.Help.Select(one => one.Cmdlet.Name));
    }

    [Fact]
    public void The_text_of_a_parameter_says_nothing_twice()
    {
        foreach (var one in help.Set.Help)
        {
            foreach (var parameter in one.Cmdlet.Parameters)
            {
                var said = Clause().Split(string.Join(' ', one.TextOf(parameter))).Select(clause => clause.Trim(' ', '.').ToUpperInvariant());
                Assert.Empty(said.Where(clause => clause.Length > 0).GroupBy(clause => clause).Where(same => same.Count() > 1)
                    .Select(same => $"{one.Cmdlet.Name} -{parameter.Name}: {same.Key}"));
            }
        }
    }

    /// <summary>Which settings a journal compares is in the code as text: PowerShell's types do not work outside PowerShell.</summary>
    [Fact]
    public void The_help_of_a_journal_names_all_settings_that_must_be_equal()
    {
        var code = File.ReadAllText(Repository.PathOf("src", "MtaSts.PowerShell", "Input", "JournalSettings.cs"));
        var names = Regex.Matches(code, @"new\(""(?<name>[^""]+)"", ").Select(match => match.Groups["name"].Value).ToList();
        Assert.True(names.Count >= 10, "The settings are found in the code.");
        var test = help.Set.Help.Single(one => one.Cmdlet.Name == "Test-MtaSts");
        var paragraph = test.TextOf(test.Cmdlet.Parameters.Single(parameter => parameter.Name == "Journal"))
            .Single(text => text.Contains("must be the same when a scan continues", System.StringComparison.Ordinal));
        var sentence = paragraph[..paragraph.IndexOf("must be the same", System.StringComparison.Ordinal)];
        Assert.Equal(names.Order(System.StringComparer.Ordinal), Regex.Matches(sentence, @"-[A-Z]\w+|the version of the module").Select(match => match.Value)
            .Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void Every_check_is_explained_completely()
    {
        var topic = Flat(help.Set.Topics["about_MtaSts_Checks"]);
        foreach (var check in CheckCatalogue.All)
        {
            Assert.Contains($" {check.Id} ", topic, System.StringComparison.Ordinal);
            Assert.Contains(Flat($"- Why: {check.Why} - Fix: {check.Fix}"), topic, System.StringComparison.Ordinal);
            Assert.True(check.Reference.Length > 0, $"{check.Id} has no source.");
        }
    }

    [Fact]
    public void Every_result_type_is_explained()
    {
        var topic = Flat(help.Set.Topics["about_TlsRpt"]);
        Assert.All(TlsResultTypes.All, type => Assert.Contains(Flat($" {type.Name} ({type.Severity}) {type.Meaning}"), topic, System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("about_MtaSts")]
    [InlineData("about_MtaSts_Checks")]
    [InlineData("about_MtaSts_Commands")]
    [InlineData("about_TlsRpt")]
    public void A_topic_fits_a_console_of_80_columns_and_is_found_by_its_short_description(string name)
    {
        var text = help.Set.Topics[name];
        Assert.StartsWith($"TOPIC\n    {name}\n\nSHORT DESCRIPTION\n    ", text, System.StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, AboutWriter.Width));
        // Windows PowerShell reads such a file in the code page of the system.
        Assert.DoesNotContain(text, c => c is not '\n' and (< ' ' or > '~'));
    }

    [Fact]
    public void About_MtaSts_leads_to_enforce_in_ten_commands()
    {
        var steps = Regex.Matches(help.Set.Topics["about_MtaSts"], @"^  (\d+)\. ", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"{number}"), steps);
    }

    [Fact]
    public void About_MtaSts_Commands_covers_the_seven_commands_of_the_guides()
    {
        var topic = help.Set.Topics["about_MtaSts_Commands"];
        var commands = Regex.Matches(topic, @"^  \d\. (\S+ (?:-I|\S+))", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        Assert.Equal(
            ["dig TXT", "dig TXT", "curl https://mta-sts.contoso.com/.well-known/mta-sts.txt", "curl -I", "dig MX", "openssl s_client", "openssl s_client"],
            commands);
        Assert.All(
            ["*.google.com", "validation-failure", "cannot be fetched", "Port 80", "HEAD"],
            word => Assert.Contains(word, topic, System.StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_come_as_PowerShell_sees_them()
    {
        var test = help.Set.Cmdlets.Single(cmdlet => cmdlet.Name == "Test-MtaSts");
        Assert.Equal(["Published", "Policy", "PolicyPath"], test.Sets);
        var domain = test.Parameters.Single(p => p.Name == "DomainName");
        Assert.Equal(["Domain", "Name", "Id"], domain.Aliases);
        Assert.Equal(new ParameterUse(true, 0, true, true), domain.In("Published"));
        Assert.False(domain.In("Policy")!.IsMandatory);
        Assert.Equal(["DomainName", "SkipStartTls"], test.Syntax("Published").Take(2).Select(p => p.Name));
        Assert.DoesNotContain(test.Syntax("Published"), p => p.Name is "HttpsPort" or "Policy");
        Assert.Contains(help.Set.Cmdlets.Single(cmdlet => cmdlet.Name == "Export-MtaStsSite").Parameters, p => p.Name == "WhatIf");
        Assert.Equal(
            ["None", "Testing", "Enforce"],
            help.Set.Cmdlets.Single(cmdlet => cmdlet.Name == "New-MtaStsPolicy").Parameters.Single(p => p.Name == "Mode").Values);
    }

    private static string Flat(string text) =>
        Regex.Replace(text.Replace("§§", "sections ").Replace("§ ", "section ").Replace("§", "section ").Replace("…", "...").Replace("`", ""), @"\s+", " ");

    [GeneratedRegex("'([A-Za-z]+-[A-Za-z]+)'")]
    private static partial Regex ExportedCmdlet();

    [GeneratedRegex(@"[.;:](?=\s|$)")]
    private static partial Regex Clause();
}
