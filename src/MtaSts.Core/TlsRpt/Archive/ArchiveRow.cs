using System;
using System.Collections.Generic;
using System.Globalization;
using MtaSts.Text;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Archive;

/// <summary>One line of an archive.</summary>
internal sealed class ArchiveRow
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private ReadableList<string> _policyString = ReadableList<string>.Empty;
    private ReadableList<string> _mxHost = ReadableList<string>.Empty;

    public long Version => Number(ArchiveNames.SchemaVersion);

    public long Rows => Number(ArchiveNames.Rows);

    public long PolicyNumber => Number(ArchiveNames.PolicyNumber);

    /// <summary>Forgets the lists of its policy, which the first row of the policy has too: a report may have many rows and long lists.</summary>
    public void ForgetLists() => _policyString = _mxHost = ReadableList<string>.Empty;

    /// <summary>Reads the object at the cursor. Members that a later engine added are ignored.</summary>
    public static ArchiveRow Read(JsonCursor json)
    {
        if (json.Kind != JsonToken.StartObject) throw new ReportFaultException(TlsReportFault.InvalidMember, "A row is not a JSON object.") { JsonPath = "$" };
        var row = new ArchiveRow();
        json.EnterObject();
        while (json.NextMember())
        {
            var name = json.Name;
            switch (json.Kind)
            {
                case JsonToken.String: row._texts[name] = json.Text; break;
                case JsonToken.Number when json.TryGetDigits(out var number): row._numbers[name] = number; break;
                case JsonToken.StartArray when name == ArchiveNames.PolicyString: row._policyString = Texts(json); break;
                case JsonToken.StartArray when name == ArchiveNames.PolicyMxHost: row._mxHost = Texts(json); break;
                case JsonToken.StartObject when name == ArchiveNames.Raw: row.ReadRaw(json); break;
                default: json.Skip(); break;
            }
        }

        return row;
    }

    /// <summary>Whether this row is the next one of the report of the row before.</summary>
    public bool IsOfSame(ArchiveRow before) =>
        Text(ArchiveNames.ReportKey) == before.Text(ArchiveNames.ReportKey) && Number(ArchiveNames.Row) == before.Number(ArchiveNames.Row) + 1;

    public TlsReportFailure? Failure() => !_numbers.ContainsKey(ArchiveNames.DetailNumber)
        ? null
        : new TlsReportFailure
        {
            ResultType = Text(nameof(TlsReportRow.ResultType)),
            FailedSessionCount = Number(nameof(TlsReportRow.FailedSessionCount)),
            SendingMtaIp = Text(nameof(TlsReportRow.SendingMtaIp)),
            ReceivingMxHostname = Text(nameof(TlsReportRow.ReceivingMxHostname)),
            ReceivingMxHelo = Text(nameof(TlsReportRow.ReceivingMxHelo)),
            ReceivingIp = Text(nameof(TlsReportRow.ReceivingIp)),
            AdditionalInformation = Text(nameof(TlsReportRow.AdditionalInformation)),
            FailureReasonCode = Text(nameof(TlsReportRow.FailureReasonCode)),
        };

    public TlsReportPolicy Policy(List<TlsReportFailure> details) => new()
    {
        PolicyType = Text(nameof(TlsReportRow.PolicyType)),
        PolicyDomain = Text(nameof(TlsReportRow.PolicyDomain)),
        SuccessCount = Number(nameof(TlsReportRow.PolicySuccessCount)),
        FailureCount = Number(nameof(TlsReportRow.PolicyFailureCount)),
        PolicyString = _policyString,
        MxHost = _mxHost,
        FailureDetails = details.ToReadableList(),
    };

    public TlsReport Report(List<TlsReportPolicy> policies, string file)
    {
        var isKnown = Enum.TryParse<DkimAlignment>(Text(nameof(TlsReportRow.DkimAlignment)), out var alignment);
        if (!isKnown || alignment is < DkimAlignment.NotByMail or > DkimAlignment.Aligned) alignment = DkimAlignment.None;
        var signature = MailSignature.Of(Text(nameof(TlsReportRow.DkimResult)), Text(ArchiveNames.DkimDomain), alignment);
        return ReportTotals.Build(
            new ReportOrigin(
                SafeText.Clean(Text(nameof(TlsReportRow.Source)) ?? file), signature, Text(ArchiveNames.MailReportDomain), Text(ArchiveNames.MailSubmitter)),
            Text(nameof(TlsReportRow.OrganizationName)) ?? TlsReport.NotNamed,
            Text(nameof(TlsReportRow.ReportId)) ?? "",
            Text(nameof(TlsReportRow.ContactInfo)),
            Time(nameof(TlsReportRow.StartDate)),
            Time(nameof(TlsReportRow.EndDate)),
            policies,
            ReadableList<TlsReportMember>.Empty,
            ReadableList<TlsReportWarning>.Empty);
    }

    private static ReadableList<string> Texts(JsonCursor json)
    {
        var texts = new List<string>();
        json.EnterArray();
        while (json.NextItem())
        {
            if (json.Kind == JsonToken.String) texts.Add(json.Text);
            else json.Skip();
        }

        return texts.ToReadableList();
    }

    /// <summary>The texts as they were before they were made safe.</summary>
    private void ReadRaw(JsonCursor json)
    {
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Kind == JsonToken.String) _texts[json.Name] = json.Text;
            else json.Skip();
        }
    }

    private string? Text(string name) => _texts.TryGetValue(name, out var text) ? text : null;

    private long Number(string name) => _numbers.TryGetValue(name, out var number) ? number : 0;

    private DateTime? Time(string name) =>
        DateTime.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
