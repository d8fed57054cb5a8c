using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MtaSts.Benchmarks;

/// <summary>
/// A whole PowerShell process that imports the staged module, against one that imports a binary module with as many
/// cmdlets that do nothing. Rounds alternate, so that what else the machine does falls on both.
/// </summary>
internal static class Import
{
    private const double WantedRatio = 1.5;
    private const int Rounds = 15;
    private const int WarmUps = 2;

    public static int Run(string[] args)
    {
        if (PowerShell() is not { } pwsh)
        {
            Console.WriteLine("import: skipped. There is no pwsh on the PATH, and MTASTS_PWSH names none.");
            return 0;
        }

        var root = Root();
        var staged = args.Length > 0 ? args[0] : Path.Combine(root, "output", "MtaSts", Version(root), "MtaSts.psd1");
        if (!File.Exists(staged))
        {
            Console.WriteLine($"import: skipped. There is no staged module '{staged}'. Stage it with: dotnet build src/MtaSts.PowerShell -c Release -t:StageModule");
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("mtasts-import-").FullName;
        try
        {
            var cmdlets = EmptyModule.CmdletsOf(staged);
            var empty = EmptyModule.Write(folder, pwsh, cmdlets);
            return Compare(pwsh, staged, empty, cmdlets.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Compare(string pwsh, string staged, string empty, int cmdlets)
    {
        var ours = new List<double>();
        var theirs = new List<double>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var module = Time(pwsh, staged, cmdlets);
            var nothing = Time(pwsh, empty, cmdlets);
            if (round < 0) continue;
            ours.Add(module);
            theirs.Add(nothing);
        }

        var ratio = Median(ours) / Median(theirs);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rounds} rounds, whole process, median: the module {Median(ours):0} ms, an empty module with {cmdlets} cmdlets {Median(theirs):0} ms; ratio {ratio:0.00} (wanted: at most {WantedRatio:0.0})"));
        return ratio <= WantedRatio ? 0 : 1;
    }

    private static double Time(string pwsh, string module, int cmdlets)
    {
        var watch = Stopwatch.StartNew();
        var output = Shell(pwsh, $"Import-Module '{module}'; (Get-Module '{Path.GetFileNameWithoutExtension(module)}').ExportedCmdlets.Count");
        watch.Stop();
        if (output != cmdlets.ToString(CultureInfo.InvariantCulture)) throw new InvalidOperationException($"'{module}' was not imported: {output}");
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>What a PowerShell process without profile prints.</summary>
    internal static string Shell(string pwsh, string command)
    {
        var start = new ProcessStartInfo(pwsh) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-NoProfile", "-NonInteractive", "-Command", "$ErrorActionPreference = 'Stop'; " + command]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }

    private static double Median(List<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private static string? PowerShell()
    {
        if (Environment.GetEnvironmentVariable("MTASTS_PWSH") is { Length: > 0 } named) return File.Exists(named) ? named : null;
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MtaSts.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("There is no MtaSts.sln above the benchmarks.");
        return folder.FullName;
    }

    private static string Version(string root) =>
        new DirectoryInfo(Path.Combine(root, "output", "MtaSts")) is { Exists: true } modules ? modules.GetDirectories().Select(d => d.Name).Order(StringComparer.Ordinal).LastOrDefault() ?? "" : "";
}
