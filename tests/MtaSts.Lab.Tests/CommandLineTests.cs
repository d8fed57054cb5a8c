using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Net;
using MtaSts.Lab.Reporting;
using MtaSts.Lab.Scenarios;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task List_prints_every_domain_with_its_description()
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
        string[] options =
        [
            "--list", "--serve", "--dns-port", "--https-port", "--smtp-port", "--json", "--keys", "--shell", "--report", "--until-stdin-closes",
        ];
        foreach (var option in options)
            Assert.Contains(output, l => l.Contains(option, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--bogus", "--bogus")]
    [InlineData("--serve --dns-port", "--dns-port needs a value")]
    [InlineData("--serve --dns-port 0", "1 to 65535")]
    [InlineData("--serve --smtp-port seventy", "'seventy'")]
    [InlineData("--serve --list", "cannot be combined")]
    [InlineData("--list --json x", "--serve")]
    [InlineData("--report", "--report needs a value")]
    [InlineData("--keys dsa", "Use ecdsa or rsa")]
    [InlineData("--shell --list", "cannot be combined")]
    [InlineData("--shell --json x", "--serve")]
    [InlineData("--list --report x.html", "cannot be combined")]
    [InlineData("--report x.html --json y", "--serve")]
    public async Task Bad_arguments_are_reported_with_exit_code_2(string arguments, string expected)
    {
        var (code, output, error) = await RunAsync(arguments.Split(' '));
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(expected, string.Join('\n', error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_prints_the_command_to_paste_writes_JSON_and_ends_with_its_input()
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

    [Fact]
    public async Task Report_writes_the_example_page_and_its_data()
    {
        var folder = Directory.CreateTempSubdirectory("mtasts-lab-");
        try
        {
            var page = Path.Combine(folder.FullName, "report.html");
            var (code, output, error) = await RunAsync("--report", page);
            Assert.Empty(error);
            Assert.Equal(0, code);
            Assert.StartsWith(page, output.Last(), StringComparison.Ordinal);
            var html = await File.ReadAllTextAsync(page);
            var from = html.IndexOf("id=\"data\">", StringComparison.Ordinal) + 10;
            using var data = JsonDocument.Parse(html[from..html.IndexOf("</script>", from, StringComparison.Ordinal)]);
            var summary = data.RootElement.GetProperty("summary");
            var leftOut = LoopbackPorts.HasIPv6 ? 0 : AllScenarios.Domains.Count(d => d.NeedsIPv6);
            Assert.Equal(AllScenarios.Domains.Count - leftOut, summary.GetProperty("tested").GetInt32());
            Assert.Equal(AllScenarios.Domains.Count(d => d.Expected.Status == "Warning"), summary.GetProperty("status").GetProperty("Warning").GetInt32());
            Assert.True(data.RootElement.GetProperty("reports").GetProperty("count").GetInt32() > 1000);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public void The_generated_month_is_the_same_for_the_same_results_and_day()
    {
        var now = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        TestResult[] results = [new TestResult {
            DomainName = "healthy.test", Status = TestStatus.Pass, SenderAction = SenderAction.DeliverVerified, Tested = now, Checks = new([]),
            TlsRptRua = new(["mailto:a@healthy.test"]) }];
        var first = MadeMonth.Reports(results, now).Select(report => report.ToString()).ToList();
        Assert.NotEmpty(first);
        Assert.Equal(first, MadeMonth.Reports(results, now).Select(report => report.ToString()));
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
