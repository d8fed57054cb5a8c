using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>Reads the text of a TLS-RPT TXT record, strictly by RFC 8460 §3.</summary>
public static class TlsRptRecordParser
{
    /// <summary>The required beginning of the text (<c>tlsrpt-version</c>).</summary>
    public const string VersionField = "v=TLSRPTv1";

    private const string Syntax = "TlsRpt.Syntax";
    private const string Rua = "TlsRpt.Rua";
    private const string NoReports = "Senders act as if the domain had no TLS-RPT record, and send no reports.";
    /// <summary>The advice when the domain is not known, so that no record can be written for it.</summary>
    internal const string NewRecord = "New-TlsRptRecord writes a whole record.";

    /// <inheritdoc cref="NewRecord"/>
    internal const string Write = "Write 'v=TLSRPTv1; rua=mailto:' and the address for reports. " + NewRecord;

    /// <summary>Reads one record as returned by DNS. Never throws for any text.</summary>
    /// <param name="text">The strings of the TXT record, joined without spaces.</param>
    /// <returns>The record; when it is not valid, the findings say why.</returns>
    public static TlsRptRecord Parse(string text) => Parse(text, isAmongOthers: false);

    /// <summary>
    /// Reads a record that a person pasted: the value itself, or the value inside a line of a zone file or the output
    /// of a DNS tool. Never throws for any text.
    /// </summary>
    /// <param name="text">What was typed or pasted.</param>
    /// <returns>The record; its text is only the value, and a finding says where the value was found.</returns>
    public static TlsRptRecord ParsePasted(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        var record = ReadStrictly(text, isAmongOthers: false);
        if (record.IsValid) return record;
        if (record.Version is not null || PastedRecord.TryRead(text, VersionField) is not { } pasted)
            return Explained(text, isAmongOthers: false, isPasted: true);
        record = Explained(pasted.Value, isAmongOthers: false, isPasted: true);
        return new TlsRptRecord
        {
            IsValid = record.IsValid,
            Version = record.Version,
            Rua = record.Rua,
            Text = record.Text,
            Findings = pasted.Findings(Syntax, "tlsrpt-record", "RFC 8460 §3", "_smtp._tls", record.IsValid).Concat(record.Findings).ToReadableList(),
        };
    }

    /// <summary>Reads one of several TXT records, where the discard rule of senders comes first.</summary>
    internal static TlsRptRecord Parse(string text, bool isAmongOthers) =>
        Explained(text ?? throw new ArgumentNullException(nameof(text)), isAmongOthers, isPasted: false);

    private static TlsRptRecord Explained(string text, bool isAmongOthers, bool isPasted)
    {
        var record = ReadStrictly(text, isAmongOthers);
        if (record.IsValid
            || ArtefactReport.Explain(text, RecordArtefacts.TlsRpt, t => ReadStrictly(t, isAmongOthers).Findings, isOneLine: true) is not { } explained)
        {
            return record;
        }
        var meant = ReadStrictly(explained.Text, isAmongOthers);
        return new TlsRptRecord
        {
            IsValid = false,
            Version = meant.Version,
            Rua = meant.Rua,
            Text = text,
            Findings = explained.Findings(
                text, Syntax, "tlsrpt-record", "RFC 8460 §3", NoReports, isOneLine: true,
                isPasted && meant.IsValid ? $" Publish: '{SafeText.Clean(meant.Text.Trim(' ', '\t'))}'" : ""),
        };
    }

    private static TlsRptRecord ReadStrictly(string text, bool isAmongOthers)
    {
        var findings = new FindingList("RFC 8460 §3");
        var record = TagList.TrySplit(text, VersionField);
        if (record is null)
        {
            findings.Error(Syntax, 1, 1, "tlsrpt-version", ExplainVersion(text), NoReports, Write);
            return new TlsRptRecord { IsValid = false, Text = text, Findings = findings.ToReadableList() };
        }

        CheckForm(text, record, isAmongOthers, findings);
        var rua = ReadFields(text, record, findings);
        return new TlsRptRecord
        {
            IsValid = !findings.HasErrors,
            Version = "TLSRPTv1",
            Rua = rua.ToReadableList(),
            Text = text,
            Findings = findings.ToReadableList(),
        };
    }

