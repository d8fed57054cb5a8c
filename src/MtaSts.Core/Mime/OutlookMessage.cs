using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MtaSts.Mime;

/// <summary>
/// A message as Outlook saves it (.msg, MS-OXMSG): its header fields and its attachments. Messages
/// attached to it follow it as separate messages.
/// </summary>
/// <param name="Headers">The original header fields; without them, the properties that Outlook keeps instead.</param>
/// <param name="Attachments">The attached files.</param>
/// <param name="IsAttached">It was inside another message.</param>
internal sealed record OutlookMessage(MailHeaders Headers, List<AttachedFile> Attachments, bool IsAttached)
{
    private const int MaxDepth = 8;

    // Properties are streams, named after tag and type (MS-OXMSG §2.2.1).
    private const string AttachmentPrefix = "__attach_version1.0_";
    private const string TransportHeaders = "__substg1.0_007D";
    private const string SubjectProperty = "__substg1.0_0037";
    private const string MessageIdProperty = "__substg1.0_1035";
    private const string LongFileName = "__substg1.0_3707";
    private const string ShortFileName = "__substg1.0_3704";
    private const string DataProperty = "__substg1.0_37010102";
    private const string EmbeddedMessage = "__substg1.0_3701000D";

    /// <summary>The messages of a file, the outermost first.</summary>
    /// <param name="file">The compound file.</param>
    /// <param name="take">Called with the size of the next data, in bytes; throws when that is too much.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static List<OutlookMessage> ReadAll(CompoundFile file, Action<long> take)
    {
        var messages = new List<OutlookMessage>();
        var visited = new HashSet<int>();
        var open = new Queue<(int Storage, int Depth)>();
        open.Enqueue((CompoundFile.Root, 0));
        while (open.Count > 0)
        {
            (var storage, var depth) = open.Dequeue();
            var entries = file.Children(storage, visited);
            var attachments = new List<AttachedFile>();
            foreach (var entry in entries)
            {
                if (!entry.Key.StartsWith(AttachmentPrefix, StringComparison.OrdinalIgnoreCase) || !file.IsStorage(entry.Value)) continue;
                var parts = file.Children(entry.Value, visited);
                if (parts.TryGetValue(DataProperty, out var data) && file.SizeOf(data) > 0)
                {
                    var name = Text(file, parts, LongFileName, take) ?? Text(file, parts, ShortFileName, take);
                    attachments.Add(new AttachedFile(name, new ArraySegment<byte>(Read(file, data, take))));
                }

                if (parts.TryGetValue(EmbeddedMessage, out var embedded) && depth < MaxDepth) open.Enqueue((embedded, depth + 1));
            }

            messages.Add(new OutlookMessage(HeadersOf(file, entries, take), attachments, depth > 0));
        }

        return messages;
    }

    private static MailHeaders HeadersOf(CompoundFile file, Dictionary<string, int> entries, Action<long> take)
    {
        var transport = Text(file, entries, TransportHeaders, take);
        if (!string.IsNullOrWhiteSpace(transport)) return MailHeaders.Parse(transport!.TrimStart());
        string OneLine(string property) => (Text(file, entries, property, take) ?? string.Empty).Replace('\r', ' ').Replace('\n', ' ');
        return MailHeaders.Parse("Subject: " + OneLine(SubjectProperty) + "\nMessage-ID: " + OneLine(MessageIdProperty) + "\n");
    }

    /// <summary>A text property, in UTF-16 (type 001F) or in octets (001E); null when there is none.</summary>
    private static string? Text(CompoundFile file, Dictionary<string, int> entries, string property, Action<long> take)
    {
        if (entries.TryGetValue(property + "001F", out var unicode)) return Encoding.Unicode.GetString(Read(file, unicode, take)).TrimEnd('\0');
        return entries.TryGetValue(property + "001E", out var octets) ? Encoding.UTF8.GetString(Read(file, octets, take)).TrimEnd('\0') : null;
    }

    private static byte[] Read(CompoundFile file, int entry, Action<long> take)
    {
        take(file.SizeOf(entry));
        return file.Read(entry);
    }
}
