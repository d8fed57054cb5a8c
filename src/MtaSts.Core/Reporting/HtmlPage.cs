using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>
/// Combines page, style, script and data in one file. Its Content-Security-Policy allows this script and this style by their
/// hashes, an icon inside the file, and nothing else: no request leaves it, and nothing in the data can run.
/// </summary>
internal static class HtmlPage
{
    private const string Folder = "MtaSts.Reporting.Assets.";

    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter output, MtaStsReportOptions options, IReadOnlyList<DomainEntry> domains, ReportDocument data)
    {
        var style = Asset("report.css");
        var script = Asset("report.js");
        var policy =
            $"default-src 'none'; script-src 'sha256-{Hash(script)}'; style-src 'sha256-{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'";
        foreach (var piece in Pieces(Asset("report.html")))
        {
            switch (piece)
            {
                case "{{policy}}": output.Write(policy); break;
                case "{{title}}": output.Write(Escape(TitleOf(options))); break;
                case "{{summary}}": output.Write(Escape(Summary(options, domains))); break;
                case "{{style}}": output.Write(style); break;
                case "{{script}}": output.Write(script); break;
                case "{{data}}": data.Write(output); break;
                default: output.Write(piece); break;
            }
        }
    }

    /// <summary>The heading of the page.</summary>
    private static string TitleOf(MtaStsReportOptions options) => options.Title.Length > 0 ? SafeText.Clean(options.Title) : "Mail transport security";

    /// <summary>The summary for a reader without scripts.</summary>
    private static string Summary(MtaStsReportOptions options, IReadOnlyList<DomainEntry> domains)
    {
        var tested = domains.Where(domain => domain.Tested is not null).GroupBy(domain => domain.Status).OrderBy(group => group.Key)
            .Select(group => FormattableString.Invariant($"{group.Count()} {group.Key}"));
        return string.Format(
            CultureInfo.InvariantCulture, "{0:yyyy-MM-dd HH:mm} UTC. Domains: {1}. {2}", options.UtcNow, domains.Count, string.Join(", ", tested)).TrimEnd();
    }

    private static IEnumerable<string> Pieces(string template)
    {
        var at = 0;
        for (var mark = template.IndexOf("{{", StringComparison.Ordinal); mark >= 0; mark = template.IndexOf("{{", at, StringComparison.Ordinal))
        {
            var end = template.IndexOf("}}", mark, StringComparison.Ordinal) + 2;
            yield return template.Substring(at, mark - at);
            yield return template.Substring(mark, end - mark);
            at = end;
        }

        yield return template.Substring(at);
    }

    private static string Asset(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Browsers hash the text after they have made every line ending a line feed.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string Hash(string text)
    {
#if NET8_0_OR_GREATER
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
#else
        using var sha256 = SHA256.Create();
        return Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)));
#endif
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;");
}
