using System;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>
/// Reads the text of a policy file, strictly by RFC 8461 §3.2. It keeps reading after a fault, so that a person sees
/// all faults and the intended meaning of the text; <see cref="Policy.IsValid"/> is the decision of a strict sender.
/// </summary>
public static class PolicyParser
{
    internal const string Rejected = "Strict senders reject the whole policy and deliver as if there were none.";

    /// <summary>Reads a policy. Never throws for any text.</summary>
    /// <param name="text">The whole file; a byte order mark may still be there as U+FEFF.</param>
    /// <returns>The policy; when it is not valid, the findings say why.</returns>
    public static Policy Parse(string text) => Explained(text ?? throw new ArgumentNullException(nameof(text)), byteProblem: null);

    /// <summary>Reads a policy from the bytes of a file or an HTTP body. Never throws for any bytes.</summary>
    /// <param name="bytes">UTF-8; anything else is a finding.</param>
    /// <returns>The policy; when it is not valid, the findings say why.</returns>
    public static Policy Parse(byte[] bytes)
    {
        var problem = PolicyText.Decode(bytes ?? throw new ArgumentNullException(nameof(bytes)), out var text);
        return Explained(text, problem);
    }

    /// <summary>
    /// Reads a policy of which only the text is known, without the domain and its MX records. Patterns that are known to
    /// miss the hosts of a provider are warnings; where the MX records are known, those are compared instead.
    /// </summary>
    /// <param name="text">The whole file.</param>
    /// <returns>The policy; when it is not valid, the findings say why.</returns>
    public static Policy ParseAlone(string text) => WithKnownPatterns(Parse(text));

    /// <inheritdoc cref="ParseAlone(string)"/>
    /// <param name="bytes">UTF-8; anything else is a finding.</param>
    public static Policy ParseAlone(byte[] bytes) => WithKnownPatterns(Parse(bytes));

    private static Policy WithKnownPatterns(Policy policy)
    {
        var known = KnownPatterns.Find(policy).ToList();
        return known.Count == 0
            ? policy
            : With(policy, policy.Text, policy.IsValid, policy.Findings.Concat(known).OrderBy(f => f.Line).ThenBy(f => f.Column).ToReadableList());
    }

    private static Policy Explained(string text, string? byteProblem)
    {
        var policy = Read(text, byteProblem);
        if (policy.IsValid || ArtefactReport.Explain(text, PolicyArtefacts.All, t => Read(t, byteProblem).Findings, isOneLine: false) is not { } explained)
            return policy;
        return With(
            Read(explained.Text, byteProblem), text, false,
            explained.Findings(text, "Policy.Syntax", "sts-policy-record", "RFC 8461 §3.2", Rejected, isOneLine: false, ""));
    }

    private static Policy With(Policy policy, string text, bool isValid, ReadableList<Finding> findings) => new()
    {
        IsValid = isValid,
        Version = policy.Version,
        Mode = policy.Mode,
        MaxAge = policy.MaxAge,
        Mx = policy.Mx,
        Patterns = policy.Patterns,
        Findings = findings,
        Text = text,
    };

    private static Policy Read(string text, string? byteProblem)
    {
        var findings = new FindingList("RFC 8461 §3.2");
        if (byteProblem is not null)
            findings.Error("Policy.Syntax", 1, 1, "sts-policy-vchar", byteProblem, Rejected, "Save the file as ASCII or as UTF-8 without BOM.");
        var fields = new PolicyFields(findings);
        var body = WithoutByteOrderMark(text, findings);

        if (body.Trim().Length == 0)
        {
            findings.Error(
                "Policy.Syntax", 1, 1, "sts-policy-record", "The policy is empty.", Rejected, "Publish version, mode, mx and max_age, each on its own line.");
        }
        else if (LooksLikeHtml(body))
        {
            findings.Error(
                "Policy.Syntax", 1, 1, "sts-policy-record", "This is an HTML page, not a policy.", Rejected,
                "Serve the policy file itself at /.well-known/mta-sts.txt.");
        }
        else if (OtherText.Find(body) is var (what, fix))
        {
            findings.Error("Policy.Syntax", 1, 1, "sts-policy-record", what, Rejected, fix);
        }
        else if (EndsInCarriageReturns(body.TrimEnd('\r', '\n')))
        {
            findings.Error(
                "Policy.Syntax", 1, 1, "sts-policy-term", "The lines end in CR only.", "For senders the whole file is one line. " + Rejected,
                "Save the file with LF or CRLF line endings.");
        }
        else
        {
            ReadLines(body, fields, findings);
        }

        return fields.ToPolicy(text);
    }

