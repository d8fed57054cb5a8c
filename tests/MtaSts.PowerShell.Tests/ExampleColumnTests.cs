using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using MtaSts.Text;
using MtaSts.TlsRpt.Archive;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>The columns in the examples for engines are those of the rows that Export-TlsRptReport writes, with types that hold their values.</summary>
public partial class ExampleColumnTests
{
    private static readonly Dictionary<string, string> Types = Schema();

    public static TheoryData<string> Sources => new(Columns.Keys);

    private static readonly Dictionary<string, Func<Dictionary<string, string>>> Columns = new(StringComparer.Ordinal)
    {
        ["the table of Azure Data Explorer"] = () => KqlColumn().Matches(Example("AzureDataExplorer", "table.kql")).ToDictionary(
            match => match.Groups[1].Value, match => match.Groups[2].Value),
        ["the JSON mapping of Azure Data Explorer"] = () => Mapping().ToDictionary(entry => entry.Column, entry => Types.GetValueOrDefault(entry.Column, "")),
        ["the stream of Log Analytics"] = () => Template(
            resource => resource.GetProperty("streamDeclarations").GetProperty("Custom-TlsRpt").GetProperty("columns")),
        ["the table of Log Analytics"] = () => Without("TimeGenerated", Template(resource => resource.GetProperty("schema").GetProperty("columns"))),
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void An_example_has_each_column_of_the_rows_and_no_other(string source)
    {
        var columns = Columns[source]();
        Assert.Equal(Types.Keys.Order(StringComparer.Ordinal), columns.Keys.Order(StringComparer.Ordinal));
        Assert.All(columns, column => Assert.Contains(column.Value, Allowed(Types[column.Key])));
    }

    [Fact]
    public void The_JSON_mapping_reads_each_column_from_the_member_of_its_name() =>
        Assert.All(Mapping(), entry => Assert.Equal($"$['{entry.Column}']", entry.Path));

    [Fact]
    public void The_SQL_for_DuckDB_reads_only_columns_of_the_rows()
    {
        var script = Example("DuckDB", "load.sql");
        var begin = script.IndexOf("columns = {", StringComparison.Ordinal);
        var columns = SqlColumn().Matches(script[begin..script.IndexOf('}', begin)]).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(columns);
        Assert.Empty(columns.Except(Types.Keys));
    }

    [Fact]
    public void The_update_policy_and_the_questions_use_only_columns_that_exist()
    {
        var projected = Projection().Match(Example("AzureDataExplorer", "table.kql")).Groups[1].Value.Split(',', StringSplitOptions.TrimEntries);
        Assert.Empty(projected.Except(Types.Keys).Except(["Copy", "IsTrusted", "Day"]));
    }

    /// <summary>The kind of each member of a row: text, number, time, list or object.</summary>
    private static Dictionary<string, string> Schema()
    {
        var report = new TlsReport
        {
            OrganizationName = "=x",
            ReportId = "1",
            StartDate = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
            EndDate = new DateTime(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc),
            Policies = new ReadableList<TlsReportPolicy>([
                new TlsReportPolicy { FailureDetails = new ReadableList<TlsReportFailure>([new TlsReportFailure()]) }]),
        };
        using var row = JsonDocument.Parse(ArchiveRows.Of(report));
        return row.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member switch
        {
            { Value.ValueKind: JsonValueKind.Number } => "number",
            { Value.ValueKind: JsonValueKind.Array or JsonValueKind.Object } => "list",
            { Name: "StartDate" or "EndDate" } => "time",
            _ => "text",
        });
    }

    private static string[] Allowed(string kind) => kind switch
    {
        "number" => ["int", "long", "number"],
        "list" => ["dynamic", "list"],
        "time" => ["datetime", "dateTime", "time"],
        _ => ["string", "text"],
    };

    private static string Example(params string[] parts) => File.ReadAllText(Repository.PathOf(["examples", .. parts]));

    private static List<(string Column, string Path)> Mapping()
    {
        using var mapping = JsonDocument.Parse(Example("AzureDataExplorer", "mapping.json"));
        return [.. mapping.RootElement.EnumerateArray().Select(entry => (entry.GetProperty("column").GetString()!, entry.GetProperty("path").GetString()!))];
    }

    private static Dictionary<string, string> Template(Func<JsonElement, JsonElement> find)
    {
        using var template = JsonDocument.Parse(Example("LogAnalytics", "template.json"));
        foreach (var resource in template.RootElement.GetProperty("resources").EnumerateArray())
        {
            try
            {
                return find(resource.GetProperty("properties")).EnumerateArray().ToDictionary(
                    column => column.GetProperty("name").GetString()!, column => column.GetProperty("type").GetString()!);
            }
            catch (KeyNotFoundException)
            {
                // Another resource has it.
            }
        }

        return [];
    }

    private static Dictionary<string, string> Without(string name, Dictionary<string, string> columns)
    {
        Assert.True(columns.Remove(name), $"The table has no column {name}.");
        return columns;
    }

    [GeneratedRegex(@"^    \['(\w+)'\]: (\w+)", RegexOptions.Multiline)]
    private static partial Regex KqlColumn();

    [GeneratedRegex(@"""?(\w+)""?: '")]
    private static partial Regex SqlColumn();

    [GeneratedRegex(@"\| project ([\w,\s]+)\n\}")]
    private static partial Regex Projection();
}
