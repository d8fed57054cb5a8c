using System;
using System.Collections.Generic;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Reads one message: finds the parts that may contain a report and reads those.</summary>
/// <param name="lines">The message.</param>
/// <param name="context">Where it is.</param>
internal sealed class MessageReader(LineSource lines, ReadContext context)
{
    private MimeWalker? _walker;

    /// <summary>Whether the last boundary of the message was read: what is left of the lines does not belong to it.</summary>
    public bool HasEnded => _walker is { HasEnded: true } && !context.Budget.IsFull;

    /// <summary>The results. A fault of the message is the last one.</summary>
    public IEnumerable<TlsReportResult> Read() => ErrorBoundary.Contain(ReadLines(), context, ErrorBoundary.Scope.Message);

    private IEnumerable<TlsReportResult> ReadLines()
    {
        // In an iterator, so that a header block that is too large ends only this message.
        _walker = new MimeWalker(new SizeLimitLines(lines, context.Options.MaxMailBytes), context.Options.MaxEntries);
        if (lines is JoinedLines joined) joined.IsUndivided = !_walker.IsMultipart;
        foreach (var result in ReadMessage(_walker)) yield return result;
    }

    private IEnumerable<TlsReportResult> ReadMessage(MimeWalker walker)
    {
        if (context is { IsEntity: true, Mail: MailHeaders around })
        {
            // The outer message identifies it, and reports when nothing was found.
            var entity = context with { IsEntity = false };
            return ReadParts(walker, entity, context.IsDeclared || ReportMail.DeclaredBy(around) is not null, null);
        }

        var results = new MessageResults(walker.Headers, context);
        var inner = context with { IsEntity = false, Mail = walker.Headers, IsForwarded = context.IsForwarded || context.Mail is not null };
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
