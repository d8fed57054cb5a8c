using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MtaSts.Fuzz;

/// <summary>The parsed command line.</summary>
internal sealed class FuzzArguments
{
    public static string Usage => $"""
        dotnet run -c Release --project tests/MtaSts.Fuzz -- [options]
          --seconds N      how long to search, all targets together (default 60)
          --seed N         where the inputs begin; the same seed gives the same inputs (default 1)
          --target NAME    one of {string.Join(", ", TargetList.All.Select(t => t.Name))} (default: all in turn)
          --findings PATH  where an input that breaks a promise is saved (default: fuzz-findings)
          --keep PATH      begin with the inputs found there, and save those that show something new
          --replay FILE    check one saved input again; its target is the beginning of its name, or --target
        """;

    public TimeSpan Duration { get; private set; } = TimeSpan.FromSeconds(60);

    public int Seed { get; private set; } = 1;

    public string? Target { get; private set; }

    public string Findings { get; private set; } = "fuzz-findings";

    public string? Keep { get; private set; }

    public string? Replay { get; private set; }

    public bool IsHelp { get; private set; }

    /// <exception cref="ArgumentException">An argument is unknown, or its value is missing or not valid.</exception>
    public static FuzzArguments Read(string[] arguments)
    {
        var read = new FuzzArguments();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            string Value() => i + 1 < arguments.Length ? arguments[++i] : throw new ArgumentException($"{name} needs a value.");
            switch (name)
            {
                case "--seconds": read.Duration = TimeSpan.FromSeconds(Number(name, Value())); break;
                case "--seed": read.Seed = Number(name, Value()); break;
                case "--target": read.Target = Known(Value()); break;
                case "--findings": read.Findings = Path.GetFullPath(Value()); break;
                case "--keep": read.Keep = Path.GetFullPath(Value()); break;
                case "--replay": read.Replay = Path.GetFullPath(Value()); break;
                case "-help" or "--help" or "-h" or "-?": read.IsHelp = true; break;
                default: throw new ArgumentException($"'{name}' is not known.");
            }
        }

        return read;
    }

    private static string Known(string target) =>
        TargetList.All.Any(t => t.Name == target) ? target : throw new ArgumentException($"There is no target '{target}'.");

    private static int Number(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"{name} needs a number of 0 or more.");
}
