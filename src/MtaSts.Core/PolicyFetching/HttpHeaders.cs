using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.PolicyFetching;

/// <summary>The header fields of an answer that show how the policy is hosted; names compare without case (RFC 9110 §5.1).</summary>
internal sealed class HttpHeaders
{
    /// <summary>How many characters of a value are kept; relevant values are not longer.</summary>
    private const int LongestValue = 500;

    /// <summary>How many fields with a prefix of <see cref="Prefixes"/> are kept.</summary>
    private const int MostFields = 40;

    private static readonly string[] Names =
    [
        "Server", "Location", "Content-Type", "Content-Encoding", "Cache-Control", "Retry-After", "Via", "X-Cache",
        "X-GitHub-Request-Id", "X-NF-Request-ID", "X-Azure-Ref", "X-MS-Error-Code", "X-Served-By", "WWW-Authenticate",
    ];

    private static readonly string[] Prefixes = ["CF-", "X-Vercel-", "X-Amz-"];

    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <summary>No fields.</summary>
    public static HttpHeaders None { get; } = new([]);

    /// <summary>Keeps the relevant fields.</summary>
    /// <param name="fields">All fields as received; the first of several with the same name counts.</param>
    public HttpHeaders(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in fields.Select(field => (field.Key, field.Value)))
        {
            if (_fields.Count < MostFields && IsKept(name) && !Has(name))
                _fields.Add(new(name, value.Length <= LongestValue ? value : value.Substring(0, LongestValue)));
        }
    }

    /// <summary>The fields, with the names as sent by the server.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    /// <summary>The value of a field; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            // The catalogue of web hosts asks dozens of times per answer, so without iterators.
            foreach (var field in _fields)
                if (IsSame(field.Key, name)) return field.Value;
            return null;
        }
    }

    /// <summary>True when the answer has this field.</summary>
    public bool Has(string name) => this[name] is not null;

    /// <summary>True when the field contains the text, ignoring case.</summary>
    public bool Has(string name, string part) => this[name] is { } value && value.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>One line per field, safe to show.</summary>
    public ReadableList<string> ToLines() => _fields.Select(field => $"{SafeText.Excerpt(field.Key)}: {SafeText.Excerpt(field.Value, 200)}").ToReadableList();

    private static bool IsKept(string name) =>
        Array.Exists(Names, kept => IsSame(kept, name)) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
