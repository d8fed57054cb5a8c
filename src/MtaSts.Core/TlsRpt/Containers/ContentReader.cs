using System.Collections.Generic;
using System.IO;
using MtaSts.TlsRpt.Archive;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Reads any content by its kind, and continues into containers.</summary>
internal static class ContentReader
{
    /// <summary>Reads a whole file or stream.</summary>
    public static IEnumerable<TlsReportResult> ReadAll(Stream stream, ReadContext context) =>
        ErrorBoundary.Contain(Read(stream, context), context, ErrorBoundary.Scope.File);

    /// <summary>Reads an entry of a container. Its faults end it, not the container.</summary>
    public static IEnumerable<TlsReportResult> ReadEntry(Stream stream, ReadContext context) =>
        ErrorBoundary.Contain(Read(stream, context), context, ErrorBoundary.Scope.Entry);

    /// <summary>Reads a part that is text for people, unless it is the JSON of a report.</summary>
    public static IEnumerable<TlsReportResult> ReadJsonEntry(Stream stream, ReadContext context) =>
        ErrorBoundary.Contain(Read(stream, context, isJsonOnly: true), context, ErrorBoundary.Scope.Entry);

    private static IEnumerable<TlsReportResult> Read(Stream stream, ReadContext context, bool isJsonOnly = false)
    {
        // An iterator, so that exceptions are thrown inside the error boundary.
        var content = new PeekStream(stream, leaveOpen: true);
        GunzipStream? gzip = null;
        var hasResults = false;
        try
        {
            var kind = content.Peek();
#if NET8_0_OR_GREATER
            if (kind == ContentKind.Gzip && context.Small?.Read(content.Whole, context) is { } small)
            {
                yield return new TlsReportResult(small);
                yield break;
            }

#endif
            // Reports usually are in gzip, so it is unwrapped here: a separate enumeration costs as much as a good part of the report.
            for (; kind == ContentKind.Gzip; kind = content.Peek())
            {
                context = context.Deeper(isUnpacked: true);
                gzip = new GunzipStream(content, gzip);
                content = new PeekStream(
                    new UnpackStream(gzip, context.Options.MaxUnpackedBytes, context.Budget, context.Cancellation), leaveOpen: false);
            }

            if (isJsonOnly && content.Kind != ContentKind.Json) yield break;
            if (content.Kind == ContentKind.Json)
            {
                // The contents of an archive are counted there.
                using Stream? counted = context.IsUnpacked ? null : new UnpackStream(content, context.Options.MaxUnpackedBytes, null, context.Cancellation);
                var json = counted ?? content;
                using var reports = new ReportSequence(
                    context.Memory is null ? json : new AccountedStream(json, context.Memory, context.Cancellation), context, gzip);
                while (GunzipStream.Next(reports.Next, gzip) is TlsReportResult found)
                {
                    hasResults = true;
                    yield return found;
                }
            }
            else
            {
                foreach (var result in ReadContainer(content, context, gzip))
                {
                    hasResults = true;
                    yield return result;
                }
            }

            if ((hasResults || context.IsDeclared) && gzip?.TakeFault(context.Source) is { } fault) yield return fault;
        }
        finally
        {
            content.Dispose();
        }
    }

    private static IEnumerable<TlsReportResult> ReadContainer(PeekStream content, ReadContext context, GunzipStream? gzip)
    {
        if (content.Kind != ContentKind.Mail) context = context with { IsEntity = false };
        return content.Kind switch
        {
            ContentKind.Utf16 => ReadUtf16(content, context),
            ContentKind.Archive when context is { Mail: null, IsForwarded: false } => ReadArchive(content, context, gzip),
            ContentKind.Archive => throw Foreign("Rows of an archive in a mail are not read: anyone could have written them."),
            ContentKind.Zip => ReadZip(content, context.Deeper()),
            ContentKind.Mail => MailReader.ReadMessage(content, context.Deeper()),
            ContentKind.Mbox => MailReader.ReadMailbox(content, context.Deeper()),
            ContentKind.Cms => WrappedReader.ReadCms(content, context.Deeper()),
            ContentKind.Tnef => WrappedReader.ReadTnef(content, context.Deeper()),
            ContentKind.CompoundFile => WrappedReader.ReadCompoundFile(content, context.Deeper()),
            ContentKind.Dmarc => throw new ReportFaultException(TlsReportFault.DmarcReport, "This is a DMARC aggregate report (XML), not a TLS report."),
            ContentKind.Empty when gzip?.CutOff() is { } reason =>
                throw new ReportFaultException(TlsReportFault.Damaged, reason) { IsForeign = true },
            ContentKind.Empty => throw Foreign(gzip is null ? "It is empty." : "The gzip contains nothing."),
            ContentKind.Tar when gzip is not null =>
                throw Foreign("The gzip contains no TLS report but a tar archive, which is not read. Extract the archive and read its files."),
            ContentKind.Tar => throw Foreign("This is a tar archive, which is not read. Extract the archive and read its files."),
            _ when gzip is not null => throw Foreign("The gzip contains no TLS report: its content is neither JSON, gzip, zip, a message nor a mailbox."),
            _ => throw Foreign("This is not a TLS report: neither JSON, gzip, zip, a message nor a mailbox."),
        };
    }

    /// <summary>The rows tell who signed the mails, so they count only where somebody gave the file, as any file does.</summary>
    private static IEnumerable<TlsReportResult> ReadArchive(Stream content, ReadContext context, GunzipStream? gzip)
    {
        using var reports = new ArchiveReader(content, context);
        while (GunzipStream.Next(reports.Next, gzip) is TlsReportResult report) yield return report;
    }

    private static IEnumerable<TlsReportResult> ReadUtf16(Stream content, ReadContext context)
    {
        using var utf8 = new Utf16Stream(content);
        foreach (var result in Read(utf8, context.Deeper())) yield return result;
    }

    private static IEnumerable<TlsReportResult> ReadZip(PeekStream content, ReadContext context) =>
        ErrorBoundary.Contain(
            ReadZipEntries(content, context with { IsZipped = true, IsUnpacked = true }), context, ErrorBoundary.Scope.Entry,
            "The zip contains no TLS report.");

    private static IEnumerable<TlsReportResult> ReadZipEntries(PeekStream content, ReadContext context)
    {
        using var entries = ZipEntries.Open(content, context.Options, context.Budget, context.Memory, context.Cancellation);
        for (var i = 0; i < entries.Count && !context.Budget.IsFull; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var name = entries.NameOf(i);
            if (ReportNames.IsClutter(name)) continue;
            var inner = context.Into(name, ReportNames.IsReportName(name));
            foreach (var result in ErrorBoundary.Contain(ReadZipEntry(entries, i, inner), inner, ErrorBoundary.Scope.Entry)) yield return result;
        }
    }

    private static IEnumerable<TlsReportResult> ReadZipEntry(ZipEntries entries, int index, ReadContext context)
    {
        using var entry = entries.OpenEntry(index, context.Cancellation);
        foreach (var result in Read(entry, context)) yield return result;
    }

    private static ReportFaultException Foreign(string reason) => new(TlsReportFault.NotAReport, reason) { IsForeign = true };
}
