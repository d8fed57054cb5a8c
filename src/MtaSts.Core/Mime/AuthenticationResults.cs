using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Mime;

/// <summary>
/// What the receiving mail system says about DKIM in <c>Authentication-Results</c> (RFC 8601). Only the fields of the
/// system that wrote the topmost field count: fields further down may have come with the message.
/// </summary>
/// <param name="Dkim">The result word, for example <c>pass</c>.</param>
/// <param name="Domain">The signing domain (<c>header.d</c>), or null.</param>
internal sealed record AuthenticationResults(string Dkim, string? Domain)
{
    private const int MaxSigners = 20;

    /// <summary>The domains of all signatures that passed, as far as they are told.</summary>
    public IReadOnlyList<string> Signers { get; private init; } = [];

    /// <summary>Reads the fields, topmost first.</summary>
    /// <returns>The first signature that passed, else the first result; null when no field mentions DKIM.</returns>
    public static AuthenticationResults? Parse(IEnumerable<string> fields)
    {
        AuthenticationResults? first = null;
        var signers = new List<string>();
        string? system = null;
        foreach (var field in fields)
        {
            var scanner = new HeaderScanner(field, masksQuoted: true);
            var head = scanner.Word(';');
            // Some systems omit their name and begin with a result.
            var named = head.IndexOf('=') >= 0 ? string.Empty : head;
            // Without a name a second field cannot be distinguished from one that came with the message.
            if (system is not null && (named.Length == 0 || !system.Equals(named, StringComparison.OrdinalIgnoreCase))) continue;
            system = named;
            for (var method = head; ; method = scanner.Until(';'))
            {
                var result = ParseMethod(method);
                if (result?.Dkim == "pass")
                {
                    if (first?.Dkim != "pass") first = result;
                    if (result.Domain is not null && signers.Count < MaxSigners) signers.Add(result.Domain);
                }

                first ??= result;
                if (!scanner.More) break;
            }
        }

        return first is null ? null : first with { Signers = signers };
    }

    private static AuthenticationResults? ParseMethod(string text)
    {
        var words = text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Join(" ", words).Replace(" =", "=").Replace("= ", "=");
        var equal = joined.IndexOf('=');
        if (equal < 0 || !IsDkim(joined.Substring(0, equal))) return null;
        words = joined.Substring(equal + 1).Split(' ');
#pragma warning disable CA1308 // result words are written in lower case
        var result = words[0].ToLowerInvariant();
#pragma warning restore CA1308
        if (result.Length == 0) return null;
        string? domain = null;
        string? identity = null;
        foreach (var word in words.Skip(1))
        {
            if (word.StartsWith("header.d=", StringComparison.OrdinalIgnoreCase)) domain ??= word.Substring(9);
            else if (word.StartsWith("header.i=", StringComparison.OrdinalIgnoreCase)) identity ??= DomainIn(word.Substring(9));
        }

        domain ??= identity;
        return new AuthenticationResults(result, domain is null or "" or "none" ? null : domain);
    }

    /// <summary>The domain of an identity, which may be a domain alone.</summary>
    private static string DomainIn(string identity) => identity.Substring(identity.LastIndexOf('@') + 1);

    /// <summary>Whether a method is <c>dkim</c>, alone or with its version: <c>dkim/1</c> (RFC 8601 §2.2).</summary>
    private static bool IsDkim(string method)
    {
        var slash = method.IndexOf('/');
        if (slash >= 0 && !IsNumber(method.Substring(slash + 1).Trim())) return false;
        return (slash < 0 ? method : method.Substring(0, slash).Trim()).Equals("dkim", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(c => c is >= '0' and <= '9');
}
