using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MtaSts.HelpBuilder.Sources;
using static MtaSts.HelpBuilder.Maml.MamlNames;

namespace MtaSts.HelpBuilder.Maml;

/// <summary>Writes the help that Get-Help of Windows PowerShell 5.1 and of PowerShell 7 reads.</summary>
public static class MamlWriter
{
    /// <summary>The file for an assembly's cmdlets, in the order given.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    public static XDocument Write(IEnumerable<CmdletHelp> cmdlets) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(Root + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(CommandOf)));

    private static XElement CommandOf(CmdletHelp help) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Prose),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", help.Cmdlet.Name),
            new XElement(Command + "verb", help.Cmdlet.Verb),
            new XElement(Command + "noun", help.Cmdlet.Noun),
            Description([help.Source.Synopsis])),
        Description(help.Source.Description),
        new XElement(Command + "syntax", help.Cmdlet.Sets.Select(set => SyntaxOf(help, set))),
        new XElement(
            Command + "parameters", help.Cmdlet.Parameters.OrderBy(p => p.Name, System.StringComparer.Ordinal).Select(p => MamlParameters.Full(help, p))),
        new XElement(Command + "inputTypes", help.Source.Inputs.Select(entry => TypeOf("inputType", entry))),
        new XElement(Command + "returnValues", help.Source.Outputs.Select(entry => TypeOf("returnValue", entry))),
        new XElement(Prose + "alertSet", new XElement(Prose + "alert", Paragraphs(help.Source.Notes))),
        new XElement(Command + "examples", help.Source.Examples.Select(ExampleOf)),
        new XElement(Command + "relatedLinks", help.Source.Links.Select(LinkOf)));

    private static XElement SyntaxOf(CmdletHelp help, string set) => new(
        Command + "syntaxItem",
        new XElement(Prose + "name", help.Cmdlet.Name),
        help.Cmdlet.Syntax(set).Select(parameter => MamlParameters.InSyntax(help, parameter, parameter.In(set)!)));

    private static XElement TypeOf(string kind, Entry entry) => new(
        Command + kind,
        new XElement(Dev + "type", new XElement(Prose + "name", entry.Name)),
        Description(entry.Text));

    // Get-Help of both editions shows this rule around titles for its own cmdlets.
    private static XElement ExampleOf(Example example, int index) => new(
        Command + "example",
        new XElement(Prose + "title", $"--------- Example {index + 1}: {example.Title} ---------"),
        new XElement(Dev + "code", example.Code),
        // The empty paragraph separates the next title.
        new XElement(Dev + "remarks", Paragraphs([.. example.Remarks, ""])));

    private static XElement LinkOf(Link link) => new(
        Prose + "navigationLink",
        new XElement(Prose + "linkText", link.Text),
        new XElement(Prose + "uri", link.Address));
}
