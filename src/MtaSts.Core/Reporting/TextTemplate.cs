using System;

namespace MtaSts.Reporting;

/// <summary>
/// Makes texts of different domains equal: placeholders replace the domain and its first MX host.
/// A text that already contains a placeholder is not changed, so that filling in restores exactly the original.
/// </summary>
/// <param name="domain">The domain.</param>
/// <param name="mxHost">Its first MX host; empty when it has none.</param>
internal sealed class TextTemplate(string domain, string mxHost)
{
    /// <summary>The placeholder for the domain.</summary>
    public const string Domain = "{domain}";

    /// <summary>The placeholder for the domain's first MX host.</summary>
    public const string MxHost = "{mx}";

    // A shorter name could be part of any word.
    private const int ShortestName = 4;

    /// <summary>Puts placeholders in.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isTemplate">True when there is a placeholder to fill in.</param>
    public string Of(string text, out bool isTemplate)
    {
        isTemplate = false;
        if (Has(text, Domain) || Has(text, MxHost)) return text;
        var made = Replace(Replace(text, mxHost, MxHost), domain, Domain);
        isTemplate = !ReferenceEquals(made, text);
        return made;
    }

    /// <summary>Fills in what <see cref="Of"/> replaced.</summary>
    public string Fill(string text) => text.Replace(Domain, domain).Replace(MxHost, mxHost);

    private static string Replace(string text, string name, string placeholder) =>
        name.Length >= ShortestName && Has(text, name) ? text.Replace(name, placeholder) : text;

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;
}
