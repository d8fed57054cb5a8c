using System.Collections.Generic;
using System.IO;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Reads messages, mailboxes, and files of messages that were joined.</summary>
internal static class MailReader
{
    /// <summary>Reads one message, or its replacement in a wrapping such as S/MIME. Messages that were joined to it are read too.</summary>
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
        var isForwarded = context.IsForwarded || context.Mail is not null || message.IsAttached;
        var inner = context with { IsEntity = false, Mail = message.Headers, IsForwarded = isForwarded, IsUnpacked = false, MediaType = null };
        return results.Gather(AttachmentReader.Read(message.Attachments, inner, results));
    }

    /// <summary>Reads a message, and what somebody joined to it.</summary>
    private static IEnumerable<TlsReportResult> ReadMessageStream(Stream content, ReadContext context)
    {
        var file = new LookaheadLines(new StreamLines(content));
        TlsReportResult? isOtherMail = null; // the only result of the message then; it counts when nothing else is in the file
        foreach (var result in new MessageReader(new JoinedLines(file), context).Read())
        {
            if (MessageResults.IsOtherMail(result, context)) isOtherMail = result;
            else yield return result;
        }

        foreach (var result in ReadRest(file, context, mayHoldMailbox: true))
        {
            isOtherMail = null;
            yield return result;
        }

        if (isOtherMail is not null) yield return isOtherMail;
    }

    /// <summary>Reads what somebody joined to the end of a message: further messages, or a mailbox.</summary>
    private static IEnumerable<TlsReportResult> ReadRest(LookaheadLines file, ReadContext context, bool mayHoldMailbox)
    {
        for (var number = 2; !context.Budget.IsFull && new JoinedLines(file).TryPassRest(context.Options.MaxMailBytes); number++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            // A sender may write messages behind its own, with any header field: they count as messages inside it.
            var inner = context.IntoJoined(number);
            if (JoinedMessage.Begins(file))
            {
                foreach (var result in new MessageReader(new JoinedLines(file), inner).Read()) yield return result;
                continue;
            }

            if (!mayHoldMailbox || !JoinedMessage.IsMailbox(file)) yield break;
            foreach (var result in ReadMessages(new MboxMessages(file), context with { IsEntity = false, IsForwarded = true }, number)) yield return result;
        }
    }

    private static IEnumerable<TlsReportResult> ReadMessages(MboxMessages messages, ReadContext context, int number)
    {
        for (; messages.NextMessage(); number++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var inner = context.IntoMessage(number) with { IsForwarded = context.IsForwarded || messages.IsDoubtful };
            var message = new MessageReader(messages, inner);
            foreach (var result in message.Read()) yield return result;
            if (!message.HasEnded) continue;
            foreach (var result in ReadRest(new LookaheadLines(messages), inner, mayHoldMailbox: false)) yield return result;
        }
    }
}
