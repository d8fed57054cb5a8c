using System;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Names and media types. They never decide how something is read, only whether a report is expected there.</summary>
internal static class ReportNames
{
    private static readonly string[] WrapperNames = ["winmail.dat", ".p7m", ".msg"];

    /// <summary>The extensions of RFC 8460 §5.1.</summary>
    public static bool IsReportName(string? name) => name is not null
        && (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase));

    /// <summary>A part with a media type of RFC 8460 §5.3, or one like it.</summary>
    public static bool IsReportPart(MimePart part) =>
        part.MediaType.StartsWith("application/tlsrpt", StringComparison.Ordinal) || IsReportName(part.FileName);

    /// <summary>A part that may contain a report, unlike text for people, pictures and sound.</summary>
    public static bool MayHoldReport(MimePart part)
    {
        if (part.FileName is not null || part.IsAttachment) return true;
        return part.MediaType == "text/xml"
            || part.MediaType.StartsWith("application/", StringComparison.Ordinal)
            || part.MediaType.StartsWith("message/", StringComparison.Ordinal);
    }

    /// <summary>A part that wraps the whole message: S/MIME, winmail.dat or a message saved by Outlook.</summary>
    public static bool IsWrapper(MimePart part) =>
        part.MediaType is "application/pkcs7-mime" or "application/x-pkcs7-mime" or "application/ms-tnef" or "application/vnd.ms-tnef"
            or "application/vnd.ms-outlook"
        || part.FileName is string name && Array.Exists(WrapperNames, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    /// <summary>Files that operating systems add to archives.</summary>
    public static bool IsClutter(string entryName) =>
        entryName.EndsWith("/", StringComparison.Ordinal)
        || entryName.EndsWith("\\", StringComparison.Ordinal)
        || entryName.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || entryName.EndsWith(".DS_Store", StringComparison.Ordinal);
}
