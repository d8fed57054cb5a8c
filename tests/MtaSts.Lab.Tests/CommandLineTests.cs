using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Scenarios;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task List_names_every_domain_with_what_it_stands_for()
    {
        var (code, output, _) = await RunAsync("--list");
        Assert.Equal(0, code);
        foreach (var domain in AllScenarios.Domains.Where(d => d.StandsFor.All(char.IsAscii)))
        {
            Assert.Contains(output, line =>
                line.StartsWith(domain.Name + " ", StringComparison.Ordinal) && line.Contains(domain.StandsFor, StringComparison.Ordinal));
        }

        Assert.Contains(output, l => l == $"{AllScenarios.Domains.Count} domains.");
    }

    [Fact]
    public async Task Help_explains_every_option()
    {
        var (code, output, _) = await RunAsync("--help");
        Assert.Equal(0, code);
        foreach (var option in new[] { "--list", "--serve", "--dns-port", "--https-port", "--smtp-port", "--json", "--until-stdin-closes" })
            Assert.Contains(output, l => l.Contains(option, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--bogus", "--bogus")]
    [InlineData("--serve --dns-port", "--dns-port needs a value")]
    [InlineData("--serve --dns-port 0", "1 to 65535")]
    [InlineData("--serve --smtp-port seventy", "'seventy'")]
    [InlineData("--serve --list", "do not go together")]
    [InlineData("--list --json x", "--serve")]
    public async Task Bad_arguments_are_named_with_exit_code_2(string arguments, string expected)
    {
        var (code, output, error) = await RunAsync(arguments.Split(' '));
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(expected, string.Join('\n', error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_prints_the_line_to_paste_writes_json_and_ends_with_its_input()
    {
        var json = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var process = Start("--serve", "--until-stdin-closes", "--json", json);
        try
        {
            string? line;
            do
            {
                line = await process.StandardOutput.ReadLineAsync(Patience.Token());
                Assert.NotNull(line);
            }
            while (!line.StartsWith("Stops", StringComparison.Ordinal));

            while (!File.Exists(json))
                await Task.Delay(10, Patience.Token());
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json));
            var server = document.RootElement.GetProperty("Server").GetString()!;
            var root = document.RootElement.GetProperty("TrustedRoot").GetString()!;
            var command = document.RootElement.GetProperty("Command").GetString()!;
            Assert.StartsWith($"Test-MtaSts healthy.test -Server {server} -HttpsPort ", command, StringComparison.Ordinal);
            Assert.EndsWith("-AllowPrivateAddress", command, StringComparison.Ordinal);
            Assert.StartsWith("-----BEGIN CERTIFICATE-----", await File.ReadAllTextAsync(root), StringComparison.Ordinal);
            Assert.Single((await TinyDns.AskAsync(IPEndPoint.Parse(server), "healthy.test", LabDnsType.Mx)).Answers);

            process.StandardInput.Close();
            await process.WaitForExitAsync(Patience.Token());
            Assert.Equal(0, process.ExitCode);
            Assert.False(File.Exists(root));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
            File.Delete(json);
        }
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(MtaSts.Lab.LabServer).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task<(int Code, string[] Output, string[] Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(Patience.Token());
        var error = process.StandardError.ReadToEndAsync(Patience.Token());
        await process.WaitForExitAsync(Patience.Token());
        return (process.ExitCode, Split(await output), Split(await error));
    }

    private static string[] Split(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
