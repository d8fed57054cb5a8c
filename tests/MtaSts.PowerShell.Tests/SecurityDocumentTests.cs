using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>Each line of docs/threat-model.md lists a test, and each test listed there exists.</summary>
public class SecurityDocumentTests
{
    // Tests that are named in the document; this class is among them.
    private static readonly Dictionary<string, string> Sources = Directory.GetFiles(Repository.PathOf("tests"), "*.*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith("Tests.cs", StringComparison.Ordinal) || path.EndsWith("ReaderProperties.cs", StringComparison.Ordinal)
            || path.EndsWith(".Tests.ps1", StringComparison.Ordinal))
        .GroupBy(path => Path.GetFileName(path))
        .ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)));

    private static readonly string[] Document = File.ReadAllLines(Repository.PathOf("docs", "threat-model.md"));

    /// <summary>APIs that a report could misuse; the parts of the core that read reports must not use them.</summary>
    private static readonly string[] Doors =
        ["File.", "FileStream", "Directory.", "Path.", "Process", "Socket", "HttpClient", "WebRequest", "Dns.", "Assembly."];

    private static readonly string[] Readers = ["TlsRpt", "Mime"];

    private static readonly string[] Dangerous =
    [
        "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo", "System.Runtime.Serialization.Formatters.Binary.BinaryFormatter",
            "System.Runtime.Serialization.NetDataContractSerializer",
        "System.Xml.XmlDocument", "System.Xml.Serialization.XmlSerializer", "System.Xml.XmlTextReader", "System.Xml.Xsl.XslCompiledTransform",
            "Microsoft.Win32.Registry", "System.Activator",
    ];

    private static readonly string[] OfAssembly = ["GetManifestResourceStream", "LoadFrom", "GetType", "GetName", "get_Location", "GetExecutingAssembly"];

    public static TheoryData<string> CoreBuilds => ["netstandard2.0", "net8.0"];

    [Fact]
    public void Every_line_lists_an_existing_test()
    {
        var rows = Document.Where(line => line.StartsWith('|') && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Where(line => !line.EndsWith("| tested by |", StringComparison.Ordinal)).ToList();
        Assert.InRange(rows.Count, 20, 200);
        Assert.All(rows, row =>
        {
            var tests = Regex.Matches(row.Split('|')[^2], "`(?<name>[^`]+)`").Select(m => m.Groups["name"].Value).ToList();
            Assert.NotEmpty(tests);
            Assert.All(tests, test => Assert.True(Exists(test), $"There is no test {test}."));
        });
    }

    [Fact]
    public void A_missing_test_is_detected()
    {
        Assert.False(Exists("SecurityDocumentTests.No_such_test"));
        Assert.False(Exists("NoSuchTests.Every_line_lists_an_existing_test"));
        Assert.False(Exists("Hostile.Tests.ps1: no such words"));
    }

    [Fact]
    public void Readers_of_reports_touch_no_file_and_no_network()
    {
        var files =
            Readers.SelectMany(folder => Directory.GetFiles(Repository.PathOf("src", "MtaSts.Core", folder), "*.cs", SearchOption.AllDirectories)).ToList();
        Assert.InRange(files.Count, 50, 500);
        Assert.All(files, file =>
        {
            var code = string.Concat(File.ReadAllLines(file).Select(line => Regex.Replace(line, "//.*|\"[^\"]*\"", "") + "\n"));
            Assert.All(Doors, door => Assert.False(Regex.IsMatch(code, @"(?<![\w.])" + Regex.Escape(door)), $"{Path.GetFileName(file)} uses {door}"));
        });
    }

    [Theory]
    [MemberData(nameof(CoreBuilds))]
    public void No_build_starts_processes_or_deserializes_objects(string framework)
    {
        using var file = File.OpenRead(Repository.PathOf("src", "MtaSts.Core", "bin", Repository.Configuration, framework, "MtaSts.Core.dll"));
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();
        var used = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name)).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("System.IO.Stream", used);
        Assert.DoesNotContain(Dangerous, used.Contains);

        // The core reads resources of its own assembly, for the page of the report; one file loads an assembly (below).
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference).Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => (Type: metadata.GetTypeReference((TypeReferenceHandle)member.Parent), Name: metadata.GetString(member.Name)))
            .Where(member => metadata.GetString(member.Type.Namespace) == "System.Reflection" && metadata.GetString(member.Type.Name) == "Assembly");
        Assert.All(members, member => Assert.Contains(member.Name, OfAssembly));
    }

    [Fact]
    public void One_file_loads_one_assembly_by_its_name()
    {
        var loads = new Regex(@"\b(LoadFrom\w*|LoadFile|LoadUnsafe\w*|Assembly\.Load|AssemblyLoadContext)\b(?!Async)");
        var files = Directory.GetFiles(Repository.PathOf("src", "MtaSts.Core"), "*.cs", SearchOption.AllDirectories)
            .Where(file => loads.IsMatch(string.Concat(File.ReadAllLines(file).Select(line => Regex.Replace(line, "//.*", "") + "\n"))))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal);
        Assert.Equal(["PrivateLoadContext.cs", "UdpClientLoader.cs"], files);
        var loader = File.ReadAllText(Repository.PathOf("src", "MtaSts.Core", "Dns", "Udp", "UdpClientLoader.cs"));
        Assert.Single(Regex.Matches(loader, @"\.dll"""));
        Assert.Contains("AdapterName = \"MtaSts.DnsClient\"", loader, StringComparison.Ordinal);
    }

    /// <summary><c>Class.Method</c>, <c>Class</c>, or <c>File.Tests.ps1: words of the test's name</c>.</summary>
    private static bool Exists(string test)
    {
        if (test.Split(": ") is [var script, var words])
            return Sources.TryGetValue(script, out var pester) && Regex.IsMatch(pester, @"\bIt '[^']*" + Regex.Escape(words));
        var parts = test.Split('.');
        return Sources.TryGetValue(parts[0] + ".cs", out var source)
            && (parts.Length == 1 || Regex.IsMatch(source, @"public (async )?(void|Task) " + Regex.Escape(parts[1]) + @"\("));
    }
}
