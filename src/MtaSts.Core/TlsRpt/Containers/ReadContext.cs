using System.Globalization;
using System.Threading;
using MtaSts.Mime;
using MtaSts.Text;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>The position of the reader, and what is known about it.</summary>
/// <param name="Options">The limits.</param>
/// <param name="Source">The file and the path inside it, safe to show.</param>
/// <param name="Nesting">The number of containers around this.</param>
/// <param name="IsDeclared">It is declared to be a report, or was given explicitly: if it is not a report, that is an error.</param>
/// <param name="Budget">The budget that the file or message has left.</param>
/// <param name="Cancellation">Stops reading.</param>
internal sealed record ReadContext(
    TlsReportReaderOptions Options,
    string Source,
    int Nesting,
    bool IsDeclared,
    ReadBudget Budget,
    CancellationToken Cancellation)
{
    private const int MaxName = 255; // no file system has longer ones; a stranger's entry may be called anything

    /// <summary>The header fields of the mail around this, or null.</summary>
    public MailHeaders? Mail { get; init; }

    /// <summary>
    /// A mail here came inside or behind another one: the sender of the other one could have written it, so its statements about
    /// signatures are worthless.
    /// </summary>
    public bool IsForwarded { get; init; }

    /// <summary>This is a part of the mail in another wrapping, such as S/MIME, not a separate mail.</summary>
    public bool IsEntity { get; init; }

    /// <summary>This comes out of a gzip or zip, where it is counted against the limits.</summary>
    public bool IsUnpacked { get; init; }

    /// <summary>Texts that were read lately; null to create each.</summary>
    public TextCache? Texts { get; init; }

    /// <summary>What the results take; null to count nothing.</summary>
    public ReadMemoryAccount? Memory { get; init; }

#if NET8_0_OR_GREATER
    /// <summary>Readers of small reports; null when there are none.</summary>
    public SmallReportPool? Small { get; init; }
#endif

    /// <summary>There is a zip around this.</summary>
    public bool IsZipped { get; init; }

    /// <summary>The media type of the mail's part, or null.</summary>
    public string? MediaType { get; init; }

    /// <summary>Enters a container.</summary>
    /// <param name="isUnpacked">The contents are counted while they are unpacked.</param>
    /// <exception cref="ReportFaultException">There are too many around it already.</exception>
    public ReadContext Deeper(bool isUnpacked = false) => Nesting < Options.MaxNesting
        ? this with { Nesting = Nesting + 1, IsUnpacked = IsUnpacked || isUnpacked }
        : throw ReadBudget.Exceeded("Containers (gzip, zip, message) are nested deeper than the limit of ", Options.MaxNesting, " (MaxNesting).");

    /// <summary>The same, for one entry of a container.</summary>
    public ReadContext Into(string entry, bool isDeclared) =>
        this with { Source = Source + " > " + SafeText.Excerpt(entry, MaxName), IsDeclared = isDeclared };

    /// <summary>The same, for one message of a mailbox, which has limits of its own.</summary>
    /// <param name="number">The number of the message, from 1.</param>
    public ReadContext IntoMessage(int number) => this with
    {
        Source = Source + " > message " + number.ToString(CultureInfo.InvariantCulture),
        IsDeclared = false,
        Budget = new ReadBudget(Options),
    };

    /// <summary>The same, for a message that somebody joined to another one, whose limits it shares.</summary>
    /// <param name="number">The number of the message, from 2.</param>
    public ReadContext IntoJoined(int number) => IntoMessage(number) with { Budget = Budget, IsEntity = false, IsForwarded = true };

    /// <summary>The same, for one part of a message.</summary>
    public ReadContext IntoPart(MimePart part, bool isDeclared) => this with
    {
        Source = Source + " > part " + part.Number + (part.FileName is null ? string.Empty : " > " + SafeText.Excerpt(part.FileName, MaxName)),
        IsDeclared = isDeclared,
        MediaType = part.MediaType,
        IsUnpacked = false,
    };

    /// <summary>Notes in what the form of the mail differs from RFC 8460.</summary>
    /// <param name="notes">The report's notes.</param>
    public void NoteForm(ReportNotes notes)
    {
        if (MediaType == "application/tlsrpt")
            notes.Add("Content-Type", "The media type is application/tlsrpt; RFC 8460 section 5.3 says application/tlsrpt+json or +gzip.");
        if (MediaType is not null && IsZipped) notes.Add("Content-Type", "The report came in a zip; RFC 8460 section 5.2 says gzip.");
    }

    public ReportOrigin ToOrigin()
    {
        if (Mail is null) return new ReportOrigin(Source);
        var results = IsForwarded ? null : Mail.Authentication;
        return new ReportOrigin(
            Source, new MailSignature(results?.Dkim, results?.Domain, results?.Signers ?? [], Mail), Mail.First("TLS-Report-Domain"),
            Mail.First("TLS-Report-Submitter"));
    }
}
