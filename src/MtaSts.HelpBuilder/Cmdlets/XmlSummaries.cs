using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace MtaSts.HelpBuilder.Cmdlets;

/// <summary>The summaries of an XML documentation file, as plain text.</summary>
internal sealed class XmlSummaries
{
    private readonly Dictionary<string, string> _summaries;

    private XmlSummaries(Dictionary<string, string> summaries) => _summaries = summaries;

    public static XmlSummaries Load(string path)
    {
        if (!File.Exists(path)) throw new HelpException($"The documentation file '{path}' does not exist. Build the cmdlets first.");
        return new XmlSummaries(XDocument.Load(path).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => (string)member.Attribute("name")!, member => Plain(member.Element("summary")!)));
    }

    /// <summary>The summary of a property where it is declared, or otherwise in the nearest base class.</summary>
    public string Of(Type type, string property)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            var declared = at.IsGenericType ? at.GetGenericTypeDefinition() : at;
            if (_summaries.TryGetValue($"P:{declared.FullName}.{property}", out var summary)) return summary;
        }

        return "";
    }

    private static string Plain(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            if (node is XText piece) text.Append(piece.Value);
            else if (node is XElement { IsEmpty: true } reference)
                text.Append(((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? "").Split('.')[^1]);
            else if (node is XElement nested) text.Append(Plain(nested));
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
