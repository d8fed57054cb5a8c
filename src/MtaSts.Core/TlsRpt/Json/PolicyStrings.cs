using System.Collections.Generic;
using System.IO;
using System.Text;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>Reads <c>policy-string</c>: an array of lines or records, one string of several lines, or a JSON array inside one string.</summary>
internal static class PolicyStrings
{
    public static ReadableList<string> Read(JsonCursor json, JsonValues values, ReportNotes notes)
    {
        var lines = values.ReadTexts();
        if (lines.Count != 1) return json.ListOf(lines);
        var only = lines[0];
        if (only.StartsWith("[", System.StringComparison.Ordinal) && Unpack(only, json) is List<string> unpacked)
        {
            notes.Add(json.Path, "One string contains a whole JSON array; its items were used.");
            return unpacked.ToReadableList();
        }

        if (only.IndexOf('\n') < 0) return json.ListOf(lines);
        notes.Add(json.Path, "One string contains several lines; each line was used as an item.");
        lines.Clear();
        foreach (var line in only.Split('\n'))
        {
            var text = line.TrimEnd('\r');
            if (text.Length == 0) continue;
            json.CountItem();
            lines.Add(text);
        }

        return lines.ToReadableList();
    }

    private static List<string>? Unpack(string text, JsonCursor json)
    {
        using var tokens = new JsonTokens(new MemoryStream(Encoding.UTF8.GetBytes(text)), 2);
        var items = new List<string>();
        try
        {
            tokens.Next();
            for (tokens.Next(); tokens.Kind == JsonToken.String; tokens.Next())
            {
                json.CountItem();
                items.Add(tokens.Text);
            }

            return tokens.Kind == JsonToken.EndArray && tokens.Rest() == JsonRest.Nothing ? items : null;
        }
        catch (ReportFaultException fault) when (fault.Fault != TlsReportFault.LimitExceeded)
        {
            return null; // not JSON after all: the string is not changed
        }
    }
}
