using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace MtaSts.HelpBuilder.Cmdlets;

/// <summary>Reads the cmdlets of an assembly without running its code.</summary>
public static class CmdletReader
{
    private const string Automation = "System.Management.Automation.";

    /// <summary>All cmdlets, by name.</summary>
    /// <param name="assemblyPath">The assembly; its XML documentation is beside it.</param>
    public static IReadOnlyList<CmdletInfo> Read(string assemblyPath)
    {
        var full = Path.GetFullPath(assemblyPath);
        string[] folders = [Path.GetDirectoryName(full)!, AppContext.BaseDirectory, Path.GetDirectoryName(typeof(object).Assembly.Location)!];
        var files = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll")).DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase);
        using var context = new MetadataLoadContext(new PathAssemblyResolver(files));
        var summaries = XmlSummaries.Load(Path.ChangeExtension(full, ".xml"));
        return
        [
            .. context.LoadFromAssemblyPath(full).GetTypes()
                .Where(type => !type.IsAbstract && Attributes(type, "CmdletAttribute").Any())
                .Select(type => Read(type, summaries))
                .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
        ];
    }

    private static CmdletInfo Read(Type type, XmlSummaries summaries)
    {
        var attribute = Attributes(type, "CmdletAttribute").Single();
        var parameters = Properties(type).Select(property => ParameterReader.Read(type, property, summaries)).OfType<CmdletParameter>().ToList();
        if (Named(attribute, "SupportsShouldProcess") is true) parameters.AddRange(ParameterReader.ShouldProcess);
        return new CmdletInfo(
            (string)attribute.ConstructorArguments[0].Value!,
            (string)attribute.ConstructorArguments[1].Value!,
            Named(attribute, "DefaultParameterSetName") as string ?? "",
            [.. Attributes(type, "OutputTypeAttribute").SelectMany(OutputTypes)],
            parameters);
    }

    /// <summary>The most derived property of each name, declared ones first.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        var seen = new HashSet<string>();
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var property in at.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                if (seen.Add(property.Name)) yield return property;
            }
        }
    }

    private static IEnumerable<string> OutputTypes(CustomAttributeData attribute) => attribute.ConstructorArguments[0].Value switch
    {
        IEnumerable<CustomAttributeTypedArgument> types => types.Select(item => ((Type)item.Value!).FullName!),
        Type type => [type.FullName!],
        _ => [],
    };

    internal static IEnumerable<CustomAttributeData> Attributes(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.FullName == Automation + name);

    internal static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value).FirstOrDefault();
}
