using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MtaSts.HelpBuilder.Cmdlets;

namespace MtaSts.HelpBuilder;

/// <summary>
/// Parses just enough PowerShell to find our cmdlets and their parameters in an example. Quoted text and
/// comments do not count; a command ends at a pipe, a semicolon, a line that is not continued, or a bracket.
/// </summary>
public static partial class CommandText
{
    private static readonly string[] Common =
    [
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ErrorVariable", "WarningVariable", "InformationVariable",
        "OutVariable", "OutBuffer", "PipelineVariable",
    ];

    /// <summary>Cmdlets with our nouns that do not exist, and parameters that our cmdlets do not have.</summary>
    /// <param name="code">PowerShell.</param>
    /// <param name="cmdlets">Ours.</param>
    public static IEnumerable<string> Problems(string code, IReadOnlyList<CmdletInfo> cmdlets)
    {
        CmdletInfo? current = null;
        var outer = new Stack<CmdletInfo?>();
        foreach (var token in Token().Matches(code).Select(match => match.Value))
        {
            if (token[0] is '\'' or '"' or '#' or '`') continue;
            if (token[0] is '(' or '{' or '@')
            {
                outer.Push(current);
                current = null;
            }
            else if (token[0] is ')' or '}')
            {
                current = outer.Count > 0 ? outer.Pop() : null;
            }
            else if (token[0] is '|' or ';' or '\n' or '=')
            {
                current = null;
            }
            else if (OurNoun().IsMatch(token))
            {
                current = cmdlets.FirstOrDefault(cmdlet => cmdlet.Name == token);
                if (current is null) yield return $"{token}, which is not a cmdlet of this module.";
            }
            else if (token[0] == '-' && current is not null && !Has(current, token[1..].TrimEnd(':')))
            {
                yield return $"{current.Name} {token}, which is not a parameter of it.";
            }
        }
    }

    private static bool Has(CmdletInfo cmdlet, string name) =>
        Common.Contains(name) || cmdlet.Parameters.Any(p => p.Name == name || p.Aliases.Contains(name));

    [GeneratedRegex(@"'(?:[^']|'')*'|""(?:[^""`]|`.|"""")*""|`\n|(?<=^|\s)\#[^\n]*|@?[({]|[)}|;=\n]|(?<![\w.-])-[A-Za-z]\w*:?|[A-Za-z][\w.]*(?:-[\w.*]+)*")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[A-Za-z]+-(MtaSts|TlsRpt)[A-Za-z]*$")]
    private static partial Regex OurNoun();
}
