using System;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>Reads <c>mx-host</c>: an array, a single string, or the policy's lines including <c>mx: </c>.</summary>
internal static class MxHosts
{
    public static ReadableList<string> Read(JsonCursor json, JsonValues values, ReportNotes notes)
    {
        var hosts = values.ReadTexts();
        var noted = false;
        for (var i = 0; i < hosts.Count; i++)
        {
            if (!hosts[i].StartsWith("mx:", StringComparison.OrdinalIgnoreCase)) continue;
            hosts[i] = hosts[i].Substring(3).Trim();
            if (!noted) notes.Add(json.Path, "Entries begin with \"mx:\"; the prefix was removed.");
            noted = true;
        }

        return json.ListOf(hosts);
    }
}