    private static void CheckForm(string text, TagList record, bool isAmongOthers, FindingList findings)
    {
        if (record.HasSpaceAfterVersion && isAmongOthers)
        {
            findings.Error(Syntax, 1, VersionField.Length + 1, "field-delim",
                "There is white space between 'v=TLSRPTv1' and the semicolon, and there are other TXT records at this name.",
                "Of several records senders discard those that do not begin with 'v=TLSRPTv1;', this one included.",
                "Write 'v=TLSRPTv1;' without a space.");
        }
        else if (record.HasSpaceAfterVersion)
        {
            findings.Warning(Syntax, 1, VersionField.Length + 1, "field-delim",
                "There is white space between 'v=TLSRPTv1' and the semicolon.",
                "The grammar allows it, but the rule by which senders select the record does not: some senders discard it.",
                "Write 'v=TLSRPTv1;' without a space.");
        }

        if (record.FirstEmptyField > 0)
        {
            findings.Error(Syntax, 1, record.FirstEmptyField, "tlsrpt-record",
                "Two semicolons have no field between them.", NoReports, "Remove one of the two semicolons.");
        }

        if (record.HasTrailingSpace)
        {
            findings.Warning(Syntax, 1, text.Length, "tlsrpt-record",
                "There is white space at the end of the record.",
                "The grammar does not allow it; strict senders act as if there were no record.",
                "Remove the white space.");
        }
    }

    private static List<string> ReadFields(string text, TagList record, FindingList findings)
    {
        var uris = new List<string>();
        var seen = false;
        foreach (var field in record.Fields)
        {
            if (field.Name == "rua" && field.Value is not null)
            {
                if (seen)
                {
                    findings.Warning(Rua, 1, field.Column, "tlsrpt-rua", "'rua' appears more than once.",
                        "Senders differ in which one they use.", "Write one 'rua' with the addresses separated by commas.");
                    continue;
                }

                seen = true;
                RuaList.Read(field, uris, findings);
            }
            else
            {
                CheckExtension(field, findings);
            }
        }

        if (!seen)
        {
            findings.Error(Rua, 1, text.Length + 1, "tlsrpt-rua", "The record has no 'rua'.", NoReports,
                "Add 'rua=mailto:' and the address for reports after 'v=TLSRPTv1;'. " + NewRecord);
        }

        return uris;
    }

    private static void CheckExtension(Field field, FindingList findings)
    {
        var name = SafeText.Excerpt(field.Name);
        if (field.Value is null)
        {
            var hint = field.Name.IndexOf('@') >= 0
                ? "Inside 'rua', separate addresses by commas, not semicolons, and begin each with 'mailto:'."
                : "Remove it, or write it as name=value.";
            findings.Error(Syntax, 1, field.Column, "tlsrpt-field", $"'{name}' is not a field: there is no '='.", NoReports, hint);
        }
        else if (!field.HasExtensionName || !field.HasExtensionValue)
        {
            findings.Error(Syntax, 1, field.Column, "tlsrpt-extension", $"The field '{name}' is malformed.", NoReports, "Remove the field.");
        }
        else if (string.Equals(field.Name, "rua", StringComparison.OrdinalIgnoreCase))
        {
            findings.Warning(Rua, 1, field.Column, "tlsrpt-rua", $"'{name}' is not 'rua': field names are case-sensitive.",
                "Senders ignore the field.", "Write 'rua' in lower case.");
        }
        else
        {
            findings.Info(Syntax, 1, field.Column, "tlsrpt-extension", $"The field '{name}' is not defined in RFC 8460.", "Senders ignore it.");
        }
    }

    private static string ExplainVersion(string text)
    {
        if (text.Trim().Length == 0) return "The record is empty.";
        var shown = SafeText.Excerpt(text);
        if (RecordMistakes.BeginsWithQuote(text)) return $"The record's value itself begins with a quote: {shown}";
        if (text.StartsWith("v=TLSRPT", StringComparison.OrdinalIgnoreCase))
            return $"The version is not 'v=TLSRPTv1' followed by a semicolon (it is case-sensitive): {shown}";
        if (text.StartsWith("v=STS", StringComparison.OrdinalIgnoreCase)) return $"This is an MTA-STS record, which belongs at _mta-sts: {shown}";
        if (text.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase)) return $"This is a DMARC record, which belongs at _dmarc: {shown}";
        return $"The record does not begin with 'v=TLSRPTv1;': {shown}";
    }
}
