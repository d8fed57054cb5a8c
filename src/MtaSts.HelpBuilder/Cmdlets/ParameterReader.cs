using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace MtaSts.HelpBuilder.Cmdlets;

/// <summary>Reads one parameter from its property.</summary>
internal static class ParameterReader
{
    /// <summary>The parameters that PowerShell adds to cmdlets that change something.</summary>
    public static IReadOnlyList<CmdletParameter> ShouldProcess { get; } =
    [
        Common("WhatIf", "wi", "Shows what the cmdlet would do, without doing it."),
        Common("Confirm", "cf", "Asks for confirmation before each change."),
    ];

    /// <summary>The parameter; null when the property is not a parameter.</summary>
    public static CmdletParameter? Read(Type cmdlet, PropertyInfo property, XmlSummaries summaries)
    {
        var attributes = CmdletReader.Attributes(property, "ParameterAttribute").ToList();
        if (attributes.Count == 0) return null;
        var type = Nullable(property.PropertyType);
        return new CmdletParameter(
            property.Name,
            NameOf(type),
            [.. CmdletReader.Attributes(property, "AliasAttribute").SelectMany(Texts)],
            [.. ValuesOf(type), .. CmdletReader.Attributes(property, "ValidateSetAttribute").SelectMany(Texts)],
            attributes.All(attribute => CmdletReader.Named(attribute, "DontShow") is true),
            attributes.ToDictionary(attribute => CmdletReader.Named(attribute, "ParameterSetName") as string ?? CmdletParameter.AllSets, UseOf),
            summaries.Of(cmdlet, property.Name));
    }

    private static CmdletParameter Common(string name, string alias, string summary) =>
        new(name, "SwitchParameter", [alias], [], false, new Dictionary<string, ParameterUse> { [CmdletParameter.AllSets] = new(false, null, false, false) },
            summary);

    private static ParameterUse UseOf(CustomAttributeData attribute) => new(
        CmdletReader.Named(attribute, "Mandatory") is true,
        CmdletReader.Named(attribute, "Position") is int position && position >= 0 ? position : null,
        CmdletReader.Named(attribute, "ValueFromPipeline") is true,
        CmdletReader.Named(attribute, "ValueFromPipelineByPropertyName") is true);

    private static IEnumerable<string> Texts(CustomAttributeData attribute) =>
        attribute.ConstructorArguments[0].Value is IEnumerable<CustomAttributeTypedArgument> items ? items.Select(item => (string)item.Value!) : [];

    private static Type Nullable(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1" ? type.GetGenericArguments()[0] : type;

    private static string NameOf(Type type) => type.Name;

    private static IEnumerable<string> ValuesOf(Type type)
    {
        var item = type.IsArray ? type.GetElementType()! : type;
        return item.IsEnum ? item.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name) : [];
    }
}
