using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using MtaSts.HelpBuilder.Cmdlets;
using static MtaSts.HelpBuilder.Maml.MamlNames;

namespace MtaSts.HelpBuilder.Maml;

/// <summary>Parameters in MAML: short in the syntax, in full in the list.</summary>
internal static class MamlParameters
{
    /// <summary>A parameter in one line of the syntax.</summary>
    public static XElement InSyntax(CmdletHelp help, CmdletParameter parameter, ParameterUse use) => new(
        Command + "parameter",
        Attributes(help, parameter, use.IsMandatory, Position(use), Pipeline(use.ByValue, use.ByPropertyName)),
        new XElement(Prose + "name", parameter.Name),
        Description(help.TextOf(parameter)),
        parameter.IsSwitch ? null : new XElement(
            Command + "parameterValue",
            new XAttribute("required", "true"),
            new XAttribute("variableLength", "false"),
            // Get-Help shows a fixed set of values best in place of the type.
            parameter.Values.Count > 0 ? "{" + string.Join(" | ", parameter.Values) + "}" : parameter.TypeName),
        TypeOf(parameter),
        new XElement(Dev + "defaultValue", help.DefaultOf(parameter)));

    /// <summary>A parameter in full.</summary>
    public static XElement Full(CmdletHelp help, CmdletParameter parameter)
    {
        var uses = parameter.Uses.Values.ToList();
        var positions = uses.Select(Position).Distinct().ToList();
        return new XElement(
            Command + "parameter",
            Attributes(
                help, parameter, uses.All(use => use.IsMandatory), positions.Count == 1 ? positions[0] : positions.First(p => p != "named"),
                Pipeline(uses.Any(use => use.ByValue), uses.Any(use => use.ByPropertyName))),
            new XElement(Prose + "name", parameter.Name),
            Description(help.TextOf(parameter)),
            new XElement(
                Command + "parameterValue", new XAttribute("required", parameter.IsSwitch ? "false" : "true"), new XAttribute("variableLength", "false"),
                parameter.TypeName),
            TypeOf(parameter),
            new XElement(Dev + "defaultValue", help.DefaultOf(parameter)));
    }

    private static XAttribute[] Attributes(CmdletHelp help, CmdletParameter parameter, bool isRequired, string position, string pipeline) =>
    [
        new("required", isRequired ? "true" : "false"),
        new("variableLength", parameter.TypeName.EndsWith("[]", System.StringComparison.Ordinal) ? "true" : "false"),
        new("globbing", help.TakesWildcards(parameter) ? "true" : "false"),
        new("pipelineInput", pipeline),
        new("position", position),
        new("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
    ];

    private static string Position(ParameterUse use) => use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named";

    private static string Pipeline(bool byValue, bool byPropertyName) => (byValue, byPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static XElement TypeOf(CmdletParameter parameter) =>
        new(Dev + "type", new XElement(Prose + "name", parameter.TypeName), new XElement(Prose + "uri"));
}
