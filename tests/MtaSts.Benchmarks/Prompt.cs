using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// What a user waits for: the cmdlets in PowerShell, in a new process and warmed up, against cmdlets that do the least they could do. The
/// import is not counted; see <see cref="Import"/>.
/// </summary>
internal static class Prompt
{
    private const int Reports = 20_000;
    private const int Records = 20_000;
    private const int Processes = 9;
    private const int WarmProcesses = 7; // the JIT compiler optimizes each process in its own way: by a tenth faster or slower
    private const int WarmUps = 5;
    private const int Rounds = 7;
    private const int Domains = 2_000;
    private const int DelayMs = 20;
    private const int ThrottleLimit = 64;
    private const int StepsOnLongestPath = 7; // see Checker

    private const string Clock = "function T($run) { $watch = [Diagnostics.Stopwatch]::StartNew(); . $run; $watch.Elapsed.TotalSeconds }; ";

    public static async Task<int> RunAsync(string[] args) => Conclude(await CompareAsync(args.Length > 0 ? args[0] : null));

    /// <summary>Compares, or reports why it cannot.</summary>
    /// <param name="manifest">The laid-out module; null for the one of this repository.</param>
    public static async Task<IReadOnlyList<Comparison>> CompareAsync(string? manifest)
    {
        if (Import.Find(manifest, "prompt") is not { } found) return [];
        var folder = Directory.CreateTempSubdirectory("mtasts-prompt-").FullName;
        try
        {
            var shell = new PromptShell(found.Pwsh, found.Module, PromptModule.Write(folder, found.Pwsh));
            var reports = Directory.CreateDirectory(Path.Combine(folder, "reports")).FullName;
            ReportsCorpus.WriteReports(reports, Reports);
            return [.. CompareReading(shell, reports), .. CompareMails(shell, folder), .. CompareRecords(shell), .. await CompareTestsAsync(shell)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Comparison> CompareReading(PromptShell shell, string reports)
    {
        // In pairs within one process, so that load on the machine affects both.
        var warm = Warm(shell, Clock + $"foreach ($i in 1..{WarmUps + Rounds}) {{ $global:x = $null; "
            + $"$a = T {{ Read-Bare '{reports}' | Out-Null }}; $b = T {{ Read-TlsRptReport '{reports}' -Recurse | Out-Null }}; "
            + $"$c = T {{ $null = Read-TlsRptReport '{reports}' -Recurse }}; $d = T {{ $global:x = @(Read-TlsRptReport '{reports}' -Recurse) }}; "
            + $"$e = T {{ Write-Empty {Reports} | Out-Null }}; $f = T {{ Get-ChildItem '{reports}' -Recurse | Out-Null }}; "
            + "\"$a $b $c $d $e $f $($global:x.Count)\" }");
        if (warm.Exists(row => (int)row[6] != Reports)) throw new InvalidOperationException("Not every report was read.");
        var cold = Enumerable.Range(0, Processes)
            .Select(_ => shell.Rows(Clock + $"\"$(T {{ Read-TlsRptReport '{reports}' -Recurse | Out-Null }})\"")[0][0]).ToList();
        double Of(int column) => Median(warm.Select(row => row[column]));
        double Ratio(int column) => Median(warm.Select(row => row[column] / row[0]));
        var bare = Line($"{Of(0):0.000} s: a cmdlet that opens, gunzips and walks them, and writes nothing");
        const string What = "Read-TlsRptReport FOLDER -Recurse";
        yield return Row($"{What} | Out-Null, {Reports:#,0} reports, new process", Line($"{Median(cold):0.00} s"), Line($"{Of(1):0.00} s: the same, warm"),
            Median(cold) / Of(1), 2);
        yield return Row($"the same, warm", Line($"{Of(1):0.000} s"), bare, Ratio(1), 1 / 0.65);
        yield return Row($"$null = {What}, warm", Line($"{Of(2):0.000} s"), bare, Ratio(2), 1 / 0.65);
        yield return Row($"@({What}), warm", Line($"{Of(3):0.000} s"), bare, Ratio(3), 1 / 0.5);
        yield return new Comparison(Line($"{What} | Out-Null, warm"), Line($"{Of(1):0.000} s"),
            Line($"{Of(0) + Of(4):0.000} s: the same bare cmdlet, and one that writes as many empty objects"),
            Median(warm.Select(row => row[1] / (row[0] + row[4]))));
        yield return new Comparison(Line($"the same"), Line($"{Of(1):0.000} s"), Line($"{Of(5):0.000} s: Get-ChildItem FOLDER -Recurse | Out-Null"),
            Median(warm.Select(row => row[1] / row[5])));
        var python = Parsedmarc.Seconds(reports);
        yield return new Comparison(
            Line($"{What} | Out-Null, new process"), Line($"{Median(cold):0.00} s"),
            python is { } seconds
                ? Line($"{seconds:0.0} s: parsedmarc's functions, without the start of Python")
                : "parsedmarc is not installed on this machine",
            python is { } theirTime ? Median(cold) / theirTime : double.NaN);
        var ours = Median(Enumerable.Range(0, Processes).Select(_ => shell.Growth($"Read-TlsRptReport '{reports}' -Recurse | Out-Null")));
        var theirs = Median(Enumerable.Range(0, Processes).Select(_ => shell.Growth($"Read-Bare '{reports}' | Out-Null")));
        yield return Row($"growth of the process's memory while reading them",
            Line($"{ours:0} MB"), Line($"{theirs:0} MB: the bare cmdlet"), ours / theirs, 1.5);
    }

    private static IEnumerable<Comparison> CompareMails(PromptShell shell, string folder)
    {
        var file = Path.Combine(folder, "mailbox.mbox");
        MailCorpus.Write(file, "many");
        var module = PromptModule.WriteMail(folder, shell.Pwsh);
        var commands = Clock + $"Import-Module '{module}'; foreach ($i in 1..3) {{ \"$(T {{ Read-TlsRptReport '{file}' | Out-Null }}) "
            + $"$(T {{ Read-Mime '{file}' | Out-Null }})\" }}";
        var runs = Enumerable.Range(0, Processes).Select(_ => shell.Rows(commands)).ToList();
        File.Delete(file);
        var (cold, coldTheirs) = (Median(runs.Select(rows => rows[0][0])), Median(runs.Select(rows => rows[0][1])));
        var (warm, warmTheirs) = (Median(runs.Select(rows => rows[^1][0])), Median(runs.Select(rows => rows[^1][1])));
        const string Theirs = "MimeKit's MimeReader, which finds the parts and reads no report";
        yield return new Comparison(Line($"Read-TlsRptReport MAILBOX | Out-Null, 40,000 messages of 200 MB, new process"),
            Line($"{cold:0.00} s"), Line($"{coldTheirs:0.00} s: {Theirs}"), cold / coldTheirs);
        yield return new Comparison(Line($"the same, warm"), Line($"{warm:0.00} s"), Line($"{warmTheirs:0.00} s: {Theirs}"), warm / warmTheirs);
    }

    private static IEnumerable<Comparison> CompareRecords(PromptShell shell)
    {
        var rows = Warm(shell, Clock + $"$in = 1..{Records} | ForEach-Object {{ \"v=STSv1; id=$_;\" }}; foreach ($i in 1..{WarmUps + Rounds}) {{ "
            + "\"$(T { $global:out = @($in | ConvertFrom-MtaStsRecord) }) $(T { $out = @($in | ConvertFrom-Empty) }) "
            + "$(T { $global:out = @($in | ConvertFrom-Text) })\" }");
        yield return Row($"{Records:#,0} records through ConvertFrom-MtaStsRecord, warm", Line($"{Median(rows.Select(row => row[0])) * 1000:0} ms"),
            Line($"{Median(rows.Select(row => row[1])) * 1000:0} ms: through a cmdlet that passes its input on"),
            Median(rows.Select(row => row[0] / row[1])), 1.4);
        yield return new Comparison(Line($"the same"), Line($"{Median(rows.Select(row => row[0])) * 1000:0} ms"),
            Line($"{Median(rows.Select(row => row[2])) * 1000:0} ms: through a cmdlet of the same parameters that writes a new object for each"),
            Median(rows.Select(row => row[0] / row[2])));
    }

    private static async Task<IReadOnlyList<Comparison>> CompareTestsAsync(PromptShell shell)
    {
        using var slow = Child.Start("checker", "lab", DelayMs.ToString(CultureInfo.InvariantCulture));
        var place = LabEndpoints.Parse(await slow.ReadLineAsync());
        var lab = $"$lab = @{{ Server = '{place.Dns}'; HttpsPort = {place.HttpsPort}; SmtpPort = {place.SmtpPort}; TrustedRoot = '{place.RootFile}'; "
            + "AllowPrivateAddress = $true }; ";
        var names = string.Join(",", new Lab.SyntheticDomains().Names(Domains).Select(name => $"'{name}'"));
        var list = Path.GetTempFileName();
        await File.WriteAllLinesAsync(list, new Lab.SyntheticDomains().Names(Domains));
        try
        {
            var all = $"Get-Content '{list}' | Test-MtaSts @lab -ThrottleLimit {ThrottleLimit} | Out-Null";
            shell.Rows(Clock + lab + $"\"$(T {{ {all} }})\""); // the lab's code is compiled before
            var bound = StepsOnLongestPath * DelayMs / 1000d * Domains / ThrottleLimit;
            var many = Median(Enumerable.Range(0, 3).Select(_ => shell.Rows(Clock + lab + $"\"$(T {{ {all} }})\"")[0][0]));
            var first = Enumerable.Range(0, Processes).Select(_ => shell.Rows(
                Clock + lab + "$names = " + names[..names.IndexOf(',', StringComparison.Ordinal)] + "; "
                    + "\"$(T { Test-MtaSts $names @lab | Out-Null }) $(T { Test-MtaSts $names @lab | Out-Null })\"")[0]).ToList();
            return
            [
                Row($"Get-Content | Test-MtaSts, {Domains:#,0} domains, {DelayMs} ms per network step, {ThrottleLimit} in parallel, new process",
                    Line($"{many:0.00} s"),
                    Line($"{bound:0.00} s: only the waits on the longest path"), many / bound, 1.10),
                Row($"first Test-MtaSts after the import, {DelayMs} ms per network step", Line($"{Median(first.Select(row => row[0])) * 1000:0} ms"),
                    Line($"{Median(first.Select(row => row[1])) * 1000:0} ms: the second one"), Median(first.Select(row => row[0] / row[1])), 1.5),
            ];
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>The rounds of several processes, without the first ones of each.</summary>
    private static List<double[]> Warm(PromptShell shell, string commands) =>
        [.. Enumerable.Range(0, WarmProcesses).SelectMany(_ => shell.Rows(commands).Skip(WarmUps))];

    private static Comparison Row(FormattableString what, string ours, string baseline, double ratio, double wanted) =>
        new(Line(what), ours, baseline, ratio, Line($"at most {wanted:0.00}"), ratio <= wanted);
}
