using System;
using System.Runtime.InteropServices;
using MtaSts.Benchmarks;

// Each comparison is one word; it prints its figures and returns 0 when they meet their goal.
return args switch
{
    ["checker", .. string[] rest] => await Checker.RunAsync(rest),
    ["compare"] => await CompareAllAsync(),
    ["html", .. string[] rest] => HtmlReport.Run(rest),
    ["import", .. string[] rest] => Import.Run(rest),
    ["parsing"] => Parsing.Run(),
    ["reports", .. string[] rest] => Reports.Run(rest),
    _ => Usage(),
};

static async System.Threading.Tasks.Task<int> CompareAllAsync()
{
    Console.WriteLine(
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores, "
            + $"{RuntimeInformation.FrameworkDescription}");
    return Comparison.Conclude([.. await Checker.CompareAsync(), .. Reports.Compare(), .. HtmlReport.Compare(), .. Import.Compare(null)]);
}

static int Usage()
{
    Console.WriteLine("Usage: dotnet run -c Release --project tests/MtaSts.Benchmarks -- <comparison>");
    Console.WriteLine("  compare   checker, reports, html and import, in one table");
    Console.WriteLine(
        "  checker   testing 2,000 domains compared with the network waits and with bare sockets, and the memory for 20,000 domains");
    Console.WriteLine("  html      an HTML report on 1,000 domains and 400,000 rows of TLS reports: time, size and memory");
    Console.WriteLine("  import    importing and using the module compared with an empty one, in whole PowerShell processes");
    Console.WriteLine("  parsing   nanoseconds and allocated bytes per call of the parsers");
    Console.WriteLine("  reports   reading 20,000 TLS reports compared with a bare loop, and the memory for it");
    return 2;
}
