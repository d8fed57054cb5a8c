using System;
using System.Globalization;

namespace MtaSts.Lab.CommandLine;

/// <summary>What the PowerShell of <c>--shell</c> runs first.</summary>
internal static class ShellScript
{
    private static readonly string[] First =
    [
        "Test-MtaSts healthy.test, google-uncovered.test, no-mta-sts.test @lab",
        "Test-MtaSts google-uncovered.test @lab | Format-List",
        "Get-MtaStsMx google-uncovered.test -StartTls @lab",
        "Get-Help about_MtaSts",
    ];

    private const string Last = "The command \"dotnet run --project src/MtaSts.Lab -- --list\" prints all domains. exit stops the lab.";

    /// <summary>Imports the module, sets <c>$lab</c> and prints the lines to try first.</summary>
    /// <param name="lab">The lab that is served.</param>
    /// <param name="rootPath">The file with its root certificate.</param>
    /// <param name="module">The manifest of the laid-out module.</param>
    public static string For(LabServer lab, string rootPath, string module)
    {
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"Server = '{lab.DnsEndPoint}'; HttpsPort = {lab.HttpsPort}; SmtpPort = {lab.SmtpPort}; TrustedRoot = {Quoted(rootPath)}; ")
            + "AllowPrivateAddress = $true";
        var text =
            $$"""
            Import-Module {{Quoted(module)}}
            $lab = @{ {{options}} }
            Write-Host ''
            Write-Host 'The lab serves {{lab.Scenarios.Count}} domains on loopback, and $lab contains the parameters for it. Try:'
            Write-Host ''

            """;
        foreach (var line in First) text += $"Write-Host {Quoted("  " + line)}\n";
        return text + $"Write-Host ''\nWrite-Host {Quoted(Last)}\nWrite-Host ''\n";
    }

    /// <summary>A text in PowerShell's single quotes.</summary>
    public static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
