using System.Threading;
using MtaSts.Mime;
using MtaSts.Text;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>Where reading is, and what is known of it.</summary>
/// <param name="Options">The limits.</param>
/// <param name="Source">The file and the way into it, safe to show.</param>
/// <param name="Nesting">How many containers are around this.</param>
/// <param name="IsDeclared">It is said to be a report, or was given by hand: if it is none, that is an error.</param>
/// <param name="Budget">What the file or message has used up.</param>
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
    /// That mail came inside another one: whoever sent the other one wrote it, and what it says of signatures is worth nothing.
    /// </summary>
    public bool IsForwarded { get; init; }

    /// <summary>This is a part of the mail in another wrapping, such as S/MIME, and not a mail of its own.</summary>
    public bool IsEntity { get; init; }

    /// <summary>This comes out of a gzip or zip, where it is counted against the limits.</summary>
    public bool IsUnpacked { get; init; }

    /// <summary>What the results take; null to count nothing.</summary>
    public ReadMemoryAccount? Memory { get; init; }

    /// <summary>There is a zip around this.</summary>
    public bool IsZipped { get; init; }

    /// <summary>The media type of the mail's part, or null.</summary>
    public string? MediaType { get; init; }

    /// <summary>Goes into a container.</summary>
    /// <param name="isUnpacked">What is inside is counted as it comes out.</param>
    /// <exception cref="ReportFaultException">There are too many around it already.</exception>
    public ReadContext Deeper(bool isUnpacked = false) => Nesting < Options.MaxNesting
        ? this with { Nesting = Nesting + 1, IsUnpacked = IsUnpacked || isUnpacked }
        : throw ReadBudget.Exceeded("Containers (gzip, zip, message) are nested deeper than the limit of ", Options.MaxNesting, " (MaxNesting).");

    /// <summary>The same, for one entry of a container.</summary>
    public ReadContext Into(string entry, bool isDeclared) =>
        this with { Source = Source + " > " + SafeText.Excerpt(entry, MaxName), IsDeclared = isDeclared };

    public ReportOrigin ToOrigin()
    {
        if (Mail is null) return new ReportOrigin(Source);
        var results = IsForwarded ? null : AuthenticationResults.Parse(Mail.All("Authentication-Results"));
        return new ReportOrigin(Source, results?.Dkim, results?.Domain, Mail.First("TLS-Report-Domain"), Mail.First("TLS-Report-Submitter"));
    }
}
