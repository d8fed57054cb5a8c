using System;
using System.Linq;
using System.Threading.Tasks;
using MtaSts.Lab.CommandLine;
using MtaSts.Lab.Scenarios;

namespace MtaSts.Lab.Tests;

public class ShellScriptTests
{
    [Fact]
    public async Task The_script_imports_the_module_sets_lab_and_prints_lines_that_the_lab_answers()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [AllScenarios.Domains.Single(d => d.Name == "healthy.test")] });
        var script = ShellScript.For(lab, "/tmp/it's.pem", "/tmp/it's/MtaSts.psd1");
        Assert.Contains("Import-Module '/tmp/it''s/MtaSts.psd1'", script, StringComparison.Ordinal);
        Assert.Contains($"$lab = @{{ Server = '{lab.DnsEndPoint}'; HttpsPort = {lab.HttpsPort}; ", script, StringComparison.Ordinal);
        Assert.Contains("TrustedRoot = '/tmp/it''s.pem'; AllowPrivateAddress = $true }", script, StringComparison.Ordinal);
        var tried = script.Split('\n').Where(line => line.StartsWith("Write-Host '  ", StringComparison.Ordinal)).ToList();
        Assert.True(tried.Count >= 3);
        foreach (var word in tried.SelectMany(line => line.Split(' ', ',', '\'')).Where(word => word.EndsWith(".test", StringComparison.Ordinal)))
            Assert.Contains(AllScenarios.Domains, domain => domain.Name == word);
    }
}
