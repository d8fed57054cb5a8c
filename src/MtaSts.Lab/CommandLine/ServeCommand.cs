using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Scenarios;

namespace MtaSts.Lab.CommandLine;

/// <summary>Serves until it is stopped, and prints how to connect.</summary>
internal static class ServeCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(LabArguments arguments, TextReader input, TextWriter output)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var rootPath = Path.Combine(Path.GetTempPath(), $"mtasts-lab-{Environment.ProcessId}.pem");
        try
        {
            var changing = arguments.FolderPath is { } folder ? new DomainFolder(folder) : null;
            await using var lab = await LabServer.StartAsync(arguments.ToOptions() with
            {
                Scenarios = changing is null ? AllScenarios.Domains : [.. AllScenarios.Domains, changing.Domain],
                Answers = changing is null ? null : changing.Answer,
            });
            lab.WriteRootCertificate(rootPath);
            Describe(lab, rootPath, arguments.StopsWithInput, output);
            if (arguments.JsonPath is not null)
                WriteJson(lab, rootPath, arguments.JsonPath);
            if (arguments.StopsWithInput)
                await Task.WhenAny(stop.Task, Task.Run(() => DrainAsync(input)));
            else
                await stop.Task;
            return 0;
        }
        finally
        {
            File.Delete(rootPath);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static void Describe(LabServer lab, string rootPath, bool stopsWithInput, TextWriter output)
    {
        output.WriteLine($"The lab serves {lab.Scenarios.Count} domains on loopback. Paste into PowerShell:");
        output.WriteLine();
        output.WriteLine($"  {CommandFor(lab, rootPath, "healthy.test")}");
        output.WriteLine();
        output.WriteLine($"  DNS    {lab.DnsEndPoint} (UDP and TCP)");
        output.WriteLine($"  DoH    {lab.DohUrl}");
        output.WriteLine($"  HTTPS  port {lab.HttpsPort}");
        output.WriteLine($"  SMTP   port {lab.SmtpPort}");
        output.WriteLine($"  Root   {rootPath}");
        foreach (var domain in lab.LeftOut)
            output.WriteLine($"  Left out (this machine has no IPv6 loopback address): {domain.Name}");
        output.WriteLine();
        output.WriteLine(stopsWithInput ? "Stops when standard input closes, or with Ctrl+C." : "Stops with Ctrl+C.");
        output.Flush();
    }

    private static string CommandFor(LabServer lab, string rootPath, string domain) =>
        $"Test-MtaSts {domain} -Server {lab.DnsEndPoint} -HttpsPort {lab.HttpsPort} -SmtpPort {lab.SmtpPort} "
        + $"-TrustedRoot {Quoted(rootPath)} -AllowPrivateAddress";

    // A path with any special character goes into PowerShell's single quotes.
    private static string Quoted(string path)
    {
        foreach (var c in path)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '\\' or '.' or '-' or '_' or ':'))
                return "'" + path.Replace("'", "''", StringComparison.Ordinal) + "'";
        }

        return path;
    }

    // Written with another name first, so that a script that waits for the file never reads an incomplete one.
    private static void WriteJson(LabServer lab, string rootPath, string path)
    {
        var text = JsonSerializer.Serialize(
            new
            {
                Server = lab.DnsEndPoint.ToString(),
                DohUrl = lab.DohUrl.ToString(),
                lab.HttpsPort,
                lab.SmtpPort,
                TrustedRoot = rootPath,
                Command = CommandFor(lab, rootPath, "healthy.test"),
                Environment.ProcessId,
                Domains = lab.Scenarios.Select(d => new { d.Name, d.Expected, d.ExpectedWithoutTls13 }),
            },
            Indented);
        File.WriteAllText(path + ".part", text);
        File.Move(path + ".part", path, overwrite: true);
    }

    private static async Task DrainAsync(TextReader input)
    {
        while (await input.ReadLineAsync(CancellationToken.None) is not null)
        {
        }
    }
}
