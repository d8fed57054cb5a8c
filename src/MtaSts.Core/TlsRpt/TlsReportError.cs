using System.Globalization;
using MtaSts.Text;

namespace MtaSts.TlsRpt;

/// <summary>What could not be read as a TLS report, where, and why.</summary>
public sealed class TlsReportError
{
    internal TlsReportError(
        TlsReportFault fault, string reason, string source, string? member = null, string? jsonPath = null, long? offset = null, string? mailMessage = null)
    {
        Fault = fault;
        Reason = reason;
        Source = source;
        Member = member;
        JsonPath = jsonPath;
        Offset = offset;
        MailMessage = mailMessage;
    }

    /// <summary>The kind of fault.</summary>
    public TlsReportFault Fault { get; }

    /// <summary>What is wrong, in one or two sentences, safe to show.</summary>
    public string Reason { get; }

    /// <summary>The file, and the path inside it: <c>mail.eml > part 2 > report.json.gz</c>. Safe to show.</summary>
    public string Source { get; }

    /// <summary>The JSON member that is missing or wrong, for example <c>report-id</c>; otherwise null.</summary>
    public string? Member { get; }

    /// <summary>Where in the JSON, for example <c>$.policies[0].summary</c>; null when no JSON was read.</summary>
    public string? JsonPath { get; }

    /// <summary>Where in the unpacked JSON, in bytes from 0; otherwise null.</summary>
    public long? Offset { get; }

    /// <summary>The message that should contain a report: its subject, date and Message-ID, safe to show; null when it did not come by mail.</summary>
    public string? MailMessage { get; }

    /// <summary>One line: source, reason, path and offset, and the message.</summary>
    public string Message
    {
        get
        {
            var place = JsonPath is null ? string.Empty : " At " + SafeText.Clean(JsonPath);
            if (Offset is long offset) place += (place.Length == 0 ? " At" : ",") + " byte " + offset.ToString(CultureInfo.InvariantCulture);
            return Source + ": " + Reason + (place.Length == 0 ? place : place + ".") + (MailMessage is null ? string.Empty : " Message: " + MailMessage + ".");
        }
    }

    /// <summary>The same error, with its mail message.</summary>
    internal TlsReportError In(string mailMessage, string more) =>
        new(Fault, more.Length == 0 ? Reason : Reason + " " + more, Source, Member, JsonPath, Offset, mailMessage);

    /// <summary>The <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
