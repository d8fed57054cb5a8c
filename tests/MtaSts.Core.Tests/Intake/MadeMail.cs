using System;
using System.Globalization;
using System.Text;

namespace MtaSts.Tests.Intake;

/// <summary>Mails with one report each.</summary>
internal static class MadeMail
{
    /// <summary>The report of a number: 50 domains, one report per domain and day.</summary>
    public static byte[] Report(int number) => Encoding.UTF8.GetBytes(FormattableString.Invariant($$"""
        From: noreply@sender.example
        To: reports@contoso.test
        Subject: Report Domain: d{{number % 50}}.test Submitter: sender.example Report-ID: <{{number}}>
        Date: Sun, 01 Nov 2026 00:00:00 +0000
        Message-ID: <{{number}}@sender.example>
        TLS-Report-Domain: d{{number % 50}}.test
        TLS-Report-Submitter: sender.example
        MIME-Version: 1.0
        Content-Type: application/tlsrpt+json

        {{Json(number)}}

        """).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));

    public static string Json(int number)
    {
        var day = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(number / 50 % 300).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var policy = FormattableString.Invariant(
            $$"""{"policy-type":"sts","policy-string":["version: STSv1","mode: testing","max_age: 86400"],"policy-domain":"d{{number % 50}}.test"}""");
        var summary = FormattableString.Invariant(
            $$"""{"total-successful-session-count":{{number % 7 + 1}},"total-failure-session-count":{{number % 3}} }""");
        var range = $$"""{"start-datetime":"{{day}}T00:00:00Z","end-datetime":"{{day}}T23:59:59Z"}""";
        return "{\"organization-name\":\"Sender\",\"date-range\":" + range + ",\"contact-info\":\"noreply@sender.example\",\"report-id\":\""
            + number.ToString(CultureInfo.InvariantCulture) + "\",\"policies\":[{\"policy\":" + policy + ",\"summary\":" + summary + "}]}";
    }
}
