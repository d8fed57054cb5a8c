using System;
using System.Globalization;
using MtaSts.Mime;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Decides whether a message says that it is a TLS report, and identifies it for a person.</summary>
internal static class ReportMail
{
    private const int MaxSubject = 120;
    private const int MaxOther = 80;

    /// <summary>The mark by which a message says that it is a TLS report (RFC 8460 §5.3); null when it does not.</summary>
    public static string? DeclaredBy(MailHeaders headers)
    {
        if (headers.First("TLS-Report-Domain") is not null) return "its TLS-Report-Domain header";
        if (headers.First("TLS-Report-Submitter") is not null) return "its TLS-Report-Submitter header";
        var type = HeaderValue.Parse(headers.First("Content-Type"));
        if ("tlsrpt".Equals(type["report-type"], StringComparison.OrdinalIgnoreCase)) return "its Content-Type (report-type=tlsrpt)";
        return HasReportSubject(headers) ? "its subject" : null;
    }

    /// <summary>Subject, date and Message-ID, as far as there are any. Safe to show.</summary>
    public static string NameOf(MailHeaders headers)
    {
        var subject = EncodedWords.Decode(headers.First("Subject") ?? string.Empty);
        var name = subject.Length == 0 ? "without a subject" : "\"" + SafeText.Excerpt(subject, MaxSubject) + "\"";
        if (headers.First("Date") is string date) name += ", " + SafeText.Excerpt(date, MaxOther);
        if (headers.First("Message-ID") is string id) name += string.Format(CultureInfo.InvariantCulture, ", Message-ID {0}", SafeText.Excerpt(id, MaxOther));
        return name;
    }

    /// <summary><c>Report Domain: … Submitter: … Report-ID: …</c>, also after the prefixes of mail programs.</summary>
    private static bool HasReportSubject(MailHeaders headers)
    {
        var subject = EncodedWords.Decode(headers.First("Subject") ?? string.Empty);
        var at = 0;
        foreach (var word in new[] { "Report Domain:", "Submitter:", "Report-ID:" })
        {
            at = subject.IndexOf(word, at, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return false;
            at += word.Length;
        }

        return true;
    }
}
