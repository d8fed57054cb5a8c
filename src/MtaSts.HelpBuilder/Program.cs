using System;
using System.IO;
using MtaSts.HelpBuilder;
using MtaSts.HelpBuilder.Web;

if (args.Length is not (3 or 4))
{
    Console.Error.WriteLine("Usage: MtaSts.HelpBuilder <cmdlet assembly> <folder of help sources> <folder to write to> [<folder for Markdown>]");
    return 2;
}

try
{
    var set = HelpSet.Load(args[0], args[1]);
    var problems = HelpProblems.Find(set);
    // MSBuild shows a line in this format as an error.
    foreach (var problem in problems) Console.Error.WriteLine($"{args[1]} : error HELP001: {problem}");
    if (problems.Count > 0) return 1;
    HelpFiles.Write(set, Path.GetFileName(args[0]), args[2]);
    if (args.Length == 4) WebHelp.Write(set, args[3]);
    return 0;
}
catch (HelpException problem)
{
    Console.Error.WriteLine($"{args[1]} : error HELP001: {problem.Message}");
    return 1;
}
