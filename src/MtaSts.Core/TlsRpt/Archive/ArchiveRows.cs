using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MtaSts.Text;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Archive;

/// <summary>
/// Writes a report as NDJSON: one line per row of <see cref="TlsReportFlattener"/>, with its columns, a schema version, and a key that is the
/// same whenever and wherever the row is written. The lines also have what it takes to read the report back as it was.
/// </summary>
public static class ArchiveRows
{
    /// <summary>The lines of a report, each with a line feed; empty for a report without policies.</summary>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public static string Of(TlsReport report)
    {
        if (report is null) throw new ArgumentNullException(nameof(report));
        var rows = TlsReportFlattener.Flatten(report).ToList();
        var writer = new Writer(report, ReportIdentity.Of(report).ToString(), rows);
        var same = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < report.Policies.Count; number++)
        {
            var policy = report.Policies[number];
            var json = TlsReportWriter.ToJson(policy);
            same.TryGetValue(json, out var before);
            same[json] = before + 1;
            writer.BeginPolicy(policy, number, FormattableString.Invariant($"{before}\n{json}"));
            if (policy.FailureDetails.Count == 0) writer.Write(null, null);
            for (var detail = 0; detail < policy.FailureDetails.Count; detail++) writer.Write(policy.FailureDetails[detail], detail);
        }

