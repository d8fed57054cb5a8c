using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace MtaSts.Lab.CommandLine;

/// <summary>Serves the lab and opens a PowerShell with the module imported. PowerShell comes from NuGet if it is not there yet.</summary>
internal static class ShellCommand
{
    /// <summary>The exit code is that of PowerShell.</summary>
    /// <exception cref="InvalidOperationException">Something is missing; the message shows what.</exception>
    public static async Task<int> RunAsync(LabArguments arguments, TextWriter output)
    {
        var repository = Repository();
        output.WriteLine("Building the module. The first build takes about a minute.");
        Build(repository, "src/MtaSts.PowerShell", "-c", "Release", "-t:LayOutModule");
        var version = typeof(ShellCommand).Assembly.GetName().Version!.ToString(3);
        var module = Path.Combine(repository, "output", "MtaSts", version, "MtaSts.psd1");
        var pwsh = PowerShell(repository, output);

        // Ctrl+C stops a command in PowerShell, which gets it too, and not the lab.
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        var rootPath = Path.Combine(Path.GetTempPath(), $"mtasts-lab-{Environment.ProcessId}.pem");
        var scriptPath = Path.Combine(Path.GetTempPath(), $"mtasts-lab-{Environment.ProcessId}.ps1");
        try
        {
            await using var lab = await LabServer.StartAsync(arguments.ToOptions());
            lab.WriteRootCertificate(rootPath);
            await File.WriteAllTextAsync(scriptPath, ShellScript.For(lab, rootPath, module));
            output.Flush();
            var start = new ProcessStartInfo(pwsh) { UseShellExecute = false };
            foreach (var argument in new[] { "-NoLogo", "-NoProfile", "-NoExit", "-Command", $". {ShellScript.Quoted(scriptPath)}" })
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{pwsh}' could not be started.");
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"'{pwsh}' could not be started: {error.Message}", error);
        }
        finally
        {
            File.Delete(rootPath);
            File.Delete(scriptPath);
        }
    }

    private static string Repository()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "MtaSts.sln"))) return folder;
        throw new InvalidOperationException("--shell works in a clone of the repository only: MtaSts.sln was not found above the program's folder.");
    }

    /// <summary>The PowerShell of the tests, or that of <c>MTASTS_PWSH</c>, as for the Pester suite.</summary>
    private static string PowerShell(string repository, TextWriter output)
    {
        if (Environment.GetEnvironmentVariable("MTASTS_PWSH") is { Length: > 0 } named) return named;
        var pwsh = Path.Combine(repository, "output", "powershell", OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        if (File.Exists(pwsh)) return pwsh;
        output.WriteLine("Getting PowerShell from NuGet into output/powershell.");
        Build(repository, "tests/Pester", "-t:GetPowerShell");
        return pwsh;
    }

    private static void Build(string repository, string project, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = repository,
        };
        foreach (var argument in (string[])["build", project, .. options, "--nologo", "-v", "quiet"]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return;
        var command = $"dotnet build {project} {string.Join(' ', options)}";
        throw new InvalidOperationException($"'{command}' failed:\n{said.Trim()}\n{errors.Result.Trim()}".TrimEnd());
    }
}
