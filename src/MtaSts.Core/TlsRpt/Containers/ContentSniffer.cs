using System;
using MtaSts.Mime;
using MtaSts.Text;
using MtaSts.TlsRpt.Archive;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Distinguishes contents by their first bytes; names and media types are not used, because they are often wrong.</summary>
internal static class ContentSniffer
{
    /// <summary>Identifies the content that begins with these bytes.</summary>
    /// <param name="head">The bytes.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="start">Where text begins, after a byte order mark and white space.</param>
    public static ContentKind Detect(byte[] head, int count, out int start)
    {
        start = 0;
        if (count >= 2)
        {
            if (head[0] == 0x1f && head[1] == 0x8b) return ContentKind.Gzip;
            if (ByteOrderMark.IsUtf16(head, count)) return ContentKind.Utf16;
        }

        // A zip begins with its first entry, or, when it is empty, with its directory's end.
        if (count >= 4 && head[0] == 'P' && head[1] == 'K' && (head[2], head[3]) is (3, 4) or (5, 6)) return ContentKind.Zip;
        if (count > 0 && head[0] == 0x30 && CmsContent.Detect(head, count) != CmsKind.Unknown) return ContentKind.Cms;
        if (TnefAttachments.IsSignature(head, count)) return ContentKind.Tnef;
        if (CompoundFile.IsSignature(head, count)) return ContentKind.CompoundFile;
        if (IsTar(head, count)) return ContentKind.Tar;
        start = ByteOrderMark.LengthIn(head, count);
        while (start < count && head[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or JsonRestScan.RecordSeparator) start++;
        if (start == count) return count < PeekStream.HeadSize ? ContentKind.Empty : ContentKind.Unknown;
        if (IsArchive(head, count, start)) return ContentKind.Archive;
        if (head[start] is (byte)'{' or (byte)'[') return ContentKind.Json;
        var line = new LineSegment(head, start, count - start, true);
        if (head[start] == (byte)'<') return IsDmarc(line) ? ContentKind.Dmarc : ContentKind.Unknown;
        var first = FirstLine(line);
        if (IsMbox(first, line)) return ContentKind.Mbox;
        return HeaderLine.IsField(line) ? ContentKind.Mail : ContentKind.Unknown;
    }

    /// <summary>The magic of a tar header, of POSIX and of GNU. The name of a file before it may look like anything.</summary>
    private static bool IsTar(byte[] head, int count)
    {
        const int Magic = 257;
        return count >= Magic + 5 && head[Magic] == 'u' && head[Magic + 1] == 's' && head[Magic + 2] == 't' && head[Magic + 3] == 'a' && head[Magic + 4] == 'r'
            && Array.IndexOf(head, (byte)0, 0, Magic) >= 0; // text has no zero bytes
    }

    private static bool IsArchive(byte[] head, int count, int start)
    {
        if (count - start < ArchiveReader.Begin.Length) return false;
        for (var i = 0; i < ArchiveReader.Begin.Length; i++)
        {
            if (head[start + i] != ArchiveReader.Begin[i]) return false;
        }

        return true;
    }

    /// <summary>XML whose root is <c>feedback</c> (RFC 7489 appendix C).</summary>
    private static bool IsDmarc(LineSegment text)
    {
        for (var at = 0; at < text.Count; at++)
        {
            if (text.Has("<feedback", at)) return true;
        }

        return false;
    }

    private static LineSegment FirstLine(LineSegment text)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (text.Buffer[text.Offset + i] == (byte)'\n') return text with { Count = i + 1 };
        }

        return text;
    }

    /// <summary>A mailbox begins with a line that begins a message; one without a date needs a header field behind it.</summary>
    private static bool IsMbox(LineSegment first, LineSegment text)
    {
        var form = MboxSeparator.FormOf(first);
        return form is MboxSeparatorForm.Dated or MboxSeparatorForm.Timed
            || form == MboxSeparatorForm.Bare && HeaderLine.IsField(text with { Offset = text.Offset + first.Count, Count = text.Count - first.Count });
    }
}
