using System;
using System.Globalization;
using System.Linq;
using System.Text;
using MtaSts.Checks;

namespace MtaSts.HelpBuilder.About;

/// <summary>Inserts Markdown from the catalogues in the code at the placeholders of an about topic's source.</summary>
public static class Catalogues
{
    /// <summary>The placeholder for the checks.</summary>
    public const string ChecksMark = "<!-- checks -->";

    /// <summary>The placeholder for the result types.</summary>
    public const string ResultTypesMark = "<!-- result types -->";

    /// <summary>Replaces both marks.</summary>
    /// <param name="source">The Markdown of a topic.</param>
    public static string Fill(string source) => source
        .Replace(ChecksMark, Checks(), StringComparison.Ordinal)
        .Replace(ResultTypesMark, ResultTypes(), StringComparison.Ordinal);

    private static string Checks()
    {
        var text = new StringBuilder();
        foreach (var group in CheckCatalogue.All.GroupBy(check => check.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {group.Key} checks\n");
            foreach (var check in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"### {check.Id}\n{check.Title}.\n\n");
                Item(text, "Why", check.Why);
                Item(text, "Fix", check.Fix);
                Item(text, "Source", check.Reference);
                Item(text, "TLS-RPT result", check.TlsRptResult.Length == 0 ? "none" : check.TlsRptResult);
            }
        }

        return text.ToString();
    }

    private static string ResultTypes()
    {
        var text = new StringBuilder();
        foreach (var type in TlsResultTypes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {type.Name} ({type.Severity})\n{type.Meaning}\n\n");
            Item(text, "Likely causes", string.Join("; ", type.LikelyCauses));
            Item(text, "What to do", type.Action);
            Item(text, "Source", type.Section);
        }

        return text.ToString();
    }

    private static void Item(StringBuilder text, string name, string value) => text.Append(CultureInfo.InvariantCulture, $"- {name}: {value}\n");
}
