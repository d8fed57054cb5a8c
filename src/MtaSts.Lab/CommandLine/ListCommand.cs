using System.IO;
using System.Linq;
using MtaSts.Lab.Scenarios;

namespace MtaSts.Lab.CommandLine;

/// <summary>Prints the scenarios: name, expected verdict, meaning.</summary>
internal static class ListCommand
{
    public static int Run(TextWriter output)
    {
        var cast = AllScenarios.Domains;
        var name = cast.Max(d => d.Name.Length);
        var status = cast.Max(d => d.Expected.Status.Length);
        var action = cast.Max(d => d.Expected.SenderAction.Length);
        output.WriteLine($"{"Domain".PadRight(name)}  {"Status".PadRight(status)}  {"Sender".PadRight(action)}  Meaning [problems]");
        foreach (var domain in cast)
        {
            var problems = domain.Expected.Problems.Count == 0 ? "" : $" [{string.Join(", ", domain.Expected.Problems)}]";
            output.WriteLine(
                $"{domain.Name.PadRight(name)}  {domain.Expected.Status.PadRight(status)}  "
                + $"{domain.Expected.SenderAction.PadRight(action)}  {domain.StandsFor}{problems}");
        }

        output.WriteLine($"{cast.Count} domains.");
        return 0;
    }
}
