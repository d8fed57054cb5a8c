using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace MtaSts.Tests;

/// <summary>Which folder of the core may use which; docs/architecture.md has the same list.</summary>
public class ArchitectureTests
{
    /// <summary>Each folder with those that it may use. A folder may use only folders above it, so there are no cycles.</summary>
    private static readonly (string Folder, string[] Uses)[] Allowed =
    [
        ("Text", []),
        ("Model", ["Text"]),
        ("Concurrency", []),
        ("Files", []),
        ("Net", ["Text", "Model"]),
        ("Dns", ["Text", "Model", "Concurrency", "Net"]),
        ("Smtp", ["Text", "Model", "Net"]),
        ("Mime", []),
        ("Records", ["Text", "Model", "Dns"]),
        ("Providers", ["Text"]),
        ("Policies", ["Text", "Model", "Records", "Providers"]),
        ("PolicyFetching", ["Text", "Model", "Net", "Dns", "Policies"]),
        ("Scanning", ["Text", "Model", "Concurrency", "Dns", "Smtp", "Records", "Providers", "Policies", "PolicyFetching"]),
        ("Checks", ["Text", "Model", "Net", "Dns", "Smtp", "Records", "Providers", "Policies", "PolicyFetching", "Scanning"]),
        ("Rollout", ["Text", "Model", "Records", "Providers", "Policies"]),
        ("TlsRpt", ["Text", "Model", "Mime"]),
        ("TlsRpt.Summary", ["Text", "Model", "Rollout", "TlsRpt"]),
        ("Hosting", ["Text", "Files", "Model", "Records", "Policies"]),
        ("Reporting", ["Text", "Model", "Policies", "Rollout", "TlsRpt", "TlsRpt.Summary"]),
        ("Watching", ["Text", "Files", "Model", "TlsRpt", "Reporting"]),
        ("Journaling", ["Text", "Files", "Model", "Scanning", "Checks", "TlsRpt", "Reporting"]),
        ("Intake", ["Text", "Files", "Model", "TlsRpt", "Reporting", "Journaling"]),
    ];

    private static readonly ILookup<string, (string Folder, string Where)> Uses = Read();

    public static TheoryData<string> Folders => new(Allowed.Select(entry => entry.Folder));

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_the_folders_it_may_use(string folder)
    {
        var allowed = Allowed.Single(entry => entry.Folder == folder).Uses;
        var others = Uses[folder].Where(use => !allowed.Contains(use.Folder)).Select(use => $"{use.Where} uses {use.Folder}").Distinct().Order();
        Assert.True(!others.Any(), string.Join(Environment.NewLine, others));
    }

    [Fact]
    public void Every_folder_is_in_the_list_and_uses_only_those_above_it()
    {
        Assert.Equal([], Uses.Select(folder => folder.Key).Except(Allowed.Select(entry => entry.Folder)));
        for (var i = 0; i < Allowed.Length; i++)
            Assert.Equal([], Allowed[i].Uses.Except(Allowed.Take(i).Select(entry => entry.Folder)));
    }

    [Fact]
    public void Every_allowed_use_occurs() =>
        Assert.Equal(
            [], Allowed.SelectMany(entry => entry.Uses.Except(Uses[entry.Folder].Select(use => use.Folder)).Select(use => $"{entry.Folder} may use {use}")));

    private static ILookup<string, (string Folder, string Where)> Read()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Policy).Assembly.Location);
        return module.GetTypes()
            .SelectMany(type => References(type).Select(used => (From: FolderOf(type), To: FolderOf(used), Where: Outermost(type).Name)))
            .Where(use => use.From is not null && use.To is not null && use.From != use.To)
            .ToLookup(use => use.From!, use => (use.To!, use.Where));
    }

    private static IEnumerable<TypeReference> References(TypeDefinition type)
    {
        var named = new List<TypeReference?> { type.BaseType };
        named.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        named.AddRange(type.Fields.Select(f => f.FieldType));
        named.AddRange(type.Properties.Select(p => p.PropertyType));
        named.AddRange(type.Methods.SelectMany(m => m.Parameters.Select(p => p.ParameterType).Append(m.ReturnType)));
        foreach (var body in type.Methods.Where(m => m.HasBody).Select(m => m.Body))
        {
            named.AddRange(body.Variables.Select(v => v.VariableType));
            named.AddRange(body.ExceptionHandlers.Select(h => h.CatchType));
            named.AddRange(body.Instructions.SelectMany(Operands));
        }

        return named.SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> Operands(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    /// <summary>A type, and the types of its generic arguments and elements.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    /// <summary>The folder of the namespace; null for a type of another assembly, or a compiler-generated one.</summary>
    private static string? FolderOf(TypeReference type)
    {
        var outermost = Outermost(type);
        if (outermost.Scope is not ModuleDefinition || outermost.Namespace is not { Length: > 0 } name || outermost.Name[0] == '<') return null;
        if (name == "MtaSts") return "Model";
        if (!name.StartsWith("MtaSts.", StringComparison.Ordinal)) return null;
        var folder = name.Substring("MtaSts.".Length);
        return folder.StartsWith("TlsRpt.Summary", StringComparison.Ordinal) ? "TlsRpt.Summary" : folder.Split('.')[0];
    }
}
