using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MtaSts.Records;

/// <summary>Writes the text of an MTA-STS TXT record (RFC 8461 §3.1) that every sender can read.</summary>
public static class StsRecordWriter
{
    /// <summary>Writes <c>v=STSv1; id=…;</c>.</summary>
    /// <param name="id">1 to 32 letters and digits.</param>
    /// <exception cref="ArgumentException">The id is not 1 to 32 letters and digits.</exception>
    public static string Write(string id)
    {
        var text = $"v=STSv1; id={id};";
        return StsRecordParser.Parse(text) is { IsValid: true } record && record.Id == id
            ? text
            : throw new ArgumentException("An id has 1 to 32 letters and digits (RFC 8461 §3.1).", nameof(id));
    }

    /// <summary>The id for a policy published now: a UTC timestamp <c>yyyyMMddHHmmss</c>.</summary>
    /// <param name="utcNow">The time, UTC.</param>
    /// <param name="previousId">The id in use; the new id is always different, because senders fetch the policy again only when it changes.</param>
    public static string NewId(DateTime utcNow, string? previousId = null) => NewId(utcNow, previousId is null ? [] : [previousId]);

    /// <summary>The id for a policy published now, different from all published ids.</summary>
    internal static string NewId(DateTime utcNow, IReadOnlyCollection<string> publishedIds)
    {
        var id = Stamp(utcNow);
        while (publishedIds.Contains(id, StringComparer.OrdinalIgnoreCase))
        {
            utcNow = utcNow.AddSeconds(1);
            id = Stamp(utcNow);
        }

        return id;
    }

    /// <summary>The ids in texts that may or may not be MTA-STS records.</summary>
    internal static IReadOnlyCollection<string> IdsIn(IEnumerable<string> texts) =>
        texts.Select(text => StsRecordParser.Parse(text).Id).OfType<string>().ToList();

    private static string Stamp(DateTime utc) => utc.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
