using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>Finds the value in one line from a DNS tool, a zone file or a configuration file.</summary>
internal static class PastedLine
{
    /// <summary>The record on a line; null when there is none.</summary>
    public static PastedRecord? TryRead(MasterFileEntry entry, string text)
    {
        var tokens = entry.Tokens;
        var strings = tokens.Reverse().TakeWhile(token => token.IsQuoted).Reverse().ToList();
        var trailing = "";
        if (strings.Count == 0 && tokens.Count > 1 && tokens[tokens.Count - 1].Text is "]" or "}" or "," or "]," or "}," or "}]" or "})" or "}}")
        {
            // The end of a JSON array or object follows the value.
            trailing = tokens[tokens.Count - 1].Text;
            strings = tokens.Take(tokens.Count - 1).Reverse().TakeWhile(token => token.IsQuoted).Reverse().ToList();
        }

        var before = tokens.Take(tokens.Count - strings.Count - (trailing.Length > 0 ? 1 : 0)).ToList();
        var type = before.FindIndex(token => !token.IsQuoted && string.Equals(token.Text, "TXT", StringComparison.OrdinalIgnoreCase));
        if (strings.Count > 0) return OfStrings(before, strings, type);
        return OfBraces(entry, text, type) ?? (type >= 0 ? OfWords(entry, text, type) : null);
    }

    private static PastedRecord? OfStrings(List<MasterFileToken> before, List<MasterFileToken> strings, int type)
    {
        var value = Joined(strings);
        if (before.Count == 0) return new PastedRecord(Inside(value), PastedForm.Quoted, null, 0);
        if (type >= 0 && type == before.Count - 1) return new PastedRecord(value, PastedForm.Record, Owner(before, type), 0);
        var last = before[before.Count - 1];
        if (last.IsQuoted) return null;
        var isTool = (last.Text == "=" && before.Count > 1 && before[before.Count - 2].Text == "text") || last.Text is "text" or "text=";
        if (isTool) return new PastedRecord(value, PastedForm.ToolOutput, before[0].Text is "text" or "text=" ? null : before[0].Text, 0);
        var isSetting = last.Text[last.Text.Length - 1] is ':' or '=' or '[' or '{';
        return isSetting ? new PastedRecord(Inside(value), PastedForm.Setting, null, 0) : null;
    }

    /// <summary><c>Resolve-DnsName</c> shows the strings in braces.</summary>
    private static PastedRecord? OfBraces(MasterFileEntry entry, string text, int type)
    {
        var raw = Raw(text, entry.Start, text.Length);
        var open = raw.IndexOf('{');
        var close = raw.LastIndexOf('}');
        if (open < 0 || close < open || raw.Substring(close + 1).Trim().Length > 0) return null;
        var label = raw.Substring(0, open).Trim();
        var isList = label.Length == 0 || (label.StartsWith("Strings", StringComparison.OrdinalIgnoreCase) && label.EndsWith(":", StringComparison.Ordinal));
        if (type < 0 && !isList) return null;
        return new PastedRecord(raw.Substring(open + 1, close - open - 1).Trim(), PastedForm.ToolOutput, type > 0 ? entry.Tokens[0].Text : null, 0);
    }

    /// <summary>The value without quotes. In a zone file ';' would begin a comment, so the line itself is read.</summary>
    private static PastedRecord? OfWords(MasterFileEntry entry, string text, int type)
    {
        var start = entry.Tokens[type].Start + entry.Tokens[type].Text.Length;
        var value = Raw(text, start, text.Length).Trim();
        return value.Length == 0 ? null : new PastedRecord(value, PastedForm.Unquoted, Owner(entry.Tokens, type), 0);
    }

    /// <summary>The text from a place to the end of its line.</summary>
    private static string Raw(string text, int start, int limit)
    {
        var end = text.IndexOfAny(['\r', '\n'], start);
        return text.Substring(start, (end < 0 ? limit : end) - start);
    }

    private static string? Owner(IReadOnlyList<MasterFileToken> before, int type)
    {
        if (type == 0) return null;
        var first = before[0].Text;
        return first is "@" or "IN" or "CH" || first.All(c => c is >= '0' and <= '9') ? null : first;
    }

    /// <summary>Strings in a JSON file may contain the quotes of a zone file.</summary>
    public static string Inside(string value) =>
        value.Length > 1 && value[0] == '"' && MasterFileText.ReadEntries(value) is { Count: 1 } entries && entries[0].Tokens.All(token => token.IsQuoted)
            ? Joined(entries[0].Tokens)
            : value;

    /// <summary>Without spaces (RFC 8461 §3.1); escaped octets are decoded like those from DNS.</summary>
    private static string Joined(IEnumerable<MasterFileToken> strings) => OctetText.Decode(string.Concat(strings.Select(token => token.Text)));
}
