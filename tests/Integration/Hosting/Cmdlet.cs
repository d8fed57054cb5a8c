using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MtaSts.Integration.Hosting;

/// <summary>The same fetch by Get-MtaStsPolicy of the laid-out module in a real PowerShell, if available.</summary>
internal static class Cmdlet
{
    public static async Task CheckAsync(Bench bench, Outcome outcome, SiteKind kind, int port)
    {
        var what = $"{kind}: Get-MtaStsPolicy";
        var module = Environment.GetEnvironmentVariable("MTASTS_MODULE")
            ?? Directory.EnumerateFiles(Directory.GetCurrentDirectory(), "MtaSts.psd1", SearchOption.AllDirectories)
            .FirstOrDefault(path => path.Contains("output", StringComparison.Ordinal));
        if ((Environment.GetEnvironmentVariable("MTASTS_PWSH") ?? ServerProcess.Find("pwsh")) is not { } pwsh)
        {
            outcome.Skip(what, "pwsh is not installed");
            return;
        }

        if (module is null)
        {
            outcome.Skip(what, "the module is not laid out");
            return;
        }

        var names = string.Join(", ", bench.Plan.Domains.Select(d => $"'{d.Name}'"));
        var command =
            $"Import-Module '{module}'; $p = Get-MtaStsPolicy {names} -Server {bench.Server} -HttpsPort {port} -TrustedRoot '{bench.RootPath}' "
                + $"-AllowPrivateAddress -NoProxy; $p | ForEach-Object {{ '{{0}} {{1}} {{2}} {{3}}' -f $_.DomainName, $_.IsValid, $_.Mode, $_.MediaType }}";
        var (code, said) = await ServerProcess.RunAsync(pwsh, new Dictionary<string, string>(), "-NoProfile", "-NonInteractive", "-Command", command);
        var expected = new[] { "contoso.test True Testing text/plain", "fabrikam.test True Enforce text/plain" };
        outcome.Check(what, code == 0 && said.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).SequenceEqual(expected), said);
    }
}
