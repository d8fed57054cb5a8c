using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Json;

namespace MtaSts.Intake;

/// <summary>One page of messages or folders: the items and the links in it.</summary>
internal sealed class GraphPage
{
    private const int MaxDepth = 64;
    private const int MaxItems = 100_000;
    private const int MaxSubject = 120;
    private const int MaxId = 2_000;
    private const int MaxLink = 32_000;

    /// <summary>The messages, or folders with their display name as the subject. Messages that were removed are left out.</summary>
    public List<MailMessage> Items { get; } = [];

    /// <summary>Where the next page is; null on the last one.</summary>
    public string? NextLink { get; private set; }

    /// <summary>Where to ask for what comes later; null before the last page.</summary>
    public string? DeltaLink { get; private set; }

    /// <summary>Reads a page.</summary>
    /// <param name="body">The JSON.</param>
    /// <exception cref="GraphException">It is not a page.</exception>
    public static GraphPage Read(byte[] body)
    {
        try
        {
            using var tokens = new JsonTokens(new MemoryStream(body, false), MaxDepth);
            tokens.Next();
            var page = new GraphPage();
            page.Read(new JsonCursor(tokens, new ReportNotes(), MaxItems));
            return page;
        }
        catch (ReportFaultException fault)
        {
            throw new GraphException(GraphFault.BadAnswer, "The answer is not the JSON of a page of messages.", fault);
        }
    }

    /// <summary>The code and the message of an error; empty when the body has none.</summary>
    public static (string Code, string Message) ReadError(byte[] body)
    {
        var (code, message) = ("", "");
        try
        {
            using var tokens = new JsonTokens(new MemoryStream(body, false), MaxDepth);
            tokens.Next();
            var json = new JsonCursor(tokens, new ReportNotes(), MaxItems);
            if (json.Kind != JsonToken.StartObject) return ("", "");
            json.EnterObject();
            while (json.NextMember())
            {
                if (json.Name != "error" || json.Kind != JsonToken.StartObject)
                {
                    json.Skip();
                    continue;
                }

                json.EnterObject();
                while (json.NextMember())
                {
                    if (json.Name == "code" && json.Kind == JsonToken.String) code = json.Text;
                    else if (json.Name == "message" && json.Kind == JsonToken.String) message = json.Text;
                    else json.Skip();
                }
            }
        }
        catch (ReportFaultException)
        {
            // A proxy or a gateway answers with HTML: the status says enough.
        }

        return (code, message);
    }

    private static GraphException NotAPage() => new(GraphFault.BadAnswer, "The answer is not a page of messages.");

    private void Read(JsonCursor json)
    {
        if (json.Kind != JsonToken.StartObject) throw NotAPage();
        var hasValue = false;
        json.EnterObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "value" when json.Kind == JsonToken.StartArray:
                    hasValue = true;
                    json.EnterArray();
                    while (json.NextItem()) ReadItem(json);
                    break;
                case "@odata.nextLink" when json.Kind == JsonToken.String: NextLink = Link(json.Text); break;
                case "@odata.deltaLink" when json.Kind == JsonToken.String: DeltaLink = Link(json.Text); break;
                default: json.Skip(); break;
            }
        }

        if (!hasValue) throw NotAPage();
    }

    private void ReadItem(JsonCursor json)
    {
        if (json.Kind != JsonToken.StartObject) throw NotAPage();
        string? id = null;
        var subject = "";
        DateTime? received = null;
        var isRemoved = false;
        json.EnterObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "id" when json.Kind == JsonToken.String: id = json.Text; break;
                case "subject" or "displayName" when json.Kind == JsonToken.String: subject = Cut(json.Text); break;
                case "receivedDateTime" when json.Kind == JsonToken.String: received = ReadTime(json.Text); break;
                case "@removed":
                    isRemoved = true;
                    json.Skip();
                    break;
                default: json.Skip(); break;
            }
        }

        if (isRemoved) return;
        if (id is not { Length: > 0 and <= MaxId }) throw NotAPage();
        Items.Add(new MailMessage(id, subject, received));
    }

    private static string Link(string link) => link.Length <= MaxLink ? link : throw NotAPage();

    /// <summary>Whole characters only, so that the text can be saved.</summary>
    private static string Cut(string text) => text.Length <= MaxSubject
        ? text
        : text.Substring(0, char.IsHighSurrogate(text[MaxSubject - 1]) ? MaxSubject - 1 : MaxSubject);

    private static DateTime? ReadTime(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? new DateTime(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc)
            : null;
}
