using System;
using System.Collections.Generic;
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
    /// <exception cref="ArgumentException">The report is one that an archive refuses.</exception>
    public static string Of(TlsReport report)
    {
        var text = new ArchiveText(ArchiveLimits.MaxFileBytes);
        var refusal = Write(report, text);
        return refusal == ArchiveRefusal.None ? text.ToString() : throw new ArgumentException(refusal.ToString(), nameof(report));
    }

    /// <summary>Adds the lines of a report, each with a line feed; nothing for a report without policies.</summary>
    /// <param name="report">The report.</param>
    /// <param name="text">Takes them. When the report is refused, it has a part of them.</param>
    /// <returns>Why the report is refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    internal static ArchiveRefusal Write(TlsReport report, ArchiveText text)
    {
        if (report is null) throw new ArgumentNullException(nameof(report));
        var writer = new Writer(report, text);
        using var rows = TlsReportFlattener.Flatten(report).GetEnumerator(); // one at a time: a stranger's report may have many
        var same = new Dictionary<ContentKey, int>();
        for (var number = 0; number < report.Policies.Count; number++)
        {
            var policy = report.Policies[number];
            if ((long)policy.PolicyString.Count + policy.MxHost.Count > ArchiveLimits.MaxItems) return ArchiveRefusal.TooManyItems;
            // Each row has a key that contains this one, and not the JSON: the details of a policy would be hashed once for each of them.
            var content = ContentKey.Of(TlsReportWriter.ToJson(policy));
            same.TryGetValue(content, out var before);
            same[content] = before + 1;
            writer.BeginPolicy(policy, number, FormattableString.Invariant($"{before}\n{content}"));
            var details = policy.FailureDetails;
            for (var detail = 0; detail < Math.Max(1, details.Count); detail++)
            {
                rows.MoveNext();
                writer.Write(rows.Current, detail < details.Count ? details[detail] : null, details.Count == 0 ? null : detail);
                if (text.IsOver) return ArchiveRefusal.RowsTooLarge;
                if (writer.IsTextTooLong) return ArchiveRefusal.TextTooLong;
            }
        }

        return ArchiveRefusal.None;
    }

    private sealed class Writer(TlsReport report, ArchiveText text)
    {
        private readonly List<(string Name, string Text)> _raw = [];
        private readonly string _reportKey = ReportIdentity.Of(report).ToString();
        private readonly string _reportIdentity = IdentityOf(report);
        private readonly long _rows = report.Policies.Sum(policy => (long)Math.Max(1, policy.FailureDetails.Count));
        private TlsReportPolicy _policy = null!; // set before the first row
        private string _policyIdentity = "";
        private int _policyNumber;
        private int _row;
        private (int Begin, int Count) _lists; // of the policy, in the text; nothing before its first row

        /// <summary>Whether a text was added that the reader would refuse.</summary>
        public bool IsTextTooLong { get; private set; }

        public void BeginPolicy(TlsReportPolicy policy, int number, string identity)
        {
            _policy = policy;
            _policyNumber = number;
            _policyIdentity = identity;
            _lists = default;
        }

        public void Write(TlsReportRow row, TlsReportFailure? failure, int? detail)
        {
            _raw.Clear();
            text.Add(ArchiveReader.Begin).Add(ArchiveNames.CurrentVersion);
            Text(ArchiveNames.Key, ContentKey.Of(FormattableString.Invariant($"{_reportIdentity}{_policyIdentity}\n{detail}")).ToString());
            Text(ArchiveNames.ReportKey, _reportKey);
            Number(ArchiveNames.Row, _row);
            Number(ArchiveNames.Rows, _rows);
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
            text.Add("}").EndRow();
            _row++;
        }

        /// <summary>What is not a column of a row, and what had to be made safe there.</summary>
        private void WriteRest(int? detail)
        {
            Number(ArchiveNames.PolicyNumber, _policyNumber);
            if (detail is int number) Number(ArchiveNames.DetailNumber, number);
            else Name(ArchiveNames.DetailNumber).Add("null");
            WriteLists();
            Text(ArchiveNames.DkimDomain, SpreadsheetText.CleanOrNull(report.DkimDomain), report.DkimDomain);
            Text(ArchiveNames.MailReportDomain, SpreadsheetText.CleanOrNull(report.MailReportDomain), report.MailReportDomain);
            Text(ArchiveNames.MailSubmitter, SpreadsheetText.CleanOrNull(report.MailSubmitter), report.MailSubmitter);
            if (_raw.Count == 0) return;
            Name(ArchiveNames.Raw).Add("{");
            for (var i = 0; i < _raw.Count; i++)
            {
                if (i > 0) text.Add(",");
                text.AddQuoted(_raw[i].Name);
                text.Add(":");
                Quoted(JsonEscapes.WithoutHalves(_raw[i].Text));
            }

            text.Add("}");
        }

        /// <summary>The lists of the policy. Only its first row writes them out: there may be many rows, and a stranger's lists may be long.</summary>
        private void WriteLists()
        {
            if (_lists.Count > 0)
            {
                text.AddAgain(_lists.Begin, _lists.Count);
                return;
            }

            var begin = text.Length;
            Texts(ArchiveNames.PolicyString, _policy.PolicyString);
            Texts(ArchiveNames.PolicyMxHost, _policy.MxHost);
            _lists = (begin, text.Length - begin);
        }

        /// <summary>A column whose text the sender wrote: null stays null, and what was made safe is kept as it was, too.</summary>
        private void Text(string name, string? shown, string? raw)
        {
            Text(name, raw is null ? null : shown);
            if (raw is not null && raw != shown) _raw.Add((name, raw));
        }

        private void Text(string name, string? value)
        {
            Name(name);
            if (value is null) text.Add("null");
            else Quoted(value);
        }

        private void Number(string name, long number) => Name(name).Add(number);

        private void Texts(string name, ReadableList<string> values)
        {
            Name(name).Add("[");
            for (var i = 0; i < values.Count && !text.IsOver; i++)
            {
                if (i > 0) text.Add(",");
                Quoted(JsonEscapes.WithoutHalves(values[i]));
            }

            text.Add("]");
        }

        private void Quoted(string value) => IsTextTooLong |= text.AddQuoted(value) > ArchiveLimits.MaxTextBytes;

        private ArchiveText Name(string name) => text.Add(",\"").Add(name).Add("\":");

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
