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
    private const int ManyReports = 200_000;
    private const int Processes = 9; // the JIT compiler optimizes each process in its own way: by a tenth faster or slower
    private const int LargeProcesses = 3;
    private const int WarmUps = 5;
    private const int Rounds = 7;
    private const int Domains = 2_000;
    private const int DelayMs = 20;
    private const int ThrottleLimit = 64;
    private const int StepsOnLongestPath = 7; // see Checker

    // What a command leaves behind is collected before the next one, whose time it would be.
    private const string Clock = "function T($run) { [GC]::Collect(); $watch = [Diagnostics.Stopwatch]::StartNew(); . $run; $watch.Elapsed.TotalSeconds }; ";

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
            var large = Directory.CreateDirectory(Path.Combine(folder, "large")).FullName;
            return
            [
                .. CompareReading(shell, reports), CompareLargeFolder(shell, large), .. CompareMails(shell, folder), .. CompareRecords(shell),
                .. await CompareTestsAsync(shell),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Comparison> CompareReading(PromptShell shell, string reports)
    {
        // In pairs within one process, so that load on the machine affects both.
        var processes = Run(shell, Clock + $"foreach ($i in 1..{WarmUps + Rounds}) {{ $global:x = $null; "
            + $"$b = T {{ Read-TlsRptReport '{reports}' -Recurse | Out-Null }}; $a = T {{ Read-Bare '{reports}' | Out-Null }}; "
            + $"$c = T {{ $null = Read-TlsRptReport '{reports}' -Recurse }}; $d = T {{ $global:x = @(Read-TlsRptReport '{reports}' -Recurse) }}; "
            + $"$count = $global:x.Count; $global:x = $null; "
            + $"$e = T {{ Write-Empty {Reports} | Out-Null }}; $f = T {{ Get-ChildItem '{reports}' -Recurse | Out-Null }}; "
            + "\"$a $b $c $d $e $f $count\" }");
        if (processes.Exists(rows => rows.Exists(row => (int)row[6] != Reports))) throw new InvalidOperationException("Not every report was read.");
        var warm = processes.ConvertAll(rows => rows.Skip(WarmUps).ToList());
        double Typical(int column) => Median(warm.SelectMany(rows => rows.Select(row => row[column])));
        IEnumerable<double> Ratios(Func<double[], double> ratio) => warm.Select(rows => Median(rows.Select(ratio)));
        var cold = processes.ConvertAll(rows => rows[0][1]);
        var bare = Line($"{Typical(0):0.000} s: a cmdlet that opens, gunzips and walks them, and writes nothing");
        const string What = "Read-TlsRptReport FOLDER -Recurse";
        yield return Of($"{What} | Out-Null, {Reports:#,0} reports, new process", Line($"{Median(cold):0.00} s"), Line($"{Typical(1):0.00} s: the same, warm"),
            processes.Select(rows => rows[0][1] / Median(rows.Skip(WarmUps).Select(row => row[1]))), 2);
        yield return Of($"the same, warm", Line($"{Typical(1):0.000} s"), bare, Ratios(row => row[1] / row[0]), 1 / 0.65);
        yield return Of($"$null = {What}, warm", Line($"{Typical(2):0.000} s"), bare, Ratios(row => row[2] / row[0]), 1 / 0.65);
        yield return Of($"@({What}), warm", Line($"{Typical(3):0.000} s"), bare, Ratios(row => row[3] / row[0]), 1 / 0.5);
        yield return Of($"{What} | Out-Null, warm", Line($"{Typical(1):0.000} s"),
            Line($"{Typical(0) + Typical(4):0.000} s: the same bare cmdlet, and one that writes as many empty objects"),
            Ratios(row => row[1] / (row[0] + row[4])));
        yield return Of($"the same", Line($"{Typical(1):0.000} s"), Line($"{Typical(5):0.000} s: Get-ChildItem FOLDER -Recurse | Out-Null"),
            Ratios(row => row[1] / row[5]));
        var python = Parsedmarc.Seconds(reports);
        yield return new Comparison(
            Line($"{What} | Out-Null, new process"), Line($"{Median(cold):0.00} s"),
            python is { } seconds
                ? Line($"{seconds:0.0} s: parsedmarc's functions, without the start of Python")
                : "parsedmarc is not installed on this machine",
            python is { } theirTime ? Median(cold) / theirTime : double.NaN);
        var growths = Enumerable.Range(0, Processes).Select(_ => (
            Ours: shell.Growth($"Read-TlsRptReport '{reports}' -Recurse | Out-Null"), Theirs: shell.Growth($"Read-Bare '{reports}' | Out-Null"))).ToList();
        yield return Of($"growth of the process's memory while reading them",
            Line($"{Median(growths.Select(pair => pair.Ours)):0} MB"), Line($"{Median(growths.Select(pair => pair.Theirs)):0} MB: the bare cmdlet"),
            growths.Select(pair => pair.Ours / pair.Theirs), 1.5);
    }

    private static Comparison CompareLargeFolder(PromptShell shell, string folder)
    {
        ReportsCorpus.WriteReports(folder, ManyReports);
        var processes = Enumerable.Range(0, LargeProcesses).Select(_ => shell.Rows(
            Clock + $"\"$(T {{ Read-TlsRptReport '{folder}' -Recurse | Out-Null }}) $(T {{ Read-Bare '{folder}' | Out-Null }})\"")[0]).ToList();
        return Of($"the same, {ManyReports:#,0} reports, new process", Line($"{Median(processes.Select(row => row[0])):0.0} s"),
            Line($"{Median(processes.Select(row => row[1])):0.0} s: the bare cmdlet, in the same process"), processes.Select(row => row[0] / row[1]), 1 / 0.65);
    }

    private static IEnumerable<Comparison> CompareMails(PromptShell shell, string folder)
    {
        var file = Path.Combine(folder, "mailbox.mbox");
        MailCorpus.Write(file, "many");
        var module = PromptModule.WriteMail(folder, shell.Pwsh);
        var commands = Clock + $"Import-Module '{module}'; foreach ($i in 1..3) {{ \"$(T {{ Read-TlsRptReport '{file}' | Out-Null }}) "
            + $"$(T {{ Read-Mime '{file}' | Out-Null }}) $(T {{ Read-MimeReport '{file}' | Out-Null }})\" }}";
        var runs = Enumerable.Range(0, Processes).Select(_ => shell.Rows(commands)).ToList();
        File.Delete(file);
        Comparison Row(FormattableString what, Func<List<double[]>, double[]> round, int column, string theirs) => Of(
            what, Line($"{Median(runs.Select(rows => round(rows)[0])):0.00} s"), Line($"{Median(runs.Select(rows => round(rows)[column])):0.00} s: {theirs}"),
            runs.Select(rows => round(rows)[0] / round(rows)[column]));
        const string Parts = "MimeKit's MimeReader, which finds the parts and reads no report";
        const string Whole = "MimeKit's MimeParser, decode, gunzip, walk";
        yield return Row($"Read-TlsRptReport MAILBOX | Out-Null, 40,000 messages of 200 MB, new process", rows => rows[0], 2, Whole);
        yield return Row($"the same, warm", rows => rows[^1], 2, Whole);
        yield return Row($"the same, new process", rows => rows[0], 1, Parts);
        yield return Row($"the same, warm", rows => rows[^1], 1, Parts);
    }

    private static IEnumerable<Comparison> CompareRecords(PromptShell shell)
    {
        var processes = Run(shell, Clock + $"$in = 1..{Records} | ForEach-Object {{ \"v=STSv1; id=$_;\" }}; foreach ($i in 1..{WarmUps + Rounds}) {{ "
            + "\"$(T { $global:out = @($in | ConvertFrom-MtaStsRecord) }) $(T { $out = @($in | ConvertFrom-Empty) }) "
            + "$(T { $global:out = @($in | ConvertFrom-Text) })\" }").ConvertAll(rows => rows.Skip(WarmUps).ToList());
        Comparison Row(FormattableString what, int column, string theirs, double wanted) => Of(
            what, Line($"{Median(processes.SelectMany(rows => rows.Select(row => row[0]))) * 1000:0} ms"),
            Line($"{Median(processes.SelectMany(rows => rows.Select(row => row[column]))) * 1000:0} ms: {theirs}"),
            processes.Select(rows => Median(rows.Select(row => row[0] / row[column]))), wanted);
        yield return Row($"{Records:#,0} records through ConvertFrom-MtaStsRecord, warm", 1, "through a cmdlet that passes its input on", 1.4);
        yield return Row($"the same", 2, "through a cmdlet of the same parameters that writes a new object for each", double.NaN);
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
            var many = Enumerable.Range(0, 3).Select(_ => shell.Rows(Clock + lab + $"\"$(T {{ {all} }})\"")[0][0]).ToList();
            var first = Enumerable.Range(0, Processes).Select(_ => shell.Rows(
                Clock + lab + "$names = " + names[..names.IndexOf(',', StringComparison.Ordinal)] + "; "
                    + "\"$(T { Test-MtaSts $names @lab | Out-Null }) $(T { Test-MtaSts $names @lab | Out-Null })\"")[0]).ToList();
            return
            [
                Of($"Get-Content | Test-MtaSts, {Domains:#,0} domains, {DelayMs} ms per network step, {ThrottleLimit} in parallel, new process",
                    Line($"{Median(many):0.00} s"), Line($"{bound:0.00} s: only the waits on the longest path"), many.Select(time => time / bound), 1.10),
                Of($"first Test-MtaSts after the import, {DelayMs} ms per network step", Line($"{Median(first.Select(row => row[0])) * 1000:0} ms"),
                    Line($"{Median(first.Select(row => row[1])) * 1000:0} ms: the second one"), first.Select(row => row[0] / row[1]), 1.5),
            ];
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>The rounds of several processes.</summary>
    private static List<List<double[]>> Run(PromptShell shell, string commands) => [.. Enumerable.Range(0, Processes).Select(_ => shell.Rows(commands))];
}