        return writer.ToString();
    }

    private sealed class Writer(TlsReport report, string reportKey, List<TlsReportRow> rows)
    {
        private readonly StringBuilder _json = new();
        private readonly List<(string Name, string Text)> _raw = [];
        private readonly string _reportIdentity = IdentityOf(report);
        private TlsReportPolicy _policy = null!; // set before the first row
        private string _policyIdentity = "";
        private int _policyNumber;
        private int _row;

        public void BeginPolicy(TlsReportPolicy policy, int number, string identity)
        {
            _policy = policy;
            _policyNumber = number;
            _policyIdentity = identity;
        }

        public void Write(TlsReportFailure? failure, int? detail)
        {
            var row = rows[_row];
            _raw.Clear();
            _json.Append("{\"SchemaVersion\":").Append(ArchiveNames.CurrentVersion.ToString(CultureInfo.InvariantCulture));
            Text(ArchiveNames.Key, ContentKey.Of(FormattableString.Invariant($"{_reportIdentity}{_policyIdentity}\n{detail}")).ToString());
            Text(ArchiveNames.ReportKey, reportKey);
            Number(ArchiveNames.Row, _row);
            Number(ArchiveNames.Rows, rows.Count);
            Text(nameof(row.OrganizationName), row.OrganizationName, report.OrganizationName);
            Text(nameof(row.ReportId), row.ReportId, report.ReportId);
            Text(nameof(row.StartDate), NullIfEmpty(row.StartDateUtc));
            Text(nameof(row.StartDateUtc), NullIfEmpty(row.StartDateUtc));
            Text(nameof(row.EndDate), NullIfEmpty(row.EndDateUtc));
            Text(nameof(row.EndDateUtc), NullIfEmpty(row.EndDateUtc));
            Text(nameof(row.PolicyDomain), row.PolicyDomain, _policy.PolicyDomain);
            Text(nameof(row.PolicyType), row.PolicyType, _policy.PolicyType);
            Number(nameof(row.PolicySuccessCount), row.PolicySuccessCount);
            Number(nameof(row.PolicyFailureCount), row.PolicyFailureCount);
            Text(nameof(row.ResultType), row.ResultType, failure?.ResultType);
            Number(nameof(row.FailedSessionCount), row.FailedSessionCount);
            Text(nameof(row.Meaning), row.Meaning);
            Text(nameof(row.Severity), row.Severity);
            Text(nameof(row.Action), row.Action);
            Text(nameof(row.ReceivingMxHostname), row.ReceivingMxHostname, failure?.ReceivingMxHostname);
            Text(nameof(row.ReceivingMxHelo), row.ReceivingMxHelo, failure?.ReceivingMxHelo);
            Text(nameof(row.ReceivingIp), row.ReceivingIp, failure?.ReceivingIp);
            Text(nameof(row.SendingMtaIp), row.SendingMtaIp, failure?.SendingMtaIp);
            Text(nameof(row.FailureReasonCode), row.FailureReasonCode, failure?.FailureReasonCode);
            Text(nameof(row.AdditionalInformation), row.AdditionalInformation, failure?.AdditionalInformation);
            Text(nameof(row.ContactInfo), row.ContactInfo, report.ContactInfo);
            Text(nameof(row.DkimResult), row.DkimResult, report.DkimResult);
            Text(nameof(row.DkimAlignment), row.DkimAlignment.ToString());
            Text(nameof(row.Source), row.Source, report.Source);
            Text(nameof(row.ReportDomain), row.ReportDomain);
            Text(nameof(row.Owner), row.Owner);
            Text(nameof(row.Explanation), row.Explanation);
            WriteRest(detail);
            _json.Append("}\n");
            _row++;
        }

        public override string ToString() => _json.ToString();

        /// <summary>What is not a column of a row, and what had to be made safe there.</summary>
        private void WriteRest(int? detail)
        {
            Number(ArchiveNames.PolicyNumber, _policyNumber);
            if (detail is int number) Number(ArchiveNames.DetailNumber, number);
            else Name(ArchiveNames.DetailNumber).Append("null");
            Texts(ArchiveNames.PolicyString, _policy.PolicyString);
            Texts(ArchiveNames.PolicyMxHost, _policy.MxHost);
            Text(ArchiveNames.DkimDomain, SpreadsheetText.CleanOrNull(report.DkimDomain), report.DkimDomain);
            Text(ArchiveNames.MailReportDomain, SpreadsheetText.CleanOrNull(report.MailReportDomain), report.MailReportDomain);
            Text(ArchiveNames.MailSubmitter, SpreadsheetText.CleanOrNull(report.MailSubmitter), report.MailSubmitter);
            if (_raw.Count == 0) return;
            Name(ArchiveNames.Raw).Append('{');
            for (var i = 0; i < _raw.Count; i++)
            {
                if (i > 0) _json.Append(',');
                JsonEscapes.Append(_json, _raw[i].Name);
                _json.Append(':');
                JsonEscapes.Append(_json, JsonEscapes.WithoutHalves(_raw[i].Text));
            }

            _json.Append('}');
        }

        /// <summary>A column whose text the sender wrote: null stays null, and what was made safe is kept as it was, too.</summary>
        private void Text(string name, string? shown, string? raw)
        {
            Text(name, raw is null ? null : shown);
            if (raw is not null && raw != shown) _raw.Add((name, raw));
        }

        private void Text(string name, string? text)
        {
            Name(name);
            if (text is null) _json.Append("null");
            else JsonEscapes.Append(_json, text);
        }

        private void Number(string name, long number) => Name(name).Append(number.ToString(CultureInfo.InvariantCulture));

        private void Texts(string name, ReadableList<string> texts)
        {
            Name(name).Append('[');
            for (var i = 0; i < texts.Count; i++)
            {
                if (i > 0) _json.Append(',');
                JsonEscapes.Append(_json, JsonEscapes.WithoutHalves(texts[i]));
            }

            _json.Append(']');
        }

        private StringBuilder Name(string name) => _json.Append(",\"").Append(name).Append("\":");

        private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

        /// <summary>Without the source: the same report in another file has the same key.</summary>
        private static string IdentityOf(TlsReport report)
        {
            var identity = new StringBuilder();
            JsonEscapes.Append(identity, report.OrganizationName);
            JsonEscapes.Append(identity, report.ReportId);
            return identity.Append(IsoTime.Of(report.StartDate)).Append('/').Append(IsoTime.Of(report.EndDate)).Append('\n').ToString();
        }
    }
}
