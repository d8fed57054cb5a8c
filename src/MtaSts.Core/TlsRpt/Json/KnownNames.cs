using System;
using System.Collections.Generic;

namespace MtaSts.TlsRpt.Json;

/// <summary>The member names and values that nearly every report has, so that reading them creates no new strings.</summary>
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

    private static readonly int[][] ByLength = GroupByLength();
#if NET8_0_OR_GREATER
    private static readonly byte[][] Octets = Array.ConvertAll(All, System.Text.Encoding.ASCII.GetBytes);
#endif

    /// <summary>The number of names; they fit into the bits of a <see cref="ulong"/>.</summary>
    public static int Count => All.Length;

    /// <summary>The known text of this number.</summary>
    public static string At(int number) => All[number];

    /// <summary>The number of this text among the known ones, or -1.</summary>
    public static int Find(string text)
    {
        if (text.Length >= ByLength.Length) return -1;
        foreach (var number in ByLength[text.Length])
        {
            if (All[number] == text) return number;
        }

        return -1;
    }

#if NET8_0_OR_GREATER
    /// <summary>The number of the known text that these octets spell, or -1.</summary>
    public static int Find(ReadOnlySpan<byte> text)
    {
        if (text.Length >= ByLength.Length) return -1;
        foreach (var number in ByLength[text.Length])
        {
            if (text.SequenceEqual(Octets[number])) return number;
        }

        return -1;
    }
#endif

    private static int[][] GroupByLength()
    {
        var longest = 0;
        foreach (var name in All) longest = Math.Max(longest, name.Length);
        var groups = new int[longest + 1][];
        for (var length = 0; length <= longest; length++) groups[length] = NumbersOf(length);
        return groups;
    }

    private static int[] NumbersOf(int length)
    {
        var numbers = new List<int>();
        for (var number = 0; number < All.Length; number++)
        {
            if (All[number].Length == length) numbers.Add(number);
        }

        return numbers.ToArray();
    }
}
