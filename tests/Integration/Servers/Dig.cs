using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>The output of dig for one query.</summary>
/// <param name="Code">NOERROR, NXDOMAIN, SERVFAIL.</param>
/// <param name="IsAuthenticated">The AD bit.</param>
/// <param name="Aliases">The targets of the CNAMEs, in order.</param>
/// <param name="Records">The data of the records of the asked type, sorted; strings of a TXT joined.</param>
/// <param name="TimeToLive">The smallest TTL of the answer; null without an answer.</param>
internal sealed partial record Dig(string Code, bool IsAuthenticated, IReadOnlyList<string> Aliases, IReadOnlyList<string> Records, int? TimeToLive)
{
    public static async Task<Dig> AskAsync(string name, string type)
    {
        var (_, said) =
            await Tool.RunAsync("dig", "@" + DnsServers.Resolver, "+noall", "+comments", "+answer", "+nosplit", "+tries=2", "+timeout=5", name, type);
        var head = Head().Match(said);
        if (!head.Success)
            throw new InvalidOperationException($"dig says of {name} {type}: {said}");

        var lines = said.Split('\n').Where(line => line.Length > 0 && line[0] != ';')
            .Select(line => line.Split([' ', '\t'], 5, StringSplitOptions.RemoveEmptyEntries)).Where(p => p.Length == 5).ToList();
        return new Dig(
            head.Groups["code"].Value,
            Flags().Match(said).Groups["flags"].Value.Split(' ').Contains("ad"),
            [.. lines.Where(p => p[3] == "CNAME").Select(p => p[4].TrimEnd('.'))],
            [.. lines.Where(p => p[3] == type).Select(p => Data(type, p[4])).Order(StringComparer.Ordinal)],
            lines.Count == 0 ? null : lines.Min(p => int.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static string Data(string type, string text) => type switch
    {
        "TXT" => Unquote(text),
        "MX" => text == "0 ." ? "0 " : text.TrimEnd('.'),
        "TLSA" => text.ToUpperInvariant(),
        _ => text,
    };

    private static string Unquote(string text)
    {
        var joined = new StringBuilder();
        foreach (Match part in Strings().Matches(text))
            joined.Append(Escapes().Replace(part.Groups[1].Value, "$1"));
        return joined.ToString();
    }

    [GeneratedRegex(@"status: (?<code>\w+)")]
    private static partial Regex Head();

    [GeneratedRegex(@";; flags: (?<flags>[a-z ]+);")]
    private static partial Regex Flags();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escapes();
}
