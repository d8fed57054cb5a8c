using System;

namespace MtaSts.Policies;

/// <summary>Recognizes a text that is something else than a policy, although it belongs to MTA-STS or contains the values of a policy.</summary>
internal static class OtherText
{
    /// <summary>What the text is, and what to do; null when it may be meant as a policy.</summary>
    /// <param name="body">The text, without a byte order mark.</param>
    public static (string What, string Fix)? Find(string body)
    {
        if (Has(body, "version") || Has(body, "max_age")) return IsJson(body) ? Json : null;
        if (Has(body, "v=STSv1"))
        {
            return (
                "This is the DNS record of MTA-STS, not the policy.",
                "Check the record with ConvertFrom-MtaStsRecord, or Get-MtaStsRecord. The policy is the file that the policy host serves at "
                    + "/.well-known/mta-sts.txt; Get-MtaStsPolicy shows it.");
        }

        if (Has(body, "v=TLSRPTv1")) return ("This is a TLS-RPT record, not a policy.", "Check the record with ConvertFrom-TlsRptRecord.");
        return IsJson(body) ? Json : null;
    }

    private static (string What, string Fix) Json => (
        "This is JSON, not a policy.", "Write one 'key: value' per line, with the keys version, mode, mx and max_age, without quotes, braces and commas.");

    private static bool IsJson(string body) => body.TrimStart() is { Length: > 0 } text && (text[0] is '{' or '[');

    private static bool Has(string body, string word) => body.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
