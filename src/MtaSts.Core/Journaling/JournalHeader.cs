using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Json;

namespace MtaSts.Journaling;

/// <summary>The first line of a journal: when the scan began, and its settings.</summary>
/// <param name="Begun">When the scan began, UTC.</param>
/// <param name="Settings">The settings of the scan.</param>
internal sealed record JournalHeader(DateTime Begun, IReadOnlyList<KeyValuePair<string, string>> Settings)
{
    /// <summary>How a journal of any version begins.</summary>
    public const string Start = "{\"" + JournalNames.Format + "\":\"" + JournalNames.FormatName + "\",";

    /// <summary>The longest header, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private const int MaxDepth = 2;

    /// <summary>The line.</summary>
    public byte[] ToLine() => JournalLine.Create(json =>
    {
        json.Member(JournalNames.Format, JournalNames.FormatName)
            .Member(JournalNames.Version, (long?)JournalNames.CurrentVersion)
            .Member(JournalNames.Begun, Begun)
            .BeginObject(JournalNames.Settings);
        foreach (var setting in Settings) json.Name(setting.Key).Value(setting.Value);
        json.EndObject();
    });

    /// <summary>Reads a header.</summary>
    /// <param name="line">The first line, without its line ending.</param>
    /// <exception cref="JournalException">It is not one, is damaged, or has a version that is not known.</exception>
    public static JournalHeader Read(byte[] line)
    {
        if (!JournalLine.BeginsWith(line, 0, line.Length, Start)) throw Foreign(line);
        try
        {
            return Read(line, JournalLine.IsWhole(line, 0, line.Length));
        }
        catch (ReportFaultException fault)
        {
            throw new JournalException("Line 1 is damaged.", innerException: fault);
        }
    }

    /// <summary>The exception for a file that is not a journal.</summary>
    /// <param name="bytes">How it begins.</param>
    public static JournalException Foreign(byte[] bytes) => new(ByteOrderMark.IsUtf16(bytes, bytes.Length)
        ? "It is UTF-16 text, as an editor or Windows PowerShell may save it. If it is a journal, save it as UTF-8."
        : "It does not begin with a journal header.");

    /// <summary>The differences between these settings and others, in words; empty when there are none.</summary>
    /// <param name="others">The other settings.</param>
    public IReadOnlyList<string> DifferencesFrom(IReadOnlyList<KeyValuePair<string, string>> others)
    {
        var (then, now) = (ByName(Settings), ByName(others));
        return [.. then.Keys.Union(now.Keys).Where(name => Of(then, name) != Of(now, name))
            .Select(name => $"{SafeText.Excerpt(name)} was {Of(then, name)} and is now {Of(now, name)}")];
    }

    private static Dictionary<string, string> ByName(IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings) byName[setting.Key] = setting.Value;
        return byName;
    }

    private static string Of(Dictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var value) ? SafeText.Excerpt(value, 200) : "not known";

    private static JournalHeader Read(byte[] line, bool isWhole)
    {
        // The version says what the rest of the line is.
        using var tokens = new JsonTokens(isWhole ? JournalLine.Open(line) : new MemoryStream(line), MaxDepth);
        var json = new JsonCursor(tokens, new ReportNotes(), int.MaxValue);
        tokens.Next();
        json.EnterObject();
        json.NextMember();
        if (!json.NextMember() || json.Name != JournalNames.Version || json.Kind != JsonToken.Number || !json.TryGetDigits(out var version))
            throw Foreign(line);
        if (version != JournalNames.CurrentVersion)
        {
            throw new JournalException(FormattableString.Invariant(
                $"It has version {version}, but this version of the module reads version {JournalNames.CurrentVersion}."));
        }

        if (!isWhole || !json.NextMember() || json.Name != JournalNames.Begun || json.Kind != JsonToken.String
            || !IsoTime.TryParseSecond(json.Text, out var begun)
            || !json.NextMember() || json.Name != JournalNames.Settings || json.Kind != JsonToken.StartObject)
        {
            throw new JournalException("Line 1 is damaged.");
        }

        var settings = new List<KeyValuePair<string, string>>();
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Kind != JsonToken.String) throw new JournalException("Line 1 is damaged.");
            settings.Add(new KeyValuePair<string, string>(json.Name, json.Text));
        }

        return new JournalHeader(begun, settings);
    }
}
