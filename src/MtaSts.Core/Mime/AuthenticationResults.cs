using System;
using System.Collections.Generic;

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
        var joined = string.Join(" ", words).Replace(" =", "=").Replace("= ", "=").Replace(" /", "/").Replace("/ ", "/");
        words = joined.Split(' ');
        if (ResultIn(words[0]) is not { Length: > 0 } result) return null;
        string? domain = null;
        string? identity = null;
        foreach (var word in words)
        {
            if (word.StartsWith("header.d=", StringComparison.OrdinalIgnoreCase)) domain ??= word.Substring(9);
            else if (word.StartsWith("header.i=", StringComparison.OrdinalIgnoreCase)) identity ??= DomainIn(word.Substring(9));
        }

        domain ??= identity;
        return new AuthenticationResults(result, domain is null or "" or "none" ? null : domain);
    }

    /// <summary>The domain of an identity, which may be a domain alone.</summary>
    private static string DomainIn(string identity) => identity.Substring(identity.LastIndexOf('@') + 1);

    /// <summary>The result word of <c>dkim=pass</c>, or with the version of the method <c>dkim/1=pass</c> (RFC 8601 §2.2); null for another method.</summary>
    private static string? ResultIn(string word)
    {
        const string Method = "dkim";
        if (!word.StartsWith(Method, StringComparison.OrdinalIgnoreCase)) return null;
        var at = Method.Length;
        if (at < word.Length && word[at] == '/') at++;
        while (at > Method.Length && at < word.Length && word[at] is >= '0' and <= '9') at++;
        if (at == word.Length || word[at] != '=') return null;
#pragma warning disable CA1308 // result words are written in lower case
        return word.Substring(at + 1).ToLowerInvariant();
#pragma warning restore CA1308
    }
}
