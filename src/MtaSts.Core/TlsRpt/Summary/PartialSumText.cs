using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Text;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// A <see cref="PartialSum"/> as JSON in ASCII, which survives every way in which an object can be saved. It begins with the key of all that follows,
/// so a text that was changed or cut off is not taken for a sum.
/// </summary>
internal static class PartialSumText
{
    private const string Begin = "{\"MtaStsSum\":1,\"Check\":\"";
    private const string CheckEnd = "\",";
    private const int MaxDepth = 4;
    private const int MostDays = 3_650_000; // in the year 9994

    /// <summary>The sums that one command returns. Each knows how many there are, so that a file that lacks some of them is noticed.</summary>
    /// <param name="sums">The sums, each of another group.</param>
    public static IReadOnlyList<string> Write(IReadOnlyCollection<PartialSum> sums)
    {
        var bodies = sums.Select(Body).ToList();
        ulong high = 0, low = 0; // whatever order they are in
        foreach (var key in bodies.Select(ContentKey.Of)) (high, low) = (high ^ key.High, low ^ key.Low);
        var batch = FormattableString.Invariant($"\"Batch\":\"{new ContentKey(high, low)}\",\"BatchSize\":{bodies.Count}");
        for (var i = 0; i < bodies.Count; i++)
        {
            var text = batch + bodies[i];
            bodies[i] = Begin + ContentKey.Of(text) + CheckEnd + text;
        }

        return bodies;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null when the text is something else.</summary>
    public static PartialSum? Read(string text)
    {
        text = text.Trim();
        var end = Begin.Length + ContentKey.Characters;
        if (text.Length <= end + CheckEnd.Length || !text.StartsWith(Begin, StringComparison.Ordinal)) return null;
        if (text.Substring(end, CheckEnd.Length) != CheckEnd) return null;
        var rest = text.Substring(end + CheckEnd.Length);
        if (!ContentKey.TryParse(text.Substring(Begin.Length, ContentKey.Characters), out var check) || ContentKey.Of(rest) != check) return null;
        try
        {
            using var tokens = new JsonTokens(new MemoryStream(Encoding.UTF8.GetBytes("{" + rest), false), MaxDepth);
            tokens.Next();
            var json = new JsonCursor(tokens, new ReportNotes(), int.MaxValue);
            json.EnterObject();
            var sum = Read(json);
            sum.Check = check;
            return sum;
        }
        catch (Exception error) when (error is ReportFaultException or FormatException)
        {
            return null;
        }
    }

    private static string Body(PartialSum sum)
    {
        var json = new StringBuilder();
        Text(json, "GroupBy", sum.GroupBy.ToString());
        Text(json, "Domain", sum.Key.Domain);
        Text(json, "Organization", sum.Key.Organization);
        if (sum.Key.Day is { } day) Number(json, "Day", day);
        Text(json, "ResultType", sum.Key.ResultType);
        Text(json, "MxHost", sum.Key.MxHost);
        if (sum.Shards.Count > 0)
        {
            Texts(json, "Shards", sum.Shards.Select(shard => shard.ToString()));
            Number(json, "FilledShards", sum.FilledShards);
        }

        if (sum.Settings.Count > 0) Texts(json, "Settings", sum.Settings);
        Number(json, "Successes", sum.Successes);
        Number(json, "Failures", sum.Failures);
        Number(json, "Own", sum.Own);
        Number(json, "Senders", sum.Senders);
        Number(json, "Reports", sum.Reports);
        Texts(json, "Shared", sum.Shared.Select(key => key.ToString()).OrderBy(key => key, StringComparer.Ordinal));
        Texts(json, "Reporters", sum.Reporters);
        Text(json, "First", sum.First is null ? null : IsoTime.Of(sum.First));
        Text(json, "Last", sum.Last is null ? null : IsoTime.Of(sum.Last));
        json.Append(",\"Days\":[").Append(string.Join(",", sum.Days.Select(Day))).Append(']');
        Counts(json, "Types", sum.Types.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Counts(json, "Explanations", sum.Explanations);
        Text(json, "Stage", sum.Stage?.ToString());
        Text(json, "Readiness", sum.Readiness?.ToString());
        Text(json, "LastEvidence", sum.LastEvidence is null ? null : IsoTime.Of(sum.LastEvidence));
        Texts(json, "Reasons", sum.Reasons);
        return json.Append('}').ToString();
    }

    private static PartialSum Read(JsonCursor json)
    {
        var sum = new PartialSum();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "Batch": sum.Batch = Key(json.Text); break;
                case "BatchSize": sum.BatchSize = Small(Number(json), int.MaxValue); break;
                case "GroupBy": sum.GroupBy = Enum<TlsReportGrouping>(json); break;
                case "Domain": sum.Key = sum.Key with { Domain = json.Text }; break;
                case "Organization": sum.Key = sum.Key with { Organization = json.Text }; break;
                case "Day": sum.Key = sum.Key with { Day = Small(Number(json), MostDays) }; break;
                case "ResultType": sum.Key = sum.Key with { ResultType = json.Text }; break;
                case "MxHost": sum.Key = sum.Key with { MxHost = json.Text }; break;
                case "Shards": sum.Shards.UnionWith(Texts(json).Select(Shard)); break;
                case "FilledShards": sum.FilledShards = Small(Number(json), int.MaxValue); break;
                case "Settings": sum.Settings.UnionWith(Texts(json)); break;
                case "Successes": sum.Successes = Number(json); break;
                case "Failures": sum.Failures = Number(json); break;
                case "Own": sum.Own = Number(json); break;
                case "Senders": sum.Senders = Number(json); break;
                case "Reports": sum.Reports = Small(Number(json), int.MaxValue); break;
                case "First": sum.First = Time(json); break;
                case "Last": sum.Last = Time(json); break;
                case "LastEvidence": sum.LastEvidence = Time(json); break;
                case "Shared": sum.Shared.UnionWith(Texts(json).Select(Key)); break;
                case "Reporters": sum.Reporters.UnionWith(Texts(json)); break;
                case "Reasons": sum.Reasons = Texts(json); break;
                case "Days": ReadDays(json, sum.Days); break;
                case "Types": ReadCounts(json, sum.Types); break;
                case "Explanations": ReadCounts(json, sum.Explanations); break;
                case "Stage": sum.Stage = Enum<RolloutStage>(json); break;
                case "Readiness": sum.Readiness = Enum<Readiness>(json); break;
                default: json.Skip(); break;
            }
        }

        return sum;
    }

