using System;

namespace MtaSts.Reports.Json;

/// <summary>The member names and values that nearly every report has, so that reading them makes no new strings.</summary>
internal static class KnownNames
{
    private static readonly string[] All =
    [
        "organization-name", "date-range", "start-datetime", "end-datetime", "contact-info", "report-id", "policies",
        "policy", "policy-type", "policy-string", "policy-domain", "mx-host", "summary",
        "total-successful-session-count", "total-failure-session-count", "failure-details", "result-type",
        "sending-mta-ip", "receiving-mx-hostname", "receiving-mx-helo", "receiving-ip", "failed-session-count",
        "additional-information", "failure-reason-code", "sts", "tlsa", "no-policy-found",
        "version: STSv1", "mode: enforce", "mode: testing",
        "starttls-not-supported", "certificate-host-mismatch", "certificate-expired", "certificate-not-trusted",
        "validation-failure", "tlsa-invalid", "dnssec-invalid", "dane-required", "sts-policy-fetch-error",
        "sts-policy-invalid", "sts-webpki-invalid",
    ];

    private static readonly string[][] ByLength = GroupByLength();

    /// <summary>The known text that these ASCII bytes spell, or null.</summary>
    public static string? Find(byte[] buffer, int offset, int count)
    {
        if (count == 0 || count >= ByLength.Length) return null;
        foreach (string known in ByLength[count])
        {
            // The last character tells most of them apart.
            if (known[count - 1] != buffer[offset + count - 1]) continue;
#if NET8_0_OR_GREATER
            if (System.Text.Ascii.Equals(new ReadOnlySpan<byte>(buffer, offset, count), known)) return known;
#else
            if (Same(known, buffer, offset)) return known;
#endif
        }

        return null;
    }

#if !NET8_0_OR_GREATER
    private static bool Same(string known, byte[] buffer, int offset)
    {
        for (int i = 0; i < known.Length; i++)
        {
            if (known[i] != buffer[offset + i]) return false;
        }

        return true;
    }
#endif

    private static string[][] GroupByLength()
    {
        int longest = 0;
        foreach (string name in All) longest = Math.Max(longest, name.Length);
        var groups = new string[longest + 1][];
        for (int length = 0; length <= longest; length++) groups[length] = Array.FindAll(All, name => name.Length == length);
        return groups;
    }
}
