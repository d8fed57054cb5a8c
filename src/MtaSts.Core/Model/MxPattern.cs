using System;
using System.Diagnostics.CodeAnalysis;
using MtaSts.Text;

namespace MtaSts;

/// <summary>
/// An <c>mx</c> value of a policy (RFC 8461 §3.2 <c>sts-policy-mx-value = ["*."] Domain</c>) and the rule by which it
/// covers a host (§4.1).
/// </summary>
public sealed class MxPattern
{
    private readonly string _name;

    private MxPattern(string text, string name, bool isWildcard)
    {
        Text = text;
        _name = name;
        IsWildcard = isWildcard;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>True when the pattern begins with <c>*.</c>.</summary>
    public bool IsWildcard { get; }

    /// <summary>The name after <c>*.</c>, or the whole name; lower case.</summary>
    public string Name => _name;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">For example <c>*.mail.protection.outlook.com</c>.</param>
    /// <param name="pattern">The pattern; null when the text is not valid.</param>
    /// <param name="problem">What is wrong, as half a sentence.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out MxPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        pattern = null;
        var isWildcard = text.StartsWith("*.", StringComparison.Ordinal);
        var name = isWildcard ? text.Substring(2) : text;
        problem = Check(name);
        if (problem is not null) return false;
        pattern = new MxPattern(text, DomainName.Normalize(name), isWildcard);
        return true;
    }

    /// <summary>
    /// True when a sender accepts <paramref name="host"/> as an MX of the domain: <c>*</c> stands for exactly one whole
    /// left-most label (RFC 8461 §4.1), case and a final dot are ignored.
    /// </summary>
    /// <param name="host">The name in the MX record, in A-label form.</param>
    public bool Covers(string host)
    {
        var name = DomainName.Normalize(host);
        if (!IsWildcard) return string.Equals(name, _name, StringComparison.Ordinal);
        var dot = name.IndexOf('.');
        return dot > 0
            && name.Length - dot - 1 == _name.Length
            && string.CompareOrdinal(name, dot + 1, _name, 0, _name.Length) == 0;
    }

    /// <summary>
    /// True when the pattern would cover the host if <c>*</c> stood for several labels: the most frequent mistake.
    /// </summary>
    /// <param name="host">The name in the MX record, in A-label form.</param>
    public bool CoversOnlyIfManyLabels(string host) =>
        IsWildcard && !Covers(host) && DomainName.Normalize(host).EndsWith("." + _name, StringComparison.Ordinal);

    /// <summary>The pattern as written.</summary>
    public override string ToString() => Text;

    private static string? Check(string name)
    {
        if (name.IndexOf('*') >= 0) return "'*' stands only for the whole left-most label, as in '*.example.com'";
        if (name.Length > 1 && name[name.Length - 1] == '.') return "it ends with a dot";
        if (!DomainName.IsAscii(name))
        {
            // Some systems also convert a name with other characters that no host name has.
            return DomainName.TryToAscii(name, out var ascii, out _) && DomainName.CheckHostName(ascii) is null
                ? $"it is not in A-label form; write '{ascii}'"
                : "it contains a character outside ASCII; write the A-label form (xn--…)";
        }

        return DomainName.CheckHostName(name);
    }
}
