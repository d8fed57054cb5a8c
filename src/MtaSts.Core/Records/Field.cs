using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>One field of a TXT record, <c>name=value</c>.</summary>
/// <param name="Name">The part before the first <c>=</c>; the whole field when there is none.</param>
/// <param name="Value">The part after it; null when there is no <c>=</c>.</param>
/// <param name="Column">Where the name begins, from 1.</param>
internal readonly record struct Field(string Name, string? Value, int Column)
{
    private static readonly string[] Known = ["id", "rua"]; // one object for all records

    /// <summary>Where the value begins, from 1.</summary>
    public int ValueColumn => Column + Name.Length + 1;

    public static Field Split(string text, int start, int end)
    {
        var equals = text.IndexOf('=', start, end - start);
        return equals < 0
            ? new Field(text.Substring(start, end - start), null, start + 1)
            : new Field(NameOf(text, start, equals - start), text.Substring(equals + 1, end - equals - 1), start + 1);
    }

    private static string NameOf(string text, int start, int length)
    {
        foreach (var known in Known)
        {
            if (known.Length == length && string.CompareOrdinal(text, start, known, 0, length) == 0) return known;
        }

        return text.Substring(start, length);
    }

    /// <summary><c>sts-ext-name</c> and <c>tlsrpt-ext-name</c>: a letter or digit, then at most 31 of letters, digits, <c>_</c>, <c>-</c>, <c>.</c>.</summary>
    public bool HasExtensionName => IsExtensionName(Name);

    /// <summary><c>sts-ext-value</c> and <c>tlsrpt-ext-value</c>: one or more printable characters except space, <c>;</c> and <c>=</c>.</summary>
    public bool HasExtensionValue
    {
        get
        {
            if (string.IsNullOrEmpty(Value)) return false;
            foreach (var c in Value!)
                if (c is < '!' or > '~' or ';' or '=') return false;
            return true;
        }
    }

    internal static bool IsExtensionName(string name)
    {
        if (name.Length is 0 or > 32 || !DomainName.IsLetterOrDigit(name[0])) return false;
        foreach (var c in name)
            if (!DomainName.IsLetterOrDigit(c) && c is not ('_' or '-' or '.')) return false;
        return true;
    }
}
