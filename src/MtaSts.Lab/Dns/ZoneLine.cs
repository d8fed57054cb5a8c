using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Text;

namespace MtaSts.Lab.Dns;

/// <summary>Reads a line of a zone file (RFC 1035 §5.1) in its full form: name, TTL, IN, type, data.</summary>
public static class ZoneLine
{
    /// <summary>Reads a record.</summary>
    /// <returns>Null for a blank line or a comment.</returns>
    /// <exception cref="FormatException">The line is not a record, or its type is not supported.</exception>
    public static ZoneRecord? Read(string line)
    {
        if (line.Trim().Length == 0 || line.TrimStart()[0] == ';')
            return null;
        var parts = line.Split([' ', '\t'], 5, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 5 || parts[2] != "IN" || !parts[0].EndsWith('.'))
            throw new FormatException($"Not a zone line: {line}");
        var name = parts[0].TrimEnd('.');
        var ttl = uint.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture);
        return parts[3] switch
        {
            "TXT" => ZoneRecord.Txt(name, ttl, Strings(parts[4])),
            "A" or "AAAA" => ZoneRecord.Address(name, IPAddress.Parse(parts[4].Trim()), ttl),
            "MX" => Mx(name, ttl, parts[4].Split(' ', 2)),
            _ => throw new FormatException($"Type {parts[3]} is not supported in files."),
        };
    }

    private static ZoneRecord Mx(string name, uint ttl, string[] data) =>
        ZoneRecord.Mx(name, int.Parse(data[0], NumberStyles.None, CultureInfo.InvariantCulture), data[1].Trim(), ttl);

    private static List<string> Strings(string data)
    {
        var strings = new List<string>();
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] != '"')
                continue;
            var text = new StringBuilder();
            for (i++; data[i] != '"'; i++)
            {
                if (data[i] == '\\' && char.IsAsciiDigit(data[i + 1]))
                {
                    text.Append((char)int.Parse(data.AsSpan(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture));
                    i += 3;
                }
                else
                {
                    text.Append(data[i] == '\\' ? data[++i] : data[i]);
                }
            }

            strings.Add(text.ToString());
        }

        return strings;
    }
}
