using System;
using System.Linq;
using System.Text;
using MtaSts.Scanning;
using MtaSts.TlsRpt;

namespace MtaSts.Journaling;

/// <summary>
/// Stands for what a test was given for one domain alone, an unpublished policy and an earlier result: a result of another policy, or
/// compared with another result, answers another question.
/// </summary>
public static class GivenKey
{
    /// <summary>The key; empty when nothing was given.</summary>
    /// <param name="options">The options of the domain's test.</param>
    public static string Of(TestOptions options)
    {
        if (options is null) throw new ArgumentNullException(nameof(options));
        if (options.Policy is null && options.Earlier is null) return "";
        var text = new StringBuilder();
        Add(text, options.Policy?.Text);
        Add(text, options.Policy?.PolicyDomain);
        if (options.Earlier is not { } earlier) return ContentKey.Of(text.ToString()).ToString();
        Add(text, Text.IsoTime.Of(earlier.Tested));
        Add(text, earlier.PolicyId);
        Add(text, earlier.PolicyText);
        Add(text, earlier.PolicyHostFingerprint);
        foreach (var host in earlier.MxHosts) Add(text, host);
        foreach (var host in earlier.MxFingerprints.OrderBy(host => host.Key, StringComparer.Ordinal)) Add(text, host.Key + " " + host.Value);
        return ContentKey.Of(text.ToString()).ToString();
    }

    /// <summary>With its length, so that no two groups of values give the same text.</summary>
    private static void Add(StringBuilder text, string? value) => text.Append(value?.Length ?? -1).Append(':').Append(value);
}
