using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// Finds a report whose octets are in the clear inside something that cannot be parsed, such as a damaged winmail.dat:
/// each place where gzip or the JSON of a report begins is tried.
/// </summary>
internal static class PlainReport
{
    private const int MaxTries = 8;
    private const int MaxBlanks = 64;

    private static readonly byte[][] Members =
    [
        .. Array.ConvertAll(["organization-name", "date-range", "contact-info", "report-id", "policies"], name => Encoding.ASCII.GetBytes("\"" + name + "\"")),
    ];

    /// <summary>The report, or null.</summary>
    /// <param name="octets">The octets to search.</param>
    /// <param name="context">The position of the reader.</param>
    public static TlsReportResult? Find(byte[] octets, ReadContext context)
    {
        var tries = 0;
        for (var at = 0; at + 3 < octets.Length && tries < MaxTries; at++)
        {
            var isGzip = octets[at] == 0x1f && octets[at + 1] == 0x8b && octets[at + 2] == 8;
            if (!isGzip && !IsReportJson(octets, at)) continue;
            tries++;
            using var content = new MemoryStream(octets, at, octets.Length - at, false);
            foreach (var result in ContentReader.ReadEntry(content, context.Into("byte " + at.ToString(CultureInfo.InvariantCulture), false)))
            {
                if (result.Report is not null) return result;
            }
        }

        return null;
    }

    private static bool IsReportJson(byte[] octets, int at)
    {
        if (octets[at] != (byte)'{') return false;
        var start = at + 1;
        var limit = Math.Min(octets.Length, start + MaxBlanks);
        while (start < limit && octets[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') start++;
        foreach (var member in Members)
        {
            if (StartsWith(octets, start, member)) return true;
        }

        return false;
    }

    private static bool StartsWith(byte[] octets, int at, byte[] prefix)
    {
        if (at + prefix.Length > octets.Length) return false;
        for (var i = 0; i < prefix.Length; i++)
        {
            if (octets[at + i] != prefix[i]) return false;
        }

        return true;
    }
}
