using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class ViewTests(BothBuilds builds) : IClassFixture<BothBuilds>
{
    /// <summary>A name that -PassThru adds to a FileInfo; there is no such type.</summary>
    private const string WrittenFile = "MtaSts.WrittenFile";

    private static XElement[] AllViews { get; } = [
        .. Directory.GetFiles(Repository.PathOf("src", "MtaSts.PowerShell", "Views"), "*.ps1xml").SelectMany(file => XDocument.Load(file).Descendants("View"))];

    private static XElement[] Views { get; } = [.. AllViews.Where(view => view.Descendants("TypeName").First().Value != WrittenFile)];

    private static HashSet<string> Viewed { get; } =
        [.. Views.SelectMany(view => view.Element("ViewSelectedBy")!.Elements("TypeName")).Select(e => e.Value.Trim())];

    /// <summary>Types that occur only in lists of results.</summary>
    private static readonly string[] SmallTypes = ["MtaSts.TlsReportWarning", "MtaSts.TlsReportMember", "MtaSts.TlsResultCount"];

    public static TheoryData<string> Frameworks => BothBuilds.Frameworks;

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_view_uses_existing_types_and_properties(string framework)
    {
        Assert.NotEmpty(Views);
        Assert.All(Views, view =>
        {
            var names = view.Element("ViewSelectedBy")!.Elements("TypeName").Select(e => e.Value.Trim()).ToList();
            Assert.NotEmpty(names);
            foreach (var name in names)
            {
                var type = builds[framework].CoreAssembly.GetType(name) ?? builds[framework].Module.GetType(name);
                Assert.True(type is { IsPublic: true }, $"{(string?)view.Element("Name")}: there is no public type {name}");
                var properties = ModuleBuild.Bases(type).Prepend(type).SelectMany(t => t.GetProperties()).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
                Assert.All(view.Descendants("PropertyName").Select(e => e.Value.Trim()), property => Assert.Contains(property, properties));
            }
        });
    }

    [Fact]
    public void The_view_of_written_files_uses_properties_of_a_file()
    {
        var views = AllViews.Except(Views).ToList();
        Assert.Equal(2, views.Count);
        Assert.All(views.SelectMany(view => view.Descendants("PropertyName")), name => Assert.NotNull(typeof(FileInfo).GetProperty(name.Value)));
    }

    /// <summary>Objects keep raw text; the views make it safe.</summary>
    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Published_text_from_strangers_is_shown_safely(string framework)
    {
        string[] published = [
            "MtaSts.Policy", "MtaSts.StsRecord", "MtaSts.TlsRptRecord", "MtaSts.PublishedPolicy", "MtaSts.PublishedRecord", "MtaSts.PublishedTlsRptRecord",
            "MtaSts.CertificateInfo", .. SmallTypes];
        var shown = Views.Where(view => published.Contains(view.Descendants("TypeName").First().Value.Trim())).ToList();
        Assert.Equal(published.Length, shown.Select(view => view.Descendants("TypeName").First().Value.Trim()).Distinct().Count());
        Assert.All(shown, view =>
        {
            var type = builds[framework].CoreAssembly.GetType(view.Descendants("TypeName").First().Value.Trim())!;
            Assert.All(
                view.Descendants("ScriptBlock")
                    .Where(script => script.Parent!.Name.LocalName != "ItemSelectionCondition"
                        && script.Value != "[MtaSts.PowerShell.Output.StatusColour]::Show($_.Status, $ExecutionContext)"),
                script => Assert.Matches(@"^\[MtaSts\.Text\.SafeText\]::(Clean|Show)\(", script.Value.Trim()));
            Assert.True(type.GetProperty("Status")?.PropertyType.IsValueType ?? true);

            // The domain is the admin's own input, checked.
            Assert.All(
                view.Descendants("PropertyName").Where(name => name.Value != "DomainName"),
                name => Assert.True(type.GetProperty(name.Value)!.PropertyType.IsValueType, name.Value));
        });
        Assert.DoesNotContain(Views.SelectMany(view => view.Descendants("PropertyName")), name => name.Value == "PolicyId");
    }

    [Fact]
    public void The_manifest_lists_every_file_of_views() =>
        Assert.Equal(
            Directory.GetFiles(Repository.PathOf("src", "MtaSts.PowerShell", "Views"), "*.ps1xml").Select(Path.GetFileName).Order(),
            Repository.ListInManifest("FormatsToProcess").Order());

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_state_of_a_result_is_saved_by_its_name(string framework)
    {
        var named = XDocument.Load(Repository.PathOf("src", "MtaSts.PowerShell", "Types", "MtaSts.Types.ps1xml")).Root!.Elements("Type")
            .Where(type => type.Descendants("NoteProperty").Any(note => note.Element("Name")!.Value == "SerializationMethod"))
            .Select(type => type.Element("Name")!.Value).ToHashSet();
        var viewed = Views.SelectMany(view => view.Element("ViewSelectedBy")!.Elements("TypeName"))
            .Select(e => builds[framework].CoreAssembly.GetType(e.Value.Trim())!).Distinct();
        var held = viewed.SelectMany(type => type.GetProperties())
            .Select(property => property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType)
            .Where(type => type.IsEnum)
            .Select(type => type.FullName!)
            .ToHashSet();
        Assert.Contains("MtaSts.TestStatus", held);
        Assert.Equal(held.Order(), named.Order());
        Assert.Equal(["MtaSts.Import.psm1"], Repository.ListInManifest("NestedModules"));
        string Script(string name) => File.ReadAllText(Repository.PathOf("src", "MtaSts.PowerShell", "Types", name));
        Assert.Contains("/types/MtaSts.Types.psd1", Script("MtaSts.Import.psm1"), StringComparison.Ordinal);
        Assert.Contains("'MtaSts.Types.ps1xml'", Script("MtaSts.Types.psd1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Views_have_unique_names_and_tables_have_three_to_six_columns()
    {
        Assert.Equal(Views.Length, Views.Select(view => (string?)view.Element("Name")).Distinct().Count());
        Assert.All(Views.Where(view => view.Element("TableControl") is not null), view =>
        {
            var headers = view.Descendants("TableColumnHeader").Count();
            Assert.InRange(headers, SmallTypes.Contains(view.Descendants("TypeName").First().Value.Trim()) ? 2 : 3, 6);
            Assert.All(view.Descendants("TableRowEntry"), row => Assert.Equal(headers, row.Descendants("TableColumnItem").Count()));
        });
    }

    /// <summary>A name read off a table works in Where-Object and Select-Object.</summary>
    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_table_header_is_a_property(string framework) =>
        Assert.All(Views.Where(view => view.Element("TableControl") is not null), view =>
        {
            var name = view.Descendants("TypeName").First().Value.Trim();
            var type = (builds[framework].CoreAssembly.GetType(name) ?? builds[framework].Module.GetType(name))!;
            var properties = ModuleBuild.Bases(type).Prepend(type).SelectMany(t => t.GetProperties()).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
            Assert.All(view.Descendants("TableColumnHeader"), header => Assert.Contains((string)header.Element("Label")!, properties));
        });

    /// <summary>PowerShell hides the last columns when the fixed widths leave no room for one character in each of the others.</summary>
    [Fact]
    public void Tables_fit_a_window_of_60_columns() =>
        Assert.All(Views.Where(view => view.Element("TableControl") is not null), view =>
        {
            var widths = view.Descendants("TableColumnHeader").Select(header => (int?)header.Element("Width") ?? 1).ToList();
            Assert.InRange(widths.Sum() + widths.Count - 1, 1, 60);
        });

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_output_type_has_a_table_or_a_list(string framework) =>
        Assert.All(OutputTypes(builds[framework]), type => Assert.Contains(type.FullName!, Viewed));

    /// <summary>Without a view PowerShell shows text from strangers unchanged, including escape sequences.</summary>
    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_type_in_a_result_that_has_text_also_has_a_view(string framework)
    {
        var build = builds[framework];
        var seen = new HashSet<Type>();
        var due = new Queue<Type>(OutputTypes(build));
        while (due.TryDequeue(out var type))
        {
            if (!seen.Add(type)) continue;
            foreach (var property in type.GetProperties())
            {
                var held = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
                if (held.Assembly == build.CoreAssembly && !held.IsEnum) due.Enqueue(held);
            }
        }

        Assert.Contains(seen, type => type.FullName == "MtaSts.CertificateInfo");
        Assert.All(seen, type => Assert.Contains(type.FullName!, Viewed));
    }

    /// <summary>-f, and a property as it is, would write a date in the calendar of the session's culture.</summary>
    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_date_is_written_alike_in_every_culture(string framework)
    {
        Assert.All(Views.SelectMany(view => view.Descendants("ScriptBlock")), script => Assert.DoesNotMatch(@"\{\d+[^}]*:[^}]*[yMdHhms]{2}", script.Value));
        Assert.All(Views, view =>
        {
            var types = view.Element("ViewSelectedBy")!.Elements("TypeName")
                .Select(name => builds[framework].CoreAssembly.GetType(name.Value.Trim()) ?? builds[framework].Module.GetType(name.Value.Trim())!).ToList();
            bool IsDate(string property) => types.Any(type =>
                type.GetProperty(property)?.PropertyType is { } held
                && (held.IsGenericType ? held.GetGenericArguments()[0] : held).FullName is "System.DateTime" or "System.DateTimeOffset");
            Assert.All(view.Descendants("PropertyName"), name => Assert.False(IsDate(name.Value.Trim()), name.Value));
            Assert.All(view.Descendants("ScriptBlock"), script =>
            {
                foreach (Match used in Regex.Matches(script.Value, @"\$_\.(\w+)"))
                {
                    if (!IsDate(used.Groups[1].Value)) continue;
                    var date = $@"\$_\.{used.Groups[1].Value}";
                    var others = Regex.Replace(script.Value, $@"(\[MtaSts\.PowerShell\.Output\.DateText\]::(Day|Minute|Second)|if )\({date}\)", "");
                    Assert.DoesNotMatch(date + @"\b", others);
                }
            });
        });
    }

    private static IEnumerable<Type> OutputTypes(ModuleBuild build) => build.Cmdlets
        .SelectMany(cmdlet => ModuleBuild.Attributes(cmdlet, "OutputTypeAttribute"))
        .SelectMany(a => a.ConstructorArguments)
        .SelectMany(a => a.Value as IEnumerable<CustomAttributeTypedArgument> ?? [a])
        .Select(a => (Type)a.Value!)
        .Where(type => type.FullName!.StartsWith("MtaSts.", StringComparison.Ordinal));
}
