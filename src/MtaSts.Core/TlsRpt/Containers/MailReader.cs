using System;
using System.Collections.Generic;
using System.IO;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Reads messages and mailboxes: finds the parts that may contain a report and reads those.</summary>
internal static class MailReader
{
    /// <summary>Reads one message, or its replacement in a wrapping such as S/MIME.</summary>
    public static IEnumerable<TlsReportResult> ReadMessage(Stream content, ReadContext context) =>
        ErrorBoundary.Contain(ReadMessageStream(content, context), context, ErrorBoundary.Scope.Message);

    /// <summary>Reads the messages of an mbox file. A message without a report is not a fault: a mailbox contains other mail too.</summary>
    public static IEnumerable<TlsReportResult> ReadMailbox(Stream content, ReadContext context)
    {
        var messages = new MboxMessages(new StreamLines(content));
        return ErrorBoundary.Contain(ReadMessages(messages, context, number: 1), context, ErrorBoundary.Scope.Message, "The mailbox contains no TLS report.");
    }

    /// <summary>Reads a message that is not MIME.</summary>
    public static IEnumerable<TlsReportResult> ReadOutlookMessage(OutlookMessage message, ReadContext context)
    {
        var results = new MessageResults(message.Headers, context, WrappedReader.NotInOutlookMessage);
        var inner = context with {
            IsEntity = false, Mail = message.Headers, IsForwarded = context.Mail is not null || message.IsAttached, IsUnpacked = false, MediaType = null };
        return results.Gather(AttachmentReader.Read(message.Attachments, inner, results));
    }

    /// <summary>Reads a message, and what somebody joined to it: further messages, or a mailbox.</summary>
    private static IEnumerable<TlsReportResult> ReadMessageStream(Stream content, ReadContext context)
    {
        var file = new LookaheadLines(new StreamLines(content));
        var lines = new JoinedLines(file);
        var walker = Walk(lines, context);
        foreach (var result in ReadMessage(walker, context)) yield return result;

        // A sender may write messages behind its own, with any header field: they count as messages inside it.
        var joined = context with { IsEntity = false, Mail = context.Mail ?? walker.Headers };
        var number = 2;
        var hasEnded = HasEnded(walker, lines, context);
        for (; hasEnded && JoinedMessage.Begins(file); number++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var inner = joined.IntoJoined(number);
            lines = new JoinedLines(file);
            walker = Walk(lines, inner);
            foreach (var result in ErrorBoundary.Contain(ReadMessage(walker, inner), inner, ErrorBoundary.Scope.Message)) yield return result;
            hasEnded = HasEnded(walker, lines, context);
        }

        if (!hasEnded || !JoinedMessage.IsMailbox(file)) yield break;
        foreach (var result in ReadMessages(new MboxMessages(file), joined, number)) yield return result;
    }

    /// <summary>Whether what is left of the file is behind the end of the message.</summary>
    private static bool HasEnded(MimeWalker walker, JoinedLines lines, ReadContext context) =>
        !context.Budget.IsFull && (lines.IsUndivided ? lines.TryPassRest(context.Options.MaxMailBytes) : walker.HasEnded);

    private static IEnumerable<TlsReportResult> ReadMessages(MboxMessages messages, ReadContext context, int number)
    {
        for (; messages.NextMessage(); number++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var inner = context.IntoMessage(number);
            foreach (var result in ErrorBoundary.Contain(ReadMessage(messages, inner), inner, ErrorBoundary.Scope.Message)) yield return result;
        }
    }

    private static MimeWalker Walk(JoinedLines lines, ReadContext context)
    {
        var walker = Walk((LineSource)lines, context);
        lines.IsUndivided = !walker.IsMultipart;
        return walker;
    }

    private static MimeWalker Walk(LineSource lines, ReadContext context) =>
        new(new SizeLimitLines(lines, context.Options.MaxMailBytes), context.Options.MaxEntries);

    private static IEnumerable<TlsReportResult> ReadMessage(LineSource lines, ReadContext context)
    {
        // An iterator, so that a header block that is too large is thrown inside the error boundary of this message.
        foreach (var result in ReadMessage(Walk(lines, context), context)) yield return result;
    }

    private static IEnumerable<TlsReportResult> ReadMessage(MimeWalker walker, ReadContext context)
    {
        if (context is { IsEntity: true, Mail: MailHeaders around })
        {
            // The outer message identifies it, and reports when nothing was found.
            var entity = context with { IsEntity = false };
            return ReadParts(walker, entity, context.IsDeclared || ReportMail.DeclaredBy(around) is not null, null);
        }

        var results = new MessageResults(walker.Headers, context);
        var inner = context with { IsEntity = false, Mail = walker.Headers, IsForwarded = context.Mail is not null };
        var isExpected = context.IsDeclared || results.DeclaredBy is not null;
        return results.Gather(ErrorBoundary.Contain(ReadParts(walker, inner, isExpected, results), context, ErrorBoundary.Scope.Message));
    }

    private static IEnumerable<TlsReportResult> ReadParts(MimeWalker walker, ReadContext context, bool isExpected, MessageResults? results)
    {
        while (!context.Budget.IsFull && walker.Next() is MimePart part)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            results?.NotePart(part.MediaType, part.FileName);
            var mayHold = ReportNames.MayHoldReport(part);
            var isText = part.MediaType.StartsWith("text/", StringComparison.Ordinal);
            var isDeclared = ReportNames.IsReportPart(part) || (isExpected && ReportNames.IsWrapper(part));
            if (!isDeclared && !mayHold && !(isExpected && isText)) continue;
            var inner = context.IntoPart(part, isDeclared);
            using var body = part.OpenBody();
            var found = isDeclared || mayHold ? ContentReader.ReadEntry(body, inner) : ContentReader.ReadJsonEntry(body, inner);
            foreach (var result in found) yield return result;
        }
    }
}
