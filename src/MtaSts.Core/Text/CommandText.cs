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
        : "'" + text.Replace("'", "''") + "'";

    /// <summary>The parameter -Server with a space before it; empty for the system's servers.</summary>
    /// <param name="servers">As they were written.</param>
    public static string Server(IReadOnlyList<string> servers) =>
        servers.Count == 0 ? "" : " -Server " + string.Join(", ", servers.Select(server => Argument(SafeText.Excerpt(server, 200))));
}
