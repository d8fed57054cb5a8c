using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace MtaSts.PowerShell.Tests;

/// <summary>One build of the module, inspected without running it.</summary>
public sealed class ModuleBuild : IDisposable
{
    public const string Desktop = "netstandard2.0";
    public const string Core = "net8.0";

    private readonly MetadataLoadContext _context;

    public ModuleBuild(string framework)
    {
        Folder = Repository.OutputOf(framework);
        var automation = Path.Combine(AppContext.BaseDirectory, "System.Management.Automation.dll");
        string[] files = [.. Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"), automation, .. Directory.GetFiles(Folder, "*.dll")];
        _context = new MetadataLoadContext(new PathAssemblyResolver(files), typeof(object).Assembly.GetName().Name);
        Module = _context.LoadFromAssemblyPath(Path.Combine(Folder, "MtaSts.PowerShell.dll"));
        CoreAssembly = _context.LoadFromAssemblyPath(Path.Combine(Folder, "MtaSts.Core.dll"));
        Automation = _context.LoadFromAssemblyPath(automation);
        Cmdlets = [.. Module.GetTypes().Where(IsCmdlet).Where(type => !type.IsAbstract)];
        Docs = XDocument.Load(Path.Combine(Folder, "MtaSts.PowerShell.xml")).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!);
    }

    public string Folder { get; }

    public Assembly Module { get; }

    public Assembly CoreAssembly { get; }

    public Assembly Automation { get; }

    public IReadOnlyList<Type> Cmdlets { get; }

    public IReadOnlyDictionary<string, XElement> Docs { get; }

    public static CustomAttributeData? Attribute(MemberInfo member, string name) => Attributes(member, name).FirstOrDefault();

    public static IEnumerable<CustomAttributeData> Attributes(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(a => a.AttributeType.Name == name);

    /// <summary>For example <c>Test-MtaSts</c>.</summary>
    public static string NameOf(Type cmdlet)
    {
        var arguments = Attribute(cmdlet, "CmdletAttribute")!.ConstructorArguments;
        return $"{arguments[0].Value}-{arguments[1].Value}";
    }

    public static bool IsLive(Type cmdlet) => Bases(cmdlet).Any(type => type.Name == "LiveCommand`1");

    public static IEnumerable<Type> Bases(Type type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType) yield return at;
    }

    /// <summary>The parameters, declared and inherited; the last declaration of an overridden one.</summary>
    public static IEnumerable<PropertyInfo> Parameters(Type cmdlet) =>
        Bases(cmdlet).Prepend(cmdlet)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => Attribute(property, "ParameterAttribute") is not null)
            .GroupBy(property => property.Name)
            .Select(group => group.First());

    public void Dispose() => _context.Dispose();

    private static bool IsCmdlet(Type type) => Bases(type).Any(b => b.FullName == "System.Management.Automation.Cmdlet");
}
