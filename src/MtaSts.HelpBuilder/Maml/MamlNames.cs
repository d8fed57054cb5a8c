using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace MtaSts.HelpBuilder.Maml;

/// <summary>The names of MAML, and the elements that occur everywhere.</summary>
internal static class MamlNames
{
    public static XNamespace Root { get; } = "http://msh";

    public static XNamespace Prose { get; } = "http://schemas.microsoft.com/maml/2004/10";

    public static XNamespace Command { get; } = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    public static XNamespace Dev { get; } = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Description(IEnumerable<string> paragraphs) => new(Prose + "description", Paragraphs(paragraphs));

    public static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(paragraph => new XElement(Prose + "para", paragraph));
}
