using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MtaSts.Benchmarks;

/// <summary>
/// A whole PowerShell process that imports the laid-out module, against one that imports a binary module with as many
/// cmdlets that do nothing. Rounds alternate, so that other load on the machine affects both.
/// </summary>
internal static class Import
{
    private const double WantedRatio = 1.5;
    private const int Rounds = 15;
    private const int WarmUps = 2;
    private const int Objects = 20_000;
    private const string Ours = "ConvertFrom-MtaStsRecord";
    private const string Theirs = "ConvertFrom-EmptyMtaStsRecord";

    public static int Run(string[] args) => Comparison.Conclude(Compare(args.Length > 0 ? args[0] : null));

    /// <summary>Compares, or reports why it cannot.</summary>
    /// <param name="manifest">The laid-out module; null for the one of this repository.</param>
    public static IReadOnlyList<Comparison> Compare(string? manifest)
    {
        if (Find(manifest, "import") is not { } found) return [];
        var (pwsh, module) = found;
        var folder = Directory.CreateTempSubdirectory("mtasts-import-").FullName;
        try
        {
            var cmdlets = EmptyModule.CmdletsOf(module);
            var empty = EmptyModule.Write(folder, pwsh, cmdlets);
            return [CompareImport(pwsh, module, empty, cmdlets.Count), .. CompareUse(pwsh, module, empty)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The PowerShell and the laid-out module; null, with a line that says why, when one of them is missing.</summary>
    /// <param name="manifest">The module; null for the one of this repository.</param>
    /// <param name="name">The name of the comparison.</param>
    internal static (string Pwsh, string Module)? Find(string? manifest, string name)
    {
        var root = Root();
        if ((PowerShell() ?? FromNuGet(root)) is not { } pwsh)
        {
            Console.WriteLine($"{name}: skipped. There is no pwsh: set MTASTS_PWSH, or run: dotnet build tests/Pester -t:GetPowerShell");
            return null;
        }

        var module = manifest ?? Path.Combine(root, "output", "MtaSts", Version(root), "MtaSts.psd1");
        if (File.Exists(module)) return (pwsh, Path.GetFullPath(module));
        Console.WriteLine(
            $"{name}: skipped. The module '{module}' does not exist. Create it with: dotnet build src/MtaSts.PowerShell -c Release -t:LayOutModule");
        return null;
    }

    private static string? FromNuGet(string root) => Path.Combine(root, "output", "powershell", "pwsh") is var pwsh && File.Exists(pwsh) ? pwsh : null;

    private static Comparison CompareImport(string pwsh, string module, string empty, int cmdlets)
    {
        var pairs = Pairs(() => Time(pwsh, module, cmdlets), () => Time(pwsh, empty, cmdlets));
        var ratio = Comparison.Median(pairs.Select(pair => pair.Ours)) / Comparison.Median(pairs.Select(pair => pair.Theirs));
        return new Comparison(
            "importing the module, whole pwsh process",
            Comparison.Line($"{Comparison.Median(pairs.Select(pair => pair.Ours)):0} ms"),
            Comparison.Line($"{Comparison.Median(pairs.Select(pair => pair.Theirs)):0} ms: an empty binary module of {cmdlets} cmdlets"),
            ratio,
            Comparison.Line($"at most {WantedRatio:0.0}"),
            ratio <= WantedRatio);
    }

    /// <summary>The first result of a cmdlet after the import, and 20,000 objects through its pipeline, both inside the process.</summary>
    private static IEnumerable<Comparison> CompareUse(string pwsh, string module, string empty)
    {
        var first = Pairs(() => Use(pwsh, module, Ours, 1), () => Use(pwsh, empty, Theirs, 1));
        yield return new Comparison(
            $"first result after the import: {Ours}",
            Comparison.Line($"{Comparison.Median(first.Select(pair => pair.Ours)):0.0} ms"),
            Comparison.Line($"{Comparison.Median(first.Select(pair => pair.Theirs)):0.0} ms: a cmdlet that passes its input on"),
            Comparison.Median(first.Select(pair => pair.Ours / pair.Theirs)));
        var many = Pairs(() => Use(pwsh, module, Ours, Objects), () => Use(pwsh, empty, Theirs, Objects));
        yield return new Comparison(
            Comparison.Line($"{Objects:#,0} records through {Ours}"),
            Comparison.Line($"{Comparison.Median(many.Select(pair => pair.Ours)):0} ms"),
            Comparison.Line($"{Comparison.Median(many.Select(pair => pair.Theirs)):0} ms: through a cmdlet that passes its input on"),
            Comparison.Median(many.Select(pair => pair.Ours / pair.Theirs)));
    }

    private static List<(double Ours, double Theirs)> Pairs(Func<double> ours, Func<double> theirs)
    {
        var pairs = new List<(double, double)>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var pair = (ours(), theirs());
            if (round >= 0) pairs.Add(pair);
        }

        return pairs;
    }

    private static double Use(string pwsh, string module, string cmdlet, int count)
    {
        var output = Shell(
            pwsh,
            Comparison.Line(
                $"Import-Module '{module}'; $in = 1..{count} | ForEach-Object {{ \"v=STSv1; id=$_;\" }}; $watch = [Diagnostics.Stopwatch]::StartNew(); ",
                    $"$out = @($in | {cmdlet}).Count; '{{0}} {{1}}' -f $out, $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"));
        var words = output.Split(' ');
        if (words[0] != count.ToString(CultureInfo.InvariantCulture)) throw new InvalidOperationException($"{cmdlet} did not return {count} results: {output}");
        return double.Parse(words[1], CultureInfo.InvariantCulture);
    }

    private static double Time(string pwsh, string module, int cmdlets)
    {
        var watch = Stopwatch.StartNew();
        var output = Shell(pwsh, $"Import-Module '{module}'; (Get-Module '{Path.GetFileNameWithoutExtension(module)}').ExportedCmdlets.Count");
        watch.Stop();
        if (output != cmdlets.ToString(CultureInfo.InvariantCulture)) throw new InvalidOperationException($"'{module}' was not imported: {output}");
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>The output of a PowerShell process without profile.</summary>
    internal static string Shell(string pwsh, string command)
    {
        var start = new ProcessStartInfo(pwsh) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-NoProfile", "-NonInteractive", "-Command", "$ErrorActionPreference = 'Stop'; " + command])
            start.ArgumentList.Add(argument);
        // PowerShell's own telemetry and its look for updates compile code, and ask the network, at a moment of their own.
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }

    private static string? PowerShell()
    {
        if (Environment.GetEnvironmentVariable("MTASTS_PWSH") is { Length: > 0 } named) return File.Exists(named) ? named : null;
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MtaSts.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("There is no MtaSts.sln above the benchmarks.");
        return folder.FullName;
    }

    private static string Version(string root) =>
        new DirectoryInfo(Path.Combine(root, "output", "MtaSts")) is { Exists: true } modules
            ? modules.GetDirectories().Select(d => d.Name).Order(StringComparer.Ordinal).LastOrDefault() ?? ""
            : "";
}