    private static string WithoutByteOrderMark(string text, FindingList findings)
    {
        if (text.Length == 0 || text[0] != '\uFEFF') return text;
        findings.Error("Policy.Hygiene", 1, 1, "sts-policy-field", "The file begins with a byte order mark.",
            "For senders the first key is not 'version' but the mark and 'version'. " + Rejected,
            "Save the file as UTF-8 without BOM, or as ASCII.");
        return text.Substring(1);
    }

    private static bool LooksLikeHtml(string body) => body.TrimStart().StartsWith("<", StringComparison.Ordinal);

    /// <summary>Old Mac text: CR between the lines, and no LF but perhaps one that a tool has put at the end.</summary>
    private static bool EndsInCarriageReturns(string content) => content.IndexOf('\n') < 0 && content.IndexOf('\r') >= 0;

    private static void ReadLines(string body, PolicyFields fields, FindingList findings)
    {
        var end = EndOfContent(body);
        var number = 0;
        var start = 0;
        while (start < body.Length)
        {
            number++;
            var feed = body.IndexOf('\n', start);
            var stop = feed < 0 ? body.Length : feed;
            if (feed > start && body[feed - 1] == '\r') stop--;
            ReadLine(new PolicyLine(number, body.Substring(start, stop - start)), isAfterContent: start >= end, fields, findings);
            start = feed < 0 ? body.Length : feed + 1;
        }
    }

    /// <summary>The end of the last line that is not blank: blank lines after it do less harm than those before.</summary>
    private static int EndOfContent(string body)
    {
        var end = body.Length;
        while (end > 0 && body[end - 1] is ' ' or '\t' or '\r' or '\n') end--;
        return end;
    }

    private static void ReadLine(PolicyLine line, bool isAfterContent, PolicyFields fields, FindingList findings)
    {
        if (line.IsBlank)
        {
            if (isAfterContent)
            {
                findings.Warning("Policy.Hygiene", line.Number, 1, "sts-policy-term", "There is a blank line at the end.",
                    "The grammar allows one line ending there; most senders accept more, strict senders reject the policy.", "Remove the blank line.");
            }
            else
            {
                findings.Error("Policy.Hygiene", line.Number, 1, "sts-policy-field", "There is a blank line.", Rejected, "Remove the blank line.");
            }

            return;
        }

        if (line.IsComment)
        {
            findings.Error(
                "Policy.Hygiene", line.Number, 1, "sts-policy-field", $"The line looks like a comment: '{SafeText.Excerpt(line.Text)}'.",
                "The format has no comments. " + Rejected, "Remove the line.");
            return;
        }

        if (line.Indent > 0)
        {
            findings.Error(
                "Policy.Hygiene", line.Number, 1, "sts-policy-field", "The line begins with white space.", Rejected, "Remove the white space before the key.");
        }

        var colon = line.Colon;
        if (colon < 0)
        {
            findings.Error(
                "Policy.Syntax", line.Number, line.Indent + 1, "sts-policy-field-delim", $"The line has no ':': '{SafeText.Excerpt(line.Text)}'.", Rejected,
                line.Text.IndexOf('=') > 0 ? "Write 'key: value', with a colon, not '='." : "Write the line as 'key: value', or remove it.");
            return;
        }

        if (line.HasSpaceBeforeColon)
        {
            findings.Error(
                "Policy.Hygiene", line.Number, colon, "sts-policy-field-delim", "There is white space before the colon.", Rejected,
                "Write the colon directly after the key.");
        }
        fields.Add(line);
    }
}
