using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MtaSts.Benchmarks;

/// <summary>A binary module whose cmdlets pass their input on: the minimum cost of a pipeline and of an import of as many cmdlets.</summary>
internal static class EmptyModule
{
    private const string Body =
        "[Parameter(ValueFromPipeline = true)] public object Input { get; set; } protected override void ProcessRecord() { WriteObject(Input); }";

    /// <summary>The names of the cmdlets that a manifest exports.</summary>
    public static IReadOnlyList<string> CmdletsOf(string manifest)
    {
        var text = File.ReadAllText(manifest);
        var start = text.IndexOf("CmdletsToExport", StringComparison.Ordinal);
        return [.. text[start..text.IndexOf(')', start)].Split('\'').Where((_, at) => at % 2 == 1)];
    }

    /// <summary>Compiles the module against the PowerShell that will import it, and returns its manifest.</summary>
    public static string Write(string folder, string pwsh, IReadOnlyList<string> cmdlets)
    {
        var classes = cmdlets.Select(
            (name, at) =>
                FormattableString.Invariant(
                    $"[Cmdlet(\"{name.Split('-')[0]}\", \"Empty{name.Split('-')[1]}\")] public sealed class C{at} : PSCmdlet {{ {Body} }}"));
        Compile("using System.Management.Automation;\n" + string.Join('\n', classes), Path.Combine(folder, "Empty.dll"), pwsh);
        var manifest = Path.Combine(folder, "Empty.psd1");
        var names = string.Join(", ", cmdlets.Select(name => $"'{name.Replace("-", "-Empty", StringComparison.Ordinal)}'"));
        File.WriteAllText(
            manifest,
            $"@{{ RootModule = 'Empty.dll'; ModuleVersion = '1.0.0'; GUID = 'c0ffee00-0000-4000-8000-000000000001'; FunctionsToExport = @(); "
                + $"AliasesToExport = @(); VariablesToExport = @(); CmdletsToExport = @({names}) }}");
        return manifest;
    }

    /// <summary>Compiles cmdlets against a PowerShell, and against other libraries.</summary>
    public static void Compile(string source, string file, string pwsh, params string[] libraries)
    {
        var home = Import.Shell(pwsh, "$PSHOME");
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(file),
            [CSharpSyntaxTree.ParseText(source)],
            // The reference assemblies that PowerShell ships for Add-Type, and PowerShell itself.
            Directory.GetFiles(Path.Combine(home, "ref"), "*.dll").Append(Path.Combine(home, "System.Management.Automation.dll")).Concat(libraries)
                .Select(reference => MetadataReference.CreateFromFile(reference)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var made = compilation.Emit(file);
        if (!made.Success) throw new InvalidOperationException($"'{file}' could not be compiled: {made.Diagnostics[0]}");
    }
}
