using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MtaSts.Benchmarks;

/// <summary>One line of the table: the module's figure, the figure of a baseline in the same run, and their ratio.</summary>
/// <param name="What">What is done.</param>
/// <param name="Ours">The module's figure, with its unit.</param>
/// <param name="Baseline">The baseline's figure, and what it is.</param>
/// <param name="Ratio">Ours to the baseline; not a number where the baseline is not there.</param>
/// <param name="Wanted">The goal in words; empty when the figure is only shown.</param>
/// <param name="IsMet">Whether the goal is met.</param>
internal sealed record Comparison(string What, string Ours, string Baseline, double Ratio, string Wanted = "", bool IsMet = true)
{
    /// <summary>Between which ratios the middle half of the processes is, where several were measured: two runs differ by about as much.</summary>
    public (double Low, double High)? MiddleHalf { get; init; }

    /// <summary>A line whose ratio is the median of that of several processes, and is to be at most this.</summary>
    public static Comparison Of(FormattableString what, string ours, string baseline, IEnumerable<double> ratios, double wanted = double.NaN)
    {
        var sorted = ratios.Order().ToArray();
        var ratio = Median(sorted);
        return new Comparison(Line(what), ours, baseline, ratio, double.IsNaN(wanted) ? "" : Line($"at most {wanted:0.00}"), !(ratio > wanted))
        {
            MiddleHalf = (sorted[sorted.Length / 4], sorted[sorted.Length - 1 - (sorted.Length / 4)]),
        };
    }

    /// <summary>Prints the lines as a Markdown table.</summary>
    public static void Print(IReadOnlyList<Comparison> lines)
    {
        string[][] rows =
        [
            ["what", "the module", "baseline, in the same run", "ratio", "goal"],
            .. lines.Select(line => (string[])
            [
                Cell(line.What), Cell(line.Ours), Cell(line.Baseline), RatioOf(line),
                line.Wanted + (line.IsMet ? "" : " (missed)"),
            ]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            Console.WriteLine("| " + string.Join(" | ", rows[i].Select((cell, column) => cell.PadRight(widths[column]))) + " |");
            if (i == 0) Console.WriteLine("| " + string.Join(" | ", widths.Select(width => new string('-', width))) + " |");
        }
    }

    private static string RatioOf(Comparison line) => (double.IsNaN(line.Ratio) ? "" : Line($"{line.Ratio:0.00}"))
        + (line.MiddleHalf is { } half ? Line($" ({half.Low:0.00} to {half.High:0.00})") : "");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal); // in a cell it would begin another

    /// <summary>The median of measurements; the upper one of two for an even number.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Prints one line of progress or of findings, the same in every culture.</summary>
    public static void Say(params FormattableString[] parts) => Console.WriteLine(Line(parts));

    /// <summary>A text that is the same in every culture.</summary>
    public static string Line(params FormattableString[] parts) => string.Concat(parts.Select(part => part.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Prints the lines; returns 0 when every goal is met.</summary>
    public static int Conclude(IReadOnlyList<Comparison> lines)
    {
        Console.WriteLine();
        Print(lines);
        return lines.All(line => line.IsMet) ? 0 : 1;
    }
}
