using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Text;

/// <summary>Parts of commands that a person pastes into PowerShell.</summary>
internal static class CommandText
{
    /// <summary>An argument: quoted unless it is plain text to PowerShell.</summary>
    /// <param name="text">The value.</param>
    public static string Argument(string text) =>
        text.Length > 0 && text.All(c => DomainName.IsLetterOrDigit(c) || c is '.' or '-' or ':' or '/' or '_' or '%' || (c == '@' && text[0] != '@'))
            && DomainName.IsLetterOrDigit(text[0])
        ? text
        : Quoted(text);

    /// <summary>In PowerShell the typographic single quotes end a quoted text as well as ' does; each is written twice.</summary>
    private static string Quoted(string text) =>
        "'" + string.Concat(text.Select(c => c is '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b' ? new string(c, 2) : c.ToString())) + "'";

    /// <summary>The parameter -Server with a space before it; empty for the system's servers.</summary>
    /// <param name="servers">As they were written; the key in a URL of DNS over HTTPS is left out, because the command goes into results and files.</param>
    public static string Server(IReadOnlyList<string> servers) =>
        servers.Count == 0 ? "" : " -Server " + string.Join(", ", servers.Select(server => Argument(SafeText.Excerpt(ResolverUrl.Shown(server.Trim()), 200))));
}
