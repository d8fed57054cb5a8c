using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>Lines of C# have at most 160 characters. The compiler has no rule for it, so this test is the rule.</summary>
public class LineLengthTests
{
    private const int Most = 160;

    private static readonly string[] Folders = ["src", "tests"];

    [Fact]
    public void No_line_of_code_is_longer_than_160_characters()
    {
        var files = Folders
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("\\obj\\", StringComparison.Ordinal))
            .ToList();
        Assert.True(files.Count > 500, "The sources were not found.");
        var found = files.SelectMany(file => TooLong(File.ReadAllText(file)).Select(line => $"{Repository.RelativePathOf(file)}:{line}")).ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    [Theory]
    [InlineData(160, "", 0, "the longest line")]
    [InlineData(161, "", 1, "one character too many")]
    [InlineData(161, "\"\"\"\n", 0, "a raw literal, whose lines are data")]
    [InlineData(161, "var x = \"\"\"one line\"\"\";\n", 1, "after a raw literal")]
    [InlineData(161, "@\"", 0, "a verbatim literal, such as a regular expression")]
    public void Long_lines_are_detected(int length, string before, int found, string reason)
    {
        var line = new string('x', length);
        var text = before + (before.StartsWith('@') ? line[2..] : line);
        Assert.True(TooLong(text).Count() == found, reason);
    }

    private static IEnumerable<string> TooLong(string text)
    {
        var isRaw = false;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var marks = line.Split("\"\"\"").Length - 1;
            if (line.Length > Most && !isRaw && marks == 0 && !line.TrimStart().TrimStart('(').StartsWith("@\"", StringComparison.Ordinal))
                yield return number.ToString(CultureInfo.InvariantCulture);
            if (marks % 2 == 1) isRaw = !isRaw;
        }
    }
}
