using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Records;

namespace MtaSts.Checks;

/// <summary>
/// Where TLS reports should go, for advice: the addresses that the domain's records already contain, corrected where it is
/// clear how; an address at the domain when they contain none.
/// </summary>
internal static class RuaAdvice
{
    /// <summary>The URIs; at least one, all of a form that senders accept.</summary>
    /// <param name="domain">The policy domain.</param>
    /// <param name="texts">The TXT records at <c>_smtp._tls</c> that were meant for this purpose.</param>
    public static IReadOnlyList<string> For(string domain, IEnumerable<string> texts)
    {
        var found = texts.SelectMany(Entries).Select(Repair).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return found.Count > 0 ? found : ["mailto:tls-reports@" + domain];
    }

    /// <summary>What follows the 'rua' of a record, however the rest of the record is written.</summary>
    private static IEnumerable<string> Entries(string text)
    {
        foreach (var field in text.Split(';'))
        {
            var trimmed = field.Trim().Trim('"', '\'', '\\').Trim();
            if (!trimmed.StartsWith("rua", StringComparison.OrdinalIgnoreCase)) continue;
            var value = trimmed.Substring(3).TrimStart();
            if (value.Length == 0 || value[0] is not ('=' or ':')) continue;
            foreach (var entry in value.Substring(1).Split(',', ' ')) yield return entry.Trim();
        }
    }

    private static string? Repair(string entry)
    {
        var text = entry.Trim('"', '\'', '<', '>', '.');
        var size = text.IndexOf('!');
        if (size >= 0) text = text.Substring(0, size); // a size limit as in DMARC
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) text = "mailto:" + text.Substring(7).TrimStart('/', ' ');
        if (text.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) text = "https:" + text.Substring(5);
        return RuaWriter.TryWrite(text, out var uri, out _) ? uri : null;
    }
}
