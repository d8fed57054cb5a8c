using System;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>Reads the text of an MTA-STS TXT record, strictly by RFC 8461 §3.1.</summary>
public static class StsRecordParser
{
    /// <summary>The required beginning of the text (<c>sts-version</c>).</summary>
    public const string VersionField = "v=STSv1";

    private const string Syntax = "Record.Syntax";
    private const string IdCheck = "Record.Id";
    private const string Ignored = "Senders act as if the domain had no MTA-STS record.";
    private const string NotSeen = "Senders discard the record: it does not begin with 'v=STSv1;'.";

    /// <summary>Reads one record as returned by DNS. Never throws for any text.</summary>
    /// <param name="text">The strings of the TXT record, joined without spaces.</param>
    /// <returns>The record; when it is not valid, the findings say why.</returns>
    public static StsRecord Parse(string text) => Parse(text, isAmongOthers: false);

    /// <summary>
    /// Reads a record that a person pasted: the value itself, or the value inside a line of a zone file or the output
    /// of a DNS tool. Never throws for any text.
    /// </summary>
    /// <param name="text">What was typed or pasted.</param>
    /// <returns>The record; its text is only the value, and a finding says where the value was found.</returns>
    public static StsRecord ParsePasted(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        var record = ReadStrictly(text, isAmongOthers: false);
        if (record.IsValid) return record;
        if (record.Version is not null || PastedRecord.TryRead(text, VersionField) is not { } pasted)
            return Explained(text, isAmongOthers: false, isPasted: true);
        record = Explained(pasted.Value, isAmongOthers: false, isPasted: true);
        return new StsRecord
        {
            IsValid = record.IsValid,
            Version = record.Version,
            Id = record.Id,
            Text = record.Text,
            Findings = pasted.Findings(Syntax, "sts-text-record", "RFC 8461 §3.1", "_mta-sts", record.IsValid).Concat(record.Findings).ToReadableList(),
        };
    }

    /// <summary>Reads one of several TXT records, where the discard rule of senders comes first.</summary>
    internal static StsRecord Parse(string text, bool isAmongOthers) =>
        Explained(text ?? throw new ArgumentNullException(nameof(text)), isAmongOthers, isPasted: false);

    private static StsRecord Explained(string text, bool isAmongOthers, bool isPasted)
    {
        var record = ReadStrictly(text, isAmongOthers);
        if (record.IsValid
            || ArtefactReport.Explain(text, RecordArtefacts.Sts, t => ReadStrictly(t, isAmongOthers).Findings, isOneLine: true) is not { } explained)
        {
            return record;
        }
        var meant = ReadStrictly(explained.Text, isAmongOthers);
        return new StsRecord
        {
            IsValid = false,
            Version = meant.Version,
            Id = meant.Id,
            Text = text,
            Findings = explained.Findings(
                text, Syntax, "sts-text-record", "RFC 8461 §3.1", Ignored, isOneLine: true,
                isPasted && meant.IsValid ? $" Publish: '{SafeText.Clean(meant.Text.Trim(' ', '\t'))}'" : ""),
        };
    }

    private static StsRecord ReadStrictly(string text, bool isAmongOthers)
    {
        var findings = new FindingList("RFC 8461 §3.1");
        var record = TagList.TrySplit(text, VersionField);
        if (record is null)
        {
            ExplainVersion(text, findings);
            return new StsRecord { IsValid = false, Text = text, Findings = findings.ToReadableList() };
        }

        CheckForm(text, record, isAmongOthers, findings);
        var id = ReadFields(text, record, findings);
        return new StsRecord
        {
            IsValid = !findings.HasErrors,
            Version = "STSv1",
            Id = id,
            Text = text,
            Findings = findings.ToReadableList(),
        };
    }

    private static void CheckForm(string text, TagList record, bool isAmongOthers, FindingList findings)
    {
        if (record.HasSpaceAfterVersion && isAmongOthers)
        {
            findings.Error(Syntax, 1, VersionField.Length + 1, "sts-field-delim",
                "There is white space between 'v=STSv1' and the semicolon, and there are other TXT records at this name.",
                "Of several records senders discard those that do not begin with 'v=STSv1;', this one included.",
                "Write 'v=STSv1;' without a space.");
        }
        else if (record.HasSpaceAfterVersion)
        {
            findings.Warning(Syntax, 1, VersionField.Length + 1, "sts-field-delim",
                "There is white space between 'v=STSv1' and the semicolon.",
                "The grammar allows it, but the rule by which senders select the record does not (erratum 6285): some senders discard it.",
                "Write 'v=STSv1;' without a space.");
        }

        if (record.FirstEmptyField > 0)
        {
            findings.Error(Syntax, 1, record.FirstEmptyField, "sts-text-record",
                "Two semicolons have no field between them.", Ignored, "Remove one of the two semicolons.");
        }

        if (record.HasTrailingSpace)
        {
            findings.Warning(Syntax, 1, text.Length, "sts-text-record",
                "There is white space at the end of the record.",
                "The grammar does not allow it; strict senders act as if there were no record.",
                "Remove the white space, or end the record with ';'.");
        }
    }

