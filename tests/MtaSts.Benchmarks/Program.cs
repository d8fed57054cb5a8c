using System;
using MtaSts.Benchmarks;

// Each comparison is one word; it prints its figures and gives 0 when they meet their target.
return args switch
{
    ["checker", .. string[] rest] => await Checker.RunAsync(rest),
    ["import", .. string[] rest] => Import.Run(rest),
    ["parsing"] => Parsing.Run(),
    ["reports", .. string[] rest] => Reports.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("Usage: dotnet run -c Release --project tests/MtaSts.Benchmarks -- <comparison>");
    Console.WriteLine("  checker   testing 2,000 domains against the time of the network's waits alone, and the memory of 20,000 domains");
    Console.WriteLine("  import    importing the staged module against importing an empty one, in whole PowerShell processes");
    Console.WriteLine("  parsing   nanoseconds and bytes allocated a call of the parsers");
    Console.WriteLine("  reports   reading 20,000 TLS reports against a bare loop, and the memory that it takes");
    return 2;
}
