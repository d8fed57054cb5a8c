using System;
using System.IO;
using MtaSts.PowerShell.Input;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class ReportInputTests
{
    [Theory]
    [InlineData("/reports/a.json.gz", "a.json.gz", "a path of Linux")]
    [InlineData(@"C:\reports\a.json.gz", "a.json.gz", "a path of Windows")]
    [InlineData("a\"b<c>d|e?.json", "a\"b<c>d|e?.json", "characters for which Path.GetFileName of .NET Framework throws")]
    [InlineData("x\u001b[31m.json", "x\\u001b[31m.json", "a control character")]
    [InlineData("", "", "no name")]
    public void The_short_name_is_the_last_part_and_safe_to_show(string name, string expected, string reason) =>
        Assert.True(expected == ReportInput.Bytes([], name).ShortName, reason);

    [Fact]
    public void The_short_name_of_a_long_name_is_cut() =>
        Assert.InRange(ReportInput.Bytes([], new string('n', 300_000)).ShortName.Length, 1, 80);

    // The build cannot show it on .NET: there the method does not throw.
    [Fact]
    public void No_source_of_the_cmdlets_passes_the_name_of_an_attachment_to_Path()
    {
        var folder = Repository.PathOf("src", "MtaSts.PowerShell");
        foreach (var file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            Assert.DoesNotContain("GetFileName(input", File.ReadAllText(file), StringComparison.Ordinal);
    }
}
