using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MtaSts.Text;

/// <summary>Domain and host names as DNS and SMTP see them: A-labels, no case, no final dot.</summary>
public static class DomainName
{
    private const int MaxLabel = 63;
    private const int MaxName = 253;

    /// <summary>
    /// Converts input from a person or the pipeline to the A-label form of a domain that can receive mail.
    /// </summary>
    /// <param name="input">For example <c>contoso.com</c>, <c>Contoso.COM.</c> or <c>bücher.example</c>.</param>
    /// <param name="name">The name in lower-case A-labels (RFC 5890), without a final dot; null when there is none.</param>
    /// <param name="problem">What is wrong with the input and what was expected; null when nothing is.</param>
    /// <returns>True when <paramref name="name"/> is a domain name.</returns>
    public static bool TryParse(string? input, [NotNullWhen(true)] out string? name, [NotNullWhen(false)] out string? problem)
    {
        name = null;
        problem = MeantDomain.Explain((input ?? "").Trim());
        return problem is null && TryParseAny(input, out name, out problem);
    }

    /// <summary>The same for any name that can follow the '@' of an address, including that of a policy host.</summary>
    internal static bool TryParseAny(string? input, [NotNullWhen(true)] out string? name, [NotNullWhen(false)] out string? problem)
    {
        name = null;
        var text = (input ?? "").Trim();
        problem = Misuse(text);
        if (problem is not null) return false;

        if (text[text.Length - 1] == '.') text = text.Substring(0, text.Length - 1);
        if (!TryToAscii(text, out var ascii, out problem)) return false;

        problem = CheckHostName(ascii);
        if (problem is null && ascii.IndexOf('.') < 0) problem = "it has only one label, but a mail domain has at least two";
        if (problem is null && IsAllDigits(ascii.Substring(ascii.LastIndexOf('.') + 1))) problem = "its last label is a number";
        if (problem is not null) return false;

        name = ascii;
        return true;
    }

    /// <summary>Lower case and without a final dot: the form in which two host names are compared.</summary>
    /// <param name="host">A host name.</param>
    public static string Normalize(string host)
    {
        if (host is null) throw new ArgumentNullException(nameof(host));
        return Lower(host.TrimEnd('.'));
    }

    /// <summary>True when both are the same host name (RFC 4343: ASCII without case; a final dot does not count).</summary>
    /// <param name="left">A host name.</param>
    /// <param name="right">A host name.</param>
    public static bool AreSame(string left, string right) =>
        string.Equals(Normalize(left), Normalize(right), StringComparison.Ordinal);

    /// <summary>
    /// Checks the letter-digit-hyphen form of <c>Domain</c> in RFC 5321 §4.1.2 and the lengths of RFC 1035 §2.3.4.
    /// </summary>
    /// <param name="name">A name in A-label form, without a final dot.</param>
    /// <returns>What is wrong, as half a sentence; null when nothing is.</returns>
    public static string? CheckHostName(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        if (name.Length == 0) return "it is empty";
        if (name.Length > MaxName) return Invariant($"it is {name.Length} characters long, but a name has at most {MaxName}");

        foreach (var label in name.Split('.'))
        {
            if (label.Length == 0) return "it has an empty label (two dots in a row, or a dot at an end)";
            if (label.Length > MaxLabel)
                return Invariant($"the label '{SafeText.Excerpt(label, 12)}' is {label.Length} characters long, but a label has at most {MaxLabel}");
            foreach (var c in label)
            {
                if (!IsLetterOrDigit(c) && c != '-')
                    return $"it contains '{SafeText.Clean(c.ToString())}', but the labels of a host name contain only letters, digits and hyphens";
            }

            if (label[0] == '-' || label[label.Length - 1] == '-') return $"the label '{label}' begins or ends with a hyphen";
        }

        return null;
    }

    /// <summary>Converts U-labels to A-labels (RFC 5891); a name that is already ASCII is only converted to lower case.</summary>
    /// <param name="name">A name, without a final dot.</param>
    /// <param name="ascii">The A-label form; empty when there is none.</param>
    /// <param name="problem">Why there is none, as half a sentence.</param>
    public static bool TryToAscii(string name, out string ascii, [NotNullWhen(false)] out string? problem)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        problem = null;
        ascii = "";
        try
        {
            // ASCII is not converted, so that length and character errors are explained by our own code. UseStd3AsciiRules refuses
            // non-ASCII names on some systems; CheckHostName checks the result.
            ascii = Lower(IsAscii(name) ? name : new IdnMapping().GetAscii(name));
            return true;
        }
        catch (ArgumentException)
        {
            problem = "it is not a valid internationalized name (RFC 5891)";
            return false;
        }
    }

    internal static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    internal static bool IsAscii(string text)
    {
        foreach (var c in text)
            if (c > 127) return false;
        return true;
    }

#pragma warning disable CA1308 // DNS compares ASCII without case; lower case is what people read
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308

    private static string? Misuse(string text)
    {
        if (text.Length == 0) return "it is empty";
        if (text.IndexOf("://", StringComparison.Ordinal) >= 0) return "it is a URL; give only the domain after '@' in the mail addresses";
        if (text.IndexOf('@') >= 0) return "it is an e-mail address; give only the part after '@'";
        if (text.IndexOf('/') >= 0) return "it contains '/'; give only the domain";
        return AddressText.IsAddress(text.Trim('[', ']')) ? "it is an IP address; MTA-STS works with domain names" : null;
    }

    private static bool IsAllDigits(string label)
    {
        foreach (var c in label)
            if (c is < '0' or > '9') return false;
        return true;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
