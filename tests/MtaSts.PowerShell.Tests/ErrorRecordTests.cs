using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>The error map, read as text: PowerShell's types do not work outside PowerShell.</summary>
public class ErrorRecordTests
{
    private static string Folder { get; } = Repository.PathOf("src", "MtaSts.PowerShell");

    private static string[] Factories { get; } = [
        .. Directory.GetFiles(Path.Combine(Folder, "Output"), "ErrorRecords*.cs")
        .SelectMany(file => File.ReadAllText(file).Split("public static ErrorRecord ").Skip(1))
        .Select(text => text.Split("private static")[0].TrimEnd().TrimEnd('}').TrimEnd())];

    [Fact]
    public void Every_error_has_a_unique_id_a_category_a_target_and_an_action()
    {
        Assert.NotEmpty(Factories);
        var ids = Factories.Select(factory =>
        {
            var match = Regex.Match(
                factory,
                @"""(?<id>[A-Z][A-Za-z]+)""(?: \+ error\.Fault)?,\s*(?:ErrorCategory\.|CategoryOf\()(?<category>[A-Za-z.)]+),\s*"
                    + @"(?<target>[a-z][A-Za-z]*),\s*[^;]*?(?:\$?""(?<action>[^""]+)""(?:\.TrimEnd\(\))?|(?<action>LookupAdvice\.For\(answer\)))\);\s*$");
            Assert.True(match.Success, factory);
            Assert.True(match.Groups["action"].Value.Length > 10, factory);
            return match.Groups["id"].Value;
        }).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Every_error_record_is_made_in_one_place_with_its_action()
    {
        var making = Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"new\s+ErrorRecord\b|new\s*\(exception, id"))
            .Select(Path.GetFileName);
        Assert.Equal(["ErrorRecords.cs"], making);
        Assert.Contains("RecommendedAction = action", File.ReadAllText(Path.Combine(Folder, "Output", "ErrorRecords.cs")), StringComparison.Ordinal);
    }

    /// <summary>A path, a stranger's name and the system's words about them reach a terminal by way of the message.</summary>
    [Fact]
    public void Every_error_shows_what_it_was_given_safely()
    {
        string[] raw = ["path", "error", "error.Message", "problem", "what", "why", "advice", "input", "zone", "target", "name"];
        Assert.All(Factories, factory => Assert.DoesNotContain(
            Regex.Matches(factory, @"\{(?<value>[A-Za-z.]+)\}").Select(match => match.Groups["value"].Value), value => raw.Contains(value) && value != "input"
                || (value == "input" && factory.Contains("string input", StringComparison.Ordinal))));
        Assert.All(Factories, factory => Assert.DoesNotMatch(@"Exception\((?:problem|why|error\.Message|what)\)", factory));
        Assert.Contains("SafeText.Clean(ExceptionText.Of(exception))", File.ReadAllText(Path.Combine(Folder, "Output", "ErrorRecords.cs")), StringComparison.Ordinal);
    }

    /// <summary>The reader's messages name its options, of which cmdlets have few as parameters.</summary>
    [Fact]
    public void Every_limit_that_a_message_names_is_a_parameter_or_known_to_be_fixed()
    {
        var messages = string.Concat(Directory.GetFiles(Repository.PathOf("src", "MtaSts.Core"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var named = Regex.Matches(messages, @" \((?<name>Max[A-Za-z]+)\)[."" ]").Select(match => match.Groups["name"].Value).Distinct().ToList();
        Assert.Contains("MaxErrors", named);
        var known = File.ReadAllText(Path.Combine(Folder, "Output", "ReportLimits.cs"));
        Assert.All(named, name => Assert.Contains($"\"{name}\"", known, StringComparison.Ordinal));
        var read = File.ReadAllText(Path.Combine(Folder, "Commands", "ReadTlsRptReportCommand.cs"));
        var raisable = Regex.Match(known, @"Raisable = \[(?<names>[^\]]+)\]").Groups["names"].Value.Split(',').Select(name => name.Trim(' ', '"'));
        Assert.All(raisable, name => Assert.Matches($@"public (int|long) {name} ", read));
    }

    [Fact]
    public void Every_error_is_used()
    {
        var rest = string.Concat(Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith("ErrorRecords", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        Assert.All(Factories.Select(factory => factory.Split('(')[0]), name => Assert.Contains($"ErrorRecords.{name}(", rest, StringComparison.Ordinal));
    }
}
