using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>The value of a TXT record inside the text of a DNS tool, a zone file or a configuration file.</summary>
/// <param name="Value">The strings, joined without spaces.</param>
/// <param name="Form">What was around it.</param>
/// <param name="Owner">The record's name as written; null when the text has none, or when a CNAME leads to another name.</param>
/// <param name="Others">How many other TXT records the text has.</param>
internal sealed record PastedRecord(string Value, PastedForm Form, string? Owner, int Others)
{
    /// <summary>Looks for a record in a text that is not a value itself.</summary>
    /// <param name="text">What was typed or pasted, on one or more lines.</param>
    /// <param name="version">The beginning of the wanted record, which has priority over other TXT records in the text.</param>
    /// <returns>Null when the text has no known form.</returns>
    public static PastedRecord? TryRead(string text, string version)
    {
        if (PastedJson.TryRead(text, version, out var found)) return found;
        var lines = MasterFileText.ReadEntries(text);
        var records = lines.Select(line => PastedLine.TryRead(line, text)).OfType<PastedRecord>().ToList();
        if (records.Count == 0) return null;
        var chosen = records.Find(r => r.Value.StartsWith(version, StringComparison.Ordinal)) ?? records[0];
        var isAlias = lines.Any(line => line.Tokens.Any(token => token is { IsQuoted: false, Text: "CNAME" }));
        return chosen with { Others = records.Count - 1, Owner = isAlias ? null : chosen.Owner };
    }

    /// <summary>The findings about the form and the name.</summary>
    public IEnumerable<Finding> Findings(string id, string rule, string reference, string place, bool isValid)
    {
        var (severity, message, effect) = Form switch
        {
            PastedForm.Record =>
                (FindingSeverity.Info, "The text is a whole DNS record, as zone files and dig show it. Its value was read.",
                    "Senders see the value without the name, the type and the quotes."),
            PastedForm.ToolOutput =>
                (FindingSeverity.Info, "The text is the output of a DNS tool. The value in it was read.",
                    "Senders see the value without what the tool shows around it."),
            PastedForm.Quoted =>
                (FindingSeverity.Warning, "The text is in quotes, as dig and zone files show a value. The value inside the quotes was read.",
                    "If the quotes are part of the published value, senders act as if there were no record."),
            PastedForm.Setting =>
                (FindingSeverity.Warning, "The text is a setting of a configuration or JSON file. The value in it was read.",
                    "Senders see the value alone; anything else in the record makes it unusable."),
            _ => (FindingSeverity.Warning, "The text is a line with a name, a type and a value without quotes. The value was read.",
                "In a zone file an unquoted ';' begins a comment: only the part before it would be published."),
        };
        var shown = SafeText.Excerpt(Value.Trim(' ', '\t'), 300);
        var fix = Form == PastedForm.Unquoted
            ? "In a DNS panel enter the value alone; in a zone file put it in double quotes."
            : "In a DNS panel enter the value alone, without quotes.";
        yield return Make(severity, message, effect, isValid ? $"{fix} Publish: '{shown}'" : fix);

        if (Owner is not null && isValid && !HasLabels(Owner, place))
        {
            yield return Make(
                FindingSeverity.Warning, $"The record's name is '{SafeText.Excerpt(Owner)}'.", $"Senders look for it at {place}.<domain>.",
                $"Publish it with a name that begins with '{place}'.");
        }

        if (Owner is not null && Form == PastedForm.Record && isValid && HasLabels(Owner, place) && IsRelative(Owner, place))
        {
            yield return Make(
                FindingSeverity.Info, $"The name '{SafeText.Excerpt(Owner)}' has no dot at the end.",
                "A zone file adds the zone's name to it, and the record would be at the doubled name.",
                $"In a zone file end the name with a dot: '{SafeText.Excerpt(Owner)}.'");
        }

        if (Others > 0)
        {
            yield return Make(
                FindingSeverity.Warning, FormattableString.Invariant($"The text has {Others + 1} TXT records; one of them is: '{shown}'."),
                "If two records at one name begin with the version, senders act as if there were none.", "Give the records one at a time.");
        }

        Finding Make(FindingSeverity strength, string seen, string result, string todo) => new()
        {
            Id = id,
            Severity = strength,
            Line = 1,
            Column = 1,
            Message = seen,
            SenderEffect = result,
            Fix = todo,
            Rule = rule,
            Reference = reference,
        };
    }

    private static bool HasLabels(string owner, string labels) => ("." + owner + ".").IndexOf("." + labels + ".", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>True for a name that continues after the labels as if it were complete, but has no final dot.</summary>
    private static bool IsRelative(string owner, string labels) =>
        !owner.EndsWith(".", StringComparison.Ordinal) && owner.Length > labels.Length + 1 && owner.IndexOf('.', labels.Length + 1) > 0;
}

/// <summary>The forms of a pasted record around its value.</summary>
internal enum PastedForm
{
    /// <summary>A name, a type and the value in quotes (RFC 1035 §5.1).</summary>
    Record,

    /// <summary>The output of nslookup, host or Resolve-DnsName.</summary>
    ToolOutput,

    /// <summary>Only quotes, as in the output of <c>dig +short</c>.</summary>
    Quoted,

    /// <summary>A name and a value of JSON, Terraform, YAML and the like.</summary>
    Setting,

    /// <summary>A name, a type and the value without quotes.</summary>
    Unquoted,
}
