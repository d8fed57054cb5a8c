using System.Collections.Generic;
using System.IO;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Reads the attachments of a message that is not MIME.</summary>
internal static class AttachmentReader
{
    /// <summary>Reads each attachment separately.</summary>
    /// <param name="attachments">The attachments.</param>
    /// <param name="context">Where the message is.</param>
    /// <param name="results">The message's results, which record the attachments; null for none.</param>
    public static IEnumerable<TlsReportResult> Read(IReadOnlyList<AttachedFile> attachments, ReadContext context, MessageResults? results)
    {
        context.Budget.TakeEntries(attachments.Count);
        for (var i = 0; i < attachments.Count && !context.Budget.IsFull; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var file = attachments[i];
            results?.NotePart("attachment", file.Name);
            var name = string.IsNullOrEmpty(file.Name) ? "attachment " + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : file.Name!;
            using var content = new MemoryStream(file.Content.Array!, file.Content.Offset, file.Content.Count, false);
            foreach (var result in ContentReader.ReadEntry(content, context.Into(name, ReportNames.IsReportName(name)))) yield return result;
        }
    }
}
