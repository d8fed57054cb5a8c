using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>Looks up one of the two TXT records and reports what is there.</summary>
public static class RecordLookup
{
    /// <summary>The MTA-STS record at <c>_mta-sts.</c>, following CNAMEs (RFC 8461 §3.1).</summary>
    /// <param name="resolver">The resolver to use.</param>
    /// <param name="domain">The policy domain in A-label form.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async Task<PublishedRecord> GetStsAsync(IDnsResolver resolver, string domain, CancellationToken cancellationToken)
    {
        var name = "_mta-sts." + domain;
        var answer = await Query(resolver, name, cancellationToken).ConfigureAwait(false);
        var selection = Select(answer, StsRecordParser.VersionField);
        var misplaced = IsMissing(answer, selection, ReadSts(selection))
            ? await MisplacedRecord.FindStsAsync(resolver, domain, cancellationToken).ConfigureAwait(false)
            : null;
        return Describe(domain, answer, selection, misplaced);
    }

    /// <summary>The TLS-RPT record at <c>_smtp._tls.</c>, following CNAMEs (RFC 8460 §3).</summary>
    /// <param name="resolver">The resolver to use.</param>
    /// <param name="domain">The policy domain in A-label form.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async Task<PublishedTlsRptRecord> GetTlsRptAsync(IDnsResolver resolver, string domain, CancellationToken cancellationToken)
    {
        var name = "_smtp._tls." + domain;
        var answer = await Query(resolver, name, cancellationToken).ConfigureAwait(false);
        var selection = Select(answer, TlsRptRecordParser.VersionField);
        var misplaced = IsMissing(answer, selection, ReadTlsRpt(selection))
            ? await MisplacedRecord.FindTlsRptAsync(resolver, domain, cancellationToken).ConfigureAwait(false)
            : null;
        return DescribeTlsRpt(domain, answer, selection, misplaced);
    }

    internal static RecordSelection Select(DnsResponse answer, string version) =>
        RecordSelection.Select(answer.RecordsOf<TxtRecord>().Select(r => r.Text), version);

    /// <summary>The one record, or the first that was meant to be one; null when there is neither.</summary>
    internal static StsRecord? ReadSts(RecordSelection selection)
    {
        if (selection.Candidates.Count > 1) return null;
        var text = selection.Selected ?? selection.Discarded.FirstOrDefault(RecordMistakes.LooksIntended);
        return text is null ? null : StsRecordParser.Parse(text, selection.IsAmongOthers);
    }

    /// <inheritdoc cref="ReadSts"/>
    internal static TlsRptRecord? ReadTlsRpt(RecordSelection selection)
    {
        if (selection.Candidates.Count > 1) return null;
        var text = selection.Selected ?? selection.Discarded.FirstOrDefault(LooksLikeTlsRpt);
        return text is null ? null : TlsRptRecordParser.Parse(text, selection.IsAmongOthers);
    }

    internal static PublishedRecord Describe(string domain, DnsResponse answer, RecordSelection selection, string? misplaced = null)
    {
        var record = ReadSts(selection);
        var status = StatusOf(answer, selection, record?.IsValid);
        return new PublishedRecord
        {
            DomainName = domain,
            Name = answer.Name,
            Status = status,
            Text = record?.Text ?? All(answer),
            TTL = Seconds(answer),
            NegativeTimeToLive = NegativeAnswer.Seconds(answer),
            CnameChain = answer.CnameChain,
            IsAuthenticated = answer.IsAuthenticated,
            Record = record,
            Problem = Problem(answer, status, record?.Findings, misplaced),
        };
    }

    internal static PublishedTlsRptRecord DescribeTlsRpt(string domain, DnsResponse answer, RecordSelection selection, string? misplaced = null)
    {
        var record = ReadTlsRpt(selection);
        var status = StatusOf(answer, selection, record?.IsValid);
        return new PublishedTlsRptRecord
        {
            DomainName = domain,
            Name = answer.Name,
            Status = status,
            Text = record?.Text ?? All(answer),
            TTL = Seconds(answer),
            NegativeTimeToLive = NegativeAnswer.Seconds(answer),
            CnameChain = answer.CnameChain,
            IsAuthenticated = answer.IsAuthenticated,
            Record = record,
            Problem = Problem(answer, status, record?.Findings, misplaced),
        };
    }

    private static Task<DnsResponse> Query(IDnsResolver resolver, string name, CancellationToken cancellationToken) =>
        (resolver ?? throw new ArgumentNullException(nameof(resolver))).QueryAsync(name, DnsRecordType.TXT, cancellationToken);

    private static bool IsMissing(DnsResponse answer, RecordSelection selection, object? record) =>
        answer.IsDefinite && selection.Candidates.Count == 0 && record is null;

    private static bool LooksLikeTlsRpt(string text)
    {
        var start = ArtefactReport.Strip(text, RecordArtefacts.TlsRpt).TrimStart(' ', '\t', '"', '\'', '\\');
        return start.StartsWith("v=tlsrpt", StringComparison.OrdinalIgnoreCase) || start.StartsWith("v=tls-rpt", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("rua=", StringComparison.OrdinalIgnoreCase);
    }

    private static RecordStatus StatusOf(DnsResponse answer, RecordSelection selection, bool? isValid)
    {
        if (!answer.IsDefinite) return RecordStatus.LookupFailed;
        if (selection.Candidates.Count > 1) return RecordStatus.Multiple;
        return isValid switch { null => RecordStatus.Missing, true => RecordStatus.Valid, false => RecordStatus.Invalid };
    }

    private static string All(DnsResponse answer) => string.Join("\n", answer.RecordsOf<TxtRecord>().Select(r => r.Text));

    private static int? Seconds(DnsResponse answer) => answer.Records.Count == 0 ? null : (int)answer.TimeToLive.TotalSeconds;

    private static string Problem(DnsResponse answer, RecordStatus status, ReadableList<Finding>? findings, string? misplaced) => status switch
    {
        RecordStatus.LookupFailed => $"{answer.Name} could not be looked up: {answer.Error}",
        RecordStatus.Missing when misplaced is not null => $"There is no such record at {answer.Name}, but one at {misplaced}, where senders do not look.",
        RecordStatus.Missing =>
            answer.Records.Count == 0
                ? $"There is no TXT record at {answer.Name}.{NegativeAnswer.Note(answer)}"
                : $"None of the TXT records at {answer.Name} is for this purpose.",
        RecordStatus.Multiple => "There is more than one record, so senders act as if there were none.",
        RecordStatus.Invalid => findings!.First(f => f.Severity == FindingSeverity.Error).Message,
        _ => "",
    };
}
