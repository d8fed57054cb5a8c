using System;
using System.Collections.Generic;
using System.IO;
using MimeKit;
using MtaSts.Mime;

namespace MtaSts.Oracle.Mime;

/// <summary>A part without child parts, as one of the two readers returns it.</summary>
/// <param name="MediaType">In lower case.</param>
/// <param name="FileName">Decoded, or null.</param>
/// <param name="Body">The decoded content as hex; of a message, its parts.</param>
internal sealed record Leaf(string MediaType, string? FileName, string Body)
{
    private const int MaxParts = 1000;

    /// <summary>The parts that the module returns.</summary>
    public static IEnumerable<Leaf> ByModule(byte[] message)
    {
        var walker = new MimeWalker(new StreamLines(new MemoryStream(message)), MaxParts);
        while (walker.Next() is { } part)
        {
            using var body = new MemoryStream();
            using (var content = part.OpenBody()) content.CopyTo(body);
            yield return new Leaf(part.MediaType, part.FileName, Content(part.MediaType, body.ToArray(), ByModule));
        }
    }

    /// <summary>The parts that MimeKit returns.</summary>
    public static IEnumerable<Leaf> ByMimeKit(byte[] message)
    {
        using var stream = new MemoryStream(message);
        return Parts(MimeMessage.Load(stream).Body!);
    }

    private static IEnumerable<Leaf> Parts(MimeEntity entity)
    {
        if (entity is Multipart multipart)
        {
            foreach (var child in multipart)
                foreach (var leaf in Parts(child)) yield return leaf;
        }
        else if (entity is MessagePart message)
        {
            yield return new Leaf(
                message.ContentType.MimeType, message.ContentDisposition?.FileName ?? message.ContentType.Name,
                string.Join("; ", Parts(message.Message!.Body!)));
        }
        else
        {
            using var body = new MemoryStream();
            ((MimeKit.MimePart)entity).Content?.DecodeTo(body);
            yield return new Leaf(
                entity.ContentType.MimeType, entity.ContentDisposition?.FileName ?? entity.ContentType.Name, Convert.ToHexString(body.ToArray()));
        }
    }

    private static string Content(string mediaType, byte[] body, Func<byte[], IEnumerable<Leaf>> inner) =>
        mediaType == "message/rfc822" ? string.Join("; ", inner(body)) : Convert.ToHexString(body);
}
