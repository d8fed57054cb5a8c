using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Real reports, which are not part of the project: a folder <c>shared/samples/tls-reports</c> somewhere above the test assembly.</summary>
internal static class SampleFolder
{
    public static string? Path { get; } = Find();

    /// <summary>The rows of EXPECTED.md.</summary>
    public static IReadOnlyList<ExpectedSample> Expected { get; } = Path is null ? [] : ReadExpected(Path);

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "samples", "tls-reports");
            if (File.Exists(System.IO.Path.Combine(candidate, "EXPECTED.md"))) return candidate;
        }

        return null;
    }

    private static List<ExpectedSample> ReadExpected(string folder) =>
        File.ReadLines(System.IO.Path.Combine(folder, "EXPECTED.md"))
            .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells.Length >= 11 && cells[5].Length > 0 && cells[5].All(char.IsDigit))
            .Select(cells =>
                new ExpectedSample(cells[1], cells[3], cells[4].Trim('`'), Number(cells[5]), Number(cells[6]), Number(cells[7]), Number(cells[8]), cells[9]))
            .ToList();

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>The content of a sample.</summary>
internal sealed record ExpectedSample(
    string File, string Organization, string ReportId, int Policies, int Successes, int Failures, int Details, string Oddities);

/// <summary>A test that runs only when the samples exist.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SamplesFactAttribute : FactAttribute
{
    public SamplesFactAttribute()
    {
        if (SampleFolder.Path is null) Skip = "The folder shared/samples/tls-reports is not on this machine.";
    }
}
