using System;
using System.Linq;

namespace MtaSts.Fuzz;

/// <summary>
/// Feeds the parsers with malformed inputs for a given time, and checks the promises of each parser.
/// The same seed produces the same inputs in the same order.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        FuzzArguments read;
        try
        {
            read = FuzzArguments.Read(arguments);
        }
        catch (ArgumentException error)
        {
            Console.Error.WriteLine(error.Message);
            Console.Error.WriteLine(FuzzArguments.Usage);
            return 2;
        }

        if (read.IsHelp)
        {
            Console.WriteLine(FuzzArguments.Usage);
            return 0;
        }

        if (read.Replay is not null) return Replay.Run(read.Replay, read.Target);
        var targets = TargetList.All.Where(t => read.Target is null || t.Name == read.Target).ToList();
        return new FuzzLoop(targets, read).Run();
    }
}
