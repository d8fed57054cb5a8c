using System.Text;

namespace MtaSts.Mime;

/// <summary>The domain of the mail address in an address field such as From (RFC 5322 §3.4).</summary>
internal static class MailboxDomain
{
    /// <summary>The domain of the first address: that in angle brackets where there are any. Quoted strings and comments are not taken for addresses.</summary>
    /// <returns>Null without an address.</returns>
    public static string? Of(string? field)
    {
        if (field is null) return null;
        var bare = new StringBuilder();
        StringBuilder? bracketed = null;
        var depth = 0;
        var isQuoted = false;
        for (var i = 0; i < field.Length; i++)
        {
            var c = field[i];
            if (c == '\\' && (isQuoted || depth > 0))
            {
                i++;
                continue;
            }

            if (depth == 0 && c == '"') isQuoted = !isQuoted;
            else if (isQuoted) continue;
            else if (c == '(') depth++;
            else if (c == ')' && depth > 0) depth--;
            else if (depth > 0) continue;
            else if (c == '<') bracketed ??= new StringBuilder();
            else if (c == '>' && bracketed is not null) break;
            else (bracketed ?? bare).Append(c);
        }

        var address = (bracketed ?? bare).ToString();
        var at = bracketed is null ? address.IndexOf('@') : address.LastIndexOf('@');
        if (at < 0) return null;
        var domain = address.Substring(at + 1);
        var end = domain.IndexOf(',');
        return (end < 0 ? domain : domain.Substring(0, end)).Trim();
    }
}