    /// <summary>The day twice, and one more when there was a failure caused by the domain.</summary>
    private static string Day(KeyValuePair<int, bool> day) => (day.Key * 2L + (day.Value ? 1 : 0)).ToString(CultureInfo.InvariantCulture);

    private static void Text(StringBuilder json, string name, string? text)
    {
        if (text is null) return;
        json.Append(",\"").Append(name).Append("\":");
        JsonEscapes.Append(json, text);
    }

    private static void Number(StringBuilder json, string name, long number) =>
        json.Append(",\"").Append(name).Append("\":").Append(number.ToString(CultureInfo.InvariantCulture));

    private static void Texts(StringBuilder json, string name, IEnumerable<string> texts)
    {
        json.Append(",\"").Append(name).Append("\":[");
        var separator = "";
        foreach (var text in texts)
        {
            json.Append(separator);
            JsonEscapes.Append(json, text);
            separator = ",";
        }

        json.Append(']');
    }

    private static void Counts(StringBuilder json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.Append(",\"").Append(name).Append("\":{");
        var separator = "";
        foreach (var count in counts)
        {
            json.Append(separator);
            JsonEscapes.Append(json, count.Key);
            json.Append(':').Append(count.Value.ToString(CultureInfo.InvariantCulture));
            separator = ",";
        }

        json.Append('}');
    }

    private static long Number(JsonCursor json) =>
        json.Kind == JsonToken.Number && json.TryGetDigits(out var number) ? number : throw new FormatException("This is not a count.");

    private static int Small(long number, int most) => number <= most ? (int)number : throw new FormatException("This is too large.");

    private static DateTime Time(JsonCursor json) =>
        DateTime.Parse(json.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static ContentKey Key(string text) => ContentKey.TryParse(text, out var key) ? key : throw new FormatException("This is not a key.");

    private static DomainShard Shard(string text) => DomainShard.TryParse(text, out var shard) ? shard : throw new FormatException("This is not a shard.");

    private static T Enum<T>(JsonCursor json)
        where T : struct => System.Enum.TryParse<T>(json.Text, out var value) ? value : throw new FormatException("This is not a known name.");

    private static List<string> Texts(JsonCursor json)
    {
        var texts = new List<string>();
        if (json.Kind != JsonToken.StartArray) throw new FormatException("This is not a list.");
        json.EnterArray();
        while (json.NextItem()) texts.Add(json.Text);
        return texts;
    }

    private static void ReadDays(JsonCursor json, SortedDictionary<int, bool> days)
    {
        if (json.Kind != JsonToken.StartArray) throw new FormatException("This is not a list.");
        json.EnterArray();
        while (json.NextItem())
        {
            var number = Number(json);
            days[Small(number / 2, MostDays)] = number % 2 == 1;
        }
    }

    private static void ReadCounts(JsonCursor json, IDictionary<string, long> counts)
    {
        if (json.Kind != JsonToken.StartObject) throw new FormatException("This is not a list of counts.");
        json.EnterObject();
        while (json.NextMember()) counts[json.Name] = Number(json);
    }
}
