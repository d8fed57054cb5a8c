using System;
using System.IO;
using System.Linq;

namespace MtaSts.Fuzz;

/// <summary>Checks one saved input again.</summary>
internal static class Replay
{
    /// <returns>The exit code: 0 when all promises are kept, 1 when one is broken, 2 when the target or file does not exist.</returns>
    public static int Run(string path, string? name)
    {
        name ??= Path.GetFileName(path).Split('-')[0];
        if (TargetList.All.FirstOrDefault(t => t.Name == name) is not { } target || !File.Exists(path))
        {
            Console.Error.WriteLine($"There is no file '{path}', or no target '{name}'; name the target with --target.");
            return 2;
        }

        try
        {
            Console.WriteLine(new Trial(target).Run(File.ReadAllBytes(path)));
            return 0;
        }
#pragma warning disable CA1031 // any exception is the finding
        catch (Exception error)
#pragma warning restore CA1031
        {
            Console.WriteLine(error);
            return 1;
        }
    }
}
