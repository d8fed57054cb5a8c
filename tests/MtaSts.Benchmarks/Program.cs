using System;
using System.Runtime.InteropServices;
using MtaSts.Benchmarks;

// Each comparison is one word; it prints its figures and returns 0 when they meet their goal.
return args switch
{
    ["checker", .. string[] rest] => await Checker.RunAsync(rest),
    ["compare"] => await CompareAllAsync(),
    ["growth", .. string[] rest] => await Growth.RunAsync(rest),
    ["html", .. string[] rest] => HtmlReport.Run(rest),
    ["intake"] => await IntakeWork.RunAsync(),
    ["import", .. string[] rest] => Import.Run(rest),
    ["mails", .. string[] rest] => Mails.Run(rest),
    ["measure", .. string[] rest] => Measuring.Run(rest),
    ["prompt", .. string[] rest] => await Prompt.RunAsync(rest),
    ["parsing"] => Parsing.Run(),
    ["reports", .. string[] rest] => Reports.Run(rest),
    ["rows", .. string[] rest] => RowsMemory.Run(rest),
    ["shards"] => Shards.Run(),
    ["tarpits", .. string[] rest] => await Tarpits.RunAsync(rest),
    ["two-step", .. string[] rest] => await TwoStep.RunAsync(rest),
    _ => Usage(),
};

static async System.Threading.Tasks.Task<int> CompareAllAsync()
{
    Console.WriteLine(
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores, "
            + $"{RuntimeInformation.FrameworkDescription}");
    return Comparison.Conclude(
        [.. await Checker.CompareAsync(), .. await Tarpits.CompareAsync(), .. await TwoStep.CompareAsync(), .. Reports.Compare(),
            .. Mails.Compare(), .. Measuring.Compare(), .. await IntakeWork.CompareAsync(), .. RowsMemory.Compare(), .. Shards.Compare(),
            .. HtmlReport.Compare(),
            .. Import.Compare(null), .. await Prompt.CompareAsync(null),
            .. await Growth.CompareAsync()]);
}

static int Usage()
{
    Console.WriteLine("Usage: dotnet run -c Release --project tests/MtaSts.Benchmarks -- <comparison>");
    Console.WriteLine(
        "  compare   checker, tarpits, two-step, reports, mails, measure, intake, rows, shards, html, import, prompt and growth, in one table");
    Console.WriteLine(
        "  checker   testing 2,000 domains compared with the network waits and with bare sockets, and the memory for 20,000 domains");
    Console.WriteLine("  growth    how the time grows with the number of reports, messages, domains and rows");
    Console.WriteLine("  html      an HTML report on 1,000 domains and 400,000 rows of TLS reports: time, size and memory");
    Console.WriteLine("  import    importing and using the laid-out module against an empty one, in whole PowerShell processes");
    Console.WriteLine("  intake    receiving messages from a mailbox that answers at once, against reading the same mails from files");
    Console.WriteLine("  mails     reading mailboxes and large messages against MimeKit");
    Console.WriteLine(
        "  measure   the memory of the totals of 50,000 domains over 90 days, against the least that a program could keep; or: measure DOMAINS DAYS");
    Console.WriteLine("  prompt    the cmdlets in PowerShell, in a new process and warmed up, against cmdlets that do the least they could do");
    Console.WriteLine("  parsing   nanoseconds and bytes allocated a call of the parsers");
    Console.WriteLine("  reports   reading 20,000 TLS reports against a bare loop, and the memory that it takes; or: reports write FOLDER COUNT");
    Console.WriteLine("  rows      the memory of measuring 10,000,000 rows of a table, against the first million of them");
    Console.WriteLine("  shards    sums of 16 shards, added, against measuring the whole");
    Console.WriteLine("  tarpits   testing 4,000 domains of which 1 % never answer, against the waits for these alone or the healthy ones alone");
    Console.WriteLine(
        "  two-step  testing 10,000 domains of which 3 % have a record, the DNS first, against their DNS queries alone; the journal of 50,000 domains");
    return 2;
}