    private static string? ReadFields(string text, TagList record, FindingList findings)
    {
        string? id = null;
        Field? misnamed = null;
        foreach (var field in record.Fields)
        {
            if (field.Name == "id" && field.Value is not null)
            {
                if (id is null)
                {
                    id = field.Value;
                    CheckId(field, findings);
                }
                else
                {
                    findings.Warning(IdCheck, 1, field.Column, "sts-id",
                        $"'id' appears more than once; '{SafeText.Excerpt(id)}' counts.",
                        "Senders use the first and ignore the rest.", "Keep one 'id'.");
                }
            }
            else
            {
                if (misnamed is null && field.HasExtensionName && field.HasExtensionValue && IsMisnamedId(field)) misnamed = field;
                else CheckExtension(field, findings);
            }
        }

        if (misnamed is { } wrong)
        {
            var name = SafeText.Excerpt(wrong.Name);
            var message = $"'{name}' is not 'id': field names are case-sensitive.";
            if (id is not null)
            {
                findings.Warning(IdCheck, 1, wrong.Column, "sts-id", message, "Senders ignore the field.", $"Remove '{name}'.");
                return id;
            }

            findings.Error(
                IdCheck, 1, wrong.Column, "sts-id", message, "Senders ignore the field, and the record has no id without it. " + Ignored,
                "Write 'id' in lower case.");
        }
        else if (id is null)
        {
            findings.Error(IdCheck, 1, text.Length + 1, "sts-id",
                "The record has no 'id'.", Ignored,
                "Add 'id=' and 1 to 32 letters and digits after 'v=STSv1;'. " + RecordMistakes.NewRecord);
        }

        return id;
    }

    private static void CheckId(Field field, FindingList findings)
    {
        var value = field.Value!;
        if (value.Length is 0 or > 32)
        {
            findings.Error(IdCheck, 1, field.ValueColumn, "sts-id",
                value.Length == 0 ? "The id is empty." : FormattableString.Invariant($"The id is {value.Length} characters long."),
                Ignored, "Use 1 to 32 letters and digits; the date and time of the change in 14 digits work well.");
            return;
        }

        for (var i = 0; i < value.Length; i++)
        {
            if (DomainName.IsLetterOrDigit(value[i])) continue;
            findings.Error(IdCheck, 1, field.ValueColumn + i, "sts-id",
                $"The id '{SafeText.Excerpt(value)}' contains '{SafeText.Clean(value[i].ToString())}'.",
                Ignored, "Use letters and digits only: no '-', '_', '.', no spaces, no quotes.");
            return;
        }
    }

    private static bool IsMisnamedId(Field field) => string.Equals(field.Name, "id", StringComparison.OrdinalIgnoreCase);

    private static void CheckExtension(Field field, FindingList findings)
    {
        var name = SafeText.Excerpt(field.Name);
        if (field.Value is null)
        {
            findings.Error(Syntax, 1, field.Column, "sts-field",
                $"'{name}' is not a field: there is no '='.", Ignored, "Remove it, or write it as name=value.");
        }
        else if (!field.HasExtensionName || !field.HasExtensionValue)
        {
            findings.Error(Syntax, 1, field.HasExtensionName ? field.ValueColumn : field.Column, "sts-extension",
                $"The field '{name}' is malformed.", Ignored,
                field.Name.Trim() == "id" || field.Name.Trim('"') == "id"
                    ? "Write 'id=' without spaces or quotes around it."
                    : "Remove the field.");
        }
        else
        {
            findings.Info(Syntax, 1, field.Column, "sts-extension",
                $"The field '{name}' is not defined in RFC 8461.", "Senders ignore it.");
        }
    }

    private static void ExplainVersion(string text, FindingList findings)
    {
        var (message, fix) = RecordMistakes.Explain(text);
        findings.Error(Syntax, 1, 1, "sts-version", message, NotSeen, fix);
    }
}
