using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MtaSts.Mime;

/// <summary>
/// The header fields of a message or part that matter here, unfolded, in order. Other fields are skipped and not
/// kept: a mailbox contains many of them.
/// </summary>
internal sealed class MailHeaders
{
    /// <summary>The largest header block that is read, in bytes. Real ones seldom exceed 64 KiB.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly string[] Kept =
    [
        "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Authentication-Results",
        "TLS-Report-Domain", "TLS-Report-Submitter", "From", "Subject", "Date", "Message-ID",
    ];

    private readonly List<KeyValuePair<string, string>> _fields = [];
    private AuthenticationResults? _authentication;
    private bool _isAuthenticationRead;
    private string? _fromDomain;
    private bool _isFromRead;

    private MailHeaders()
    {
    }

    /// <summary>Reads up to and including the empty line that ends the header block, or to the end.</summary>
    public static MailHeaders Read(LineSource lines)
    {
        var headers = new MailHeaders();
        string? name = null;
        var value = string.Empty;
        StringBuilder? unfolded = null; // of a field of several lines
        var size = 0;
        while (lines.Read(out var line))
        {
            if (line.IsBlank) break;
            size += line.Count;
            if (size > MaxBytes) throw TooLarge();
            var continues = !line.StartsLine || line.Buffer[line.Offset] is (byte)' ' or (byte)'\t';
            if (!continues)
            {
                headers.Add(name, value, unfolded);
                name = NameOf(line);
                unfolded = null;
            }

            if (name is null) continue;
            var text = TextOf(line, continues ? 0 : StartOfValue(line, name.Length));
            if (continues) (unfolded ??= new StringBuilder(value)).Append(text);
            else value = text;
        }

        headers.Add(name, value, unfolded);
        return headers;
    }

    /// <summary>Reads a header block from a string.</summary>
    public static MailHeaders Parse(string text)
    {
        using var octets = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Read(new StreamLines(octets));
    }

    /// <summary>The first field of this name, or null.</summary>
    public string? First(string name)
    {
        foreach (var field in _fields)
        {
            if (field.Key == name) return field.Value;
        }

        return null;
    }

    /// <summary>All fields of this name, topmost first.</summary>
    public IEnumerable<string> All(string name)
    {
        foreach (var field in _fields)
        {
            if (field.Key == name) yield return field.Value;
        }
    }

    /// <summary>What the receiving system says about DKIM; null when it says nothing. Read once, however many reports the message holds.</summary>
    public AuthenticationResults? Authentication
    {
        get
        {
            if (!_isAuthenticationRead) _authentication = AuthenticationResults.Parse(All("Authentication-Results"));
            _isAuthenticationRead = true;
            return _authentication;
        }
    }

    /// <summary>The domain of the address in From, or null. Read once.</summary>
    public string? FromDomain
    {
        get
        {
            if (!_isFromRead) _fromDomain = MailboxDomain.Of(First("From"));
            _isFromRead = true;
            return _fromDomain;
        }
    }

    private void Add(string? name, string value, StringBuilder? unfolded)
    {
        if (name is not null) _fields.Add(new KeyValuePair<string, string>(name, (unfolded?.ToString() ?? value).Trim()));
    }

    private static string? NameOf(LineSegment line)
    {
        foreach (var name in Kept)
        {
            if (line.BeginsWith(name) && EndOfName(line, name.Length) >= 0) return name;
        }

        return null;
    }

    /// <summary>Where the colon after a name is; white space before it is obsolete, but allowed (RFC 5322 §4.5.8).</summary>
    private static int EndOfName(LineSegment line, int at)
    {
        while (at < line.Count && IsBlank(line, at)) at++;
        return at < line.Count && line.Buffer[line.Offset + at] == (byte)':' ? at : -1;
    }

    private static int StartOfValue(LineSegment line, int nameLength)
    {
        var at = EndOfName(line, nameLength) + 1;
        while (at < line.Count && IsBlank(line, at)) at++;
        return at;
    }

    private static string TextOf(LineSegment line, int start)
    {
        var count = line.Count - line.LineEndLength - start;
        return count > 0 ? Encoding.UTF8.GetString(line.Buffer, line.Offset + start, count) : string.Empty;
    }

    private static bool IsBlank(LineSegment line, int at) => line.Buffer[line.Offset + at] is (byte)' ' or (byte)'\t';

    private static MimeLimitException TooLarge() => new(
        "A header block of the message is larger than the limit of 262,144 bytes.");
}
