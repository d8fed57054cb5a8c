using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MtaSts.Mail;

namespace MtaSts.Reports;

/// <summary>Reads messages and mailboxes: finds the parts that may hold a report and reads those.</summary>
internal static class MailReader
{
    /// <summary>Reads one message.</summary>
    public static IEnumerable<TlsReportResult> ReadMessage(Stream content, ReadContext context) =>
        Containment.Contain(ReadMessageStream(content, context), context, Containment.Scope.Message, "The message holds no TLS report.");

    /// <summary>Reads the messages of an mbox file. A message without a report is no fault: a mailbox holds other mail too.</summary>
    public static IEnumerable<TlsReportResult> ReadMailbox(Stream content, ReadContext context) =>
        Containment.Contain(ReadMessages(content, context), context, Containment.Scope.Message, "The mailbox holds no TLS report.");

    private static IEnumerable<TlsReportResult> ReadMessageStream(Stream content, ReadContext context)
    {
        foreach (TlsReportResult result in ReadParts(new StreamLines(content), context)) yield return result;
    }

    private static IEnumerable<TlsReportResult> ReadMessages(Stream content, ReadContext context)
    {
        var messages = new MboxMessages(new StreamLines(content));
        for (int number = 1; messages.NextMessage(); number++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            ReadContext inner = context.Into("message " + number.ToString(CultureInfo.InvariantCulture), false) with { Budget = new ReadBudget(context.Options) };
            foreach (TlsReportResult result in Containment.Contain(ReadParts(messages, inner), inner, Containment.Scope.Message)) yield return result;
        }
    }

    private static IEnumerable<TlsReportResult> ReadParts(LineSource lines, ReadContext context)
    {
        var limited = new SizeLimitLines(lines, context.Options.MaxMailBytes);
        var walker = new MimeWalker(limited, context.Options.MaxEntries);
        while (walker.Next() is MimePart part)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            bool isDeclared = ReportNames.IsReportPart(part);
            if (!isDeclared && !ReportNames.MayHoldReport(part)) continue;
            ReadContext inner = context.Into("part " + part.Number, isDeclared);
            if (part.FileName is not null) inner = inner.Into(part.FileName, isDeclared);
            inner = inner with { Mail = walker.Headers, IsForwarded = context.Mail is not null, MediaType = part.MediaType, IsUnpacked = false };
            using Stream body = part.OpenBody();
            foreach (TlsReportResult result in ContentReader.ReadEntry(body, inner)) yield return result;
        }
    }
}
