using System;
using System.Collections.Generic;
using System.IO;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// Reads wrappings of a whole message in a form other than MIME: S/MIME of one part, winmail.dat, Outlook's .msg. Each is
/// kept in memory, up to the limit of a mail. If no report is found, the error names the form and a workaround.
/// </summary>
internal static class WrappedReader
{
    private const string WayOut =
        "Save the message as .eml in a mail program that shows the report as an attachment, or save that attachment. "
            + "Microsoft Graph returns the message as MIME with /messages/{id}/$value.";

    /// <summary>The note about a message saved by Outlook when no report was found in it.</summary>
    public const string NotInOutlookMessage = "It is a compound file, such as Outlook's .msg. " + WayOut;

    /// <summary>Reads S/MIME (RFC 8551). Signatures are not checked.</summary>
    public static IEnumerable<TlsReportResult> ReadCms(Stream content, ReadContext context)
    {
        var octets = Hold(content, context);
        var kind = CmsContent.Detect(octets, octets.Length);
        if (kind == CmsKind.Encrypted)
        {
            throw Fault(
                TlsReportFault.Encrypted,
                "The message is encrypted with S/MIME. Only a mail program that has the recipient's key can open it: save the report's attachment from there.");
        }
        if (kind == CmsKind.Compressed)
            throw Fault(TlsReportFault.NotAReport, "The message is compressed with S/MIME (compressed-data), which is not supported. " + WayOut);
        var inner = CmsContent.OfSigned(octets);
        var count = 0;
        if (inner is not null)
        {
            using var message = new MemoryStream(inner, false);
            foreach (var result in ContentReader.ReadEntry(message, context with { IsEntity = true, IsDeclared = false, MediaType = null }))
            {
                count++;
                yield return result;
            }
        }

        if (count > 0) yield break;
        if (PlainReport.Find(octets, context) is TlsReportResult plain)
        {
            yield return plain;
        }
        else
        {
            throw Fault(
            TlsReportFault.NotAReport, "The message is signed with S/MIME in one part (application/pkcs7-mime), but no TLS report was found in it. " + WayOut);
        }
    }

    /// <summary>Reads winmail.dat.</summary>
    public static IEnumerable<TlsReportResult> ReadTnef(Stream content, ReadContext context)
    {
        var octets = Hold(content, context);
        var count = 0;
        foreach (var result in AttachmentReader.Read(TnefAttachments.Find(octets), context with { MediaType = null }, null))
        {
            count++;
            yield return result;
        }

        if (count > 0) yield break;
        if (PlainReport.Find(octets, context) is TlsReportResult plain)
        {
            yield return plain;
        }
        else
        {
            throw Fault(
            TlsReportFault.NotAReport,
            "This is winmail.dat (TNEF), in which Exchange and Outlook wrap attachments, but no TLS report was found in it. " + WayOut);
        }
    }

    /// <summary>Reads a message that Outlook saved.</summary>
    public static IEnumerable<TlsReportResult> ReadCompoundFile(Stream content, ReadContext context)
    {
        var octets = Hold(content, context);
        var count = 0;
        var messages = MessagesOf(octets, context);
        foreach (var message in messages)
        {
            // The contents of the file as a whole are reported below.
            foreach (var result in MailReader.ReadOutlookMessage(message, context with { IsDeclared = false }))
            {
                count++;
                yield return result;
            }
        }

        if (count > 0) yield break;
        const string NotFound = "No TLS report was found in it. " + NotInOutlookMessage;
        if (PlainReport.Find(octets, context) is TlsReportResult plain)
        {
            yield return plain;
        }
        else if (messages.Count == 0 || !context.IsDeclared)
        {
            throw Fault(TlsReportFault.NotAReport, NotFound);
        }
        else
        {
            yield return new TlsReportResult(
            new TlsReportError(TlsReportFault.NotAReport, NotFound, context.Source, mailMessage: ReportMail.NameOf(messages[0].Headers)));
        }
    }

    private static List<OutlookMessage> MessagesOf(byte[] octets, ReadContext context)
    {
        try
        {
            return OutlookMessage.ReadAll(new CompoundFile(octets), size => context.Budget.TakeUnpacked((int)Math.Min(size, int.MaxValue)));
        }
        catch (InvalidDataException)
        {
            return []; // a report may still be in it in the clear
        }
    }

    private static byte[] Hold(Stream content, ReadContext context)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var cancellation = context.Cancellation;
        for (int read; (read = content.Read(buffer, 0, buffer.Length)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            if (memory.Length + read > context.Options.MaxMailBytes)
                throw ReadBudget.Exceeded("The message is larger than the limit of ", context.Options.MaxMailBytes, " bytes (MaxMailBytes).");
            context.Memory?.Take(read * 2L, cancellation); // here and in the array that is made of it
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }

    private static ReportFaultException Fault(TlsReportFault fault, string reason) => new(fault, reason) { IsForeign = true };
}
