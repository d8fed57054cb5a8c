using System;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>Finds the mistake in a text that was meant to be an MTA-STS record but does not begin like one.</summary>
internal static class RecordMistakes
{
    /// <summary>The advice when the domain is not known, so that no record can be written for it.</summary>
    public const string NewRecord = "New-MtaStsRecord writes a whole record.";

    /// <inheritdoc cref="NewRecord"/>
    public const string Write = "Write 'v=STSv1; id=' and 1 to 32 letters or digits. " + NewRecord;

    /// <summary>True when the text was probably meant as an MTA-STS record, and not as another kind of TXT record.</summary>
    public static bool LooksIntended(string text)
    {
        var start = ArtefactReport.Strip(text, RecordArtefacts.Sts).TrimStart(' ', '\t', '"', '\'', '\\');
        return start.StartsWith("v=sts", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("v = sts", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("v= sts", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("v =sts", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("id=", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("version: STSv1", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What is wrong with the beginning, and the fix.</summary>
    public static (string Message, string Fix) Explain(string text)
    {
        var shown = SafeText.Excerpt(text);
        const string write = Write;
        if (text.Trim().Length == 0) return ("The record is empty.", write);
        if (BeginsWithQuote(text))
        {
            return ($"The record's value itself begins with a quote: {shown}",
                "Enter the value without quotes; the DNS panel adds them where they belong. " + write);
        }
        if (TagList.IsSpace(text[0])) return ("The record begins with white space.", "Remove the white space before 'v=STSv1;'.");
        if (StartsWith("v=STSv1")) return (ExplainVersionCase(text), write);
        if (StartsWith("v=STS")) return ($"The version is not 'STSv1': {shown}", write);
        if (StartsWith("v=spf1")) return ($"This is an SPF record: {shown}", "SPF belongs at the domain itself. At _mta-sts: " + write);
        if (StartsWith("v=TLSRPT")) return ($"This is a TLS-RPT record: {shown}", "TLS-RPT belongs at _smtp._tls. At _mta-sts: " + write);
        if (StartsWith("v=DMARC1")) return ($"This is a DMARC record: {shown}", "DMARC belongs at _dmarc. At _mta-sts: " + write);
        if (StartsWith("version:")) return ("This is the text of a policy file, not of the record.", "The policy is served over HTTPS. " + write);
        if (StartsWith("id=")) return ("The record begins with 'id'; the version must come first.", write);
        return ($"The record does not begin with 'v=STSv1;': {shown}", write);

        bool StartsWith(string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True for a quote, and for one that a zone file or a script has escaped.</summary>
    public static bool BeginsWithQuote(string text) => text.TrimStart('\\') is { Length: > 0 } rest && rest[0] is '"' or '\'';

    private static string ExplainVersionCase(string text) =>
        text.StartsWith("v=STSv1", StringComparison.Ordinal)
            ? $"A semicolon must follow 'v=STSv1': {SafeText.Excerpt(text)}"
            : $"The version is case-sensitive: 'v=STSv1', not '{SafeText.Clean(text.Substring(0, 7))}'.";
}
