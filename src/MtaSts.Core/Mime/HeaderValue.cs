using System;
using System.Collections.Generic;

namespace MtaSts.Mime;

/// <summary>
/// A header value with parameters, such as <c>multipart/report; report-type=tlsrpt; boundary="x"</c> (RFC 2045
/// §5.1), with the continuations and character sets of RFC 2231. Tolerant: what cannot be read is left out.
/// </summary>
internal sealed class HeaderValue
{
    private const int MaxParameters = 64;

    private List<KeyValuePair<string, string>>? _parameters; // a few at most: a dictionary takes longer to create than they take to search

    private HeaderValue(string value) => Value = value;

    /// <summary>The part before the first <c>;</c>, in lower case.</summary>
    public string Value { get; }

    /// <summary>A parameter's value, decoded, or null.</summary>
    public string? this[string name] => Find(name) is >= 0 and var at ? _parameters![at].Value : null;

    /// <summary>Reads a header's value; null gives an empty one.</summary>
    public static HeaderValue Parse(string? text)
    {
        var scanner = new HeaderScanner(text ?? string.Empty);
#pragma warning disable CA1308 // media types are written in lower case
        var header = new HeaderValue(WithoutSpace(scanner.Word(';')).ToLowerInvariant());
#pragma warning restore CA1308
        List<Rfc2231Piece>? pieces = null; // which few headers have
        for (var i = 0; i < MaxParameters && scanner.More; i++)
        {
            var name = scanner.Word('=', ';');
            if (!scanner.Took('=')) continue;
            var value = scanner.ParameterValue(isName: name.IndexOf("name", StringComparison.OrdinalIgnoreCase) >= 0);
            if (name.IndexOf('*') > 0) (pieces ??= []).Add(Rfc2231Piece.Parse(name, value));
            else if (name.Length > 0 && header.Find(name) < 0) header.Set(name, EncodedWords.Decode(value));
        }

        if (pieces is null) return header;
        foreach (var joined in Rfc2231Piece.Join(pieces)) header.Set(joined.Key, joined.Value);
        return header;
    }

    /// <summary>White space may stand around the slash of a media type (RFC 822 §3.1.4, RFC 2045 §5.1).</summary>
    private static string WithoutSpace(string value)
    {
        var slash = value.IndexOf('/');
        if (slash < 0 || (value.IndexOf(' ') < 0 && value.IndexOf('\t') < 0)) return value;
        return value.Substring(0, slash).TrimEnd() + "/" + value.Substring(slash + 1).TrimStart();
    }

    private int Find(string name)
    {
        for (var i = 0; i < (_parameters?.Count ?? 0); i++)
        {
            if (_parameters![i].Key.Equals(name, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }

    private void Set(string name, string value)
    {
        var parameter = new KeyValuePair<string, string>(name, value);
        var at = Find(name);
        if (at >= 0) _parameters![at] = parameter;
        else (_parameters ??= new List<KeyValuePair<string, string>>(2)).Add(parameter);
    }
}
