using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class AssemblyContractTests(BothBuilds builds) : IClassFixture<BothBuilds>
{
    // What the net8.0 build uses of the shared framework of PowerShell 7.4 and later; additions need a decision.
    private static readonly string[] SharedFramework =
    [
        "Microsoft.Win32.Primitives", "System.Collections", "System.Collections.Concurrent", "System.Collections.NonGeneric",
            "System.ComponentModel.Primitives", "System.Console", "System.Formats.Tar", "System.IO.Compression", "System.IO.FileSystem.DriveInfo",
            "System.Linq", "System.Memory",
        "System.Net.Http", "System.Net.NetworkInformation", "System.Net.Primitives", "System.Net.Requests", "System.Net.Security", "System.Net.Sockets",
            "System.Net.WebProxy", "System.Private.Uri",
        "System.Runtime", "System.Runtime.InteropServices", "System.Runtime.Loader", "System.Security.Cryptography", "System.Text.Json",
            "System.Text.Encoding.Extensions", "System.Text.Encodings.Web", "System.Text.RegularExpressions",
        "System.Threading", "System.Threading.ThreadPool", "System.Xml.ReaderWriter", "System.Runtime.Serialization.Json",
    ];

    public static TheoryData<string> Frameworks => BothBuilds.Frameworks;

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void The_output_contains_only_our_assemblies(string framework) =>
        Assert.Equal(
            ["MtaSts.Core.dll", "MtaSts.PowerShell.dll"],
            Directory.GetFiles(builds[framework].Folder, "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void The_desktop_build_references_only_netstandard_and_PowerShell()
    {
        var build = builds[ModuleBuild.Desktop];
        Assert.Equal(["MtaSts.Core", "System.Management.Automation", "netstandard"], References(build.Module));
        Assert.Equal(["netstandard"], References(build.CoreAssembly));
    }

    [Fact]
    public void The_core_build_references_only_the_shared_framework_and_PowerShell()
    {
        var build = builds[ModuleBuild.Core];
        Assert.Empty(References(build.Module).Except([.. SharedFramework, "MtaSts.Core", "System.Management.Automation"]));
        Assert.Empty(References(build.CoreAssembly).Except(SharedFramework));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void The_manifest_and_the_assemblies_have_one_version(string framework)
    {
        var version = Repository.ValueInManifest("ModuleVersion");
        Assert.Equal(version, builds[framework].Module.GetName().Version!.ToString(3));
        Assert.Equal(version, builds[framework].CoreAssembly.GetName().Version!.ToString(3));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Each_build_targets_its_framework(string framework)
    {
        var expected = framework == ModuleBuild.Desktop ? ".NETStandard,Version=v2.0" : ".NETCoreApp,Version=v8.0";
        foreach (var assembly in new[] { builds[framework].Module, builds[framework].CoreAssembly })
        {
            Assert.Equal(
                expected, assembly.GetCustomAttributesData().Single(a => a.AttributeType.Name == "TargetFrameworkAttribute").ConstructorArguments[0].Value);
        }

        Assert.Contains($"'bin/{framework}/MtaSts.PowerShell.dll'", Repository.Manifest, StringComparison.Ordinal);
    }

    private static string[] References(System.Reflection.Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(name => name.Name!).Order(StringComparer.Ordinal)];
}
