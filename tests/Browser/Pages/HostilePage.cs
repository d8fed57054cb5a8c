using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.BrowserPages;

/// <summary>Text that strangers could put into records, policies and reports to run a script, send a request, or hide content.</summary>
internal static class HostilePage
{
    /// <summary>All texts together, for fields that occur once.</summary>
    public const string Text = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";

    private static readonly string[] Corpus =
    [
        Text,
        "<!--<script>",
        "]]><svg onload=alert(3)>",
        "\"><iframe src=javascript:alert(4)></iframe>",
        "' onmouseover='alert(5)",
        "javascript:alert(6)",
        "data:text/html,<script>alert(7)</script>",
        "{{data}}{{script}}",
        "${alert(8)}",
        "\\u003cscript\\u003ealert(9)\\u003c/script\\u003e",
        "<base href=https://evil.example/><link rel=stylesheet href=https://evil.example/x.css>",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
        "\u202Etset.osotnoc\u202C",
        "line\nbreak\r\u0000\u001b[31mred\u0007",
        "\u2028\u2029\u200b\ufeff",
        "\ud800 half a pair",
        "__proto__",
        "constructor",
        "=cmd|' /C calc'!A0",
        "&lt;b&gt;&amp;",
        new('A', 5000),
    ];

    public static IEnumerable<object> Objects(DateTime now)
    {
        for (var i = 0; i < Corpus.Length; i++)
        {
            yield return Result(i, Corpus[i], now);
            yield return Report(i, Corpus[i], now);
        }
    }

    private static TestResult Result(int number, string text, DateTime now) => new()
    {
        DomainName = FormattableString.Invariant($"hostile-{number}.test"),
        Status = TestStatus.Fail,
        SenderAction = SenderAction.Refuse,
        Mode = PolicyMode.Enforce,
        PolicyId = text,
        MaxAge = long.MaxValue,
        Provider = text,
        MxHosts = new ReadableList<string>([text, text + "2"]),
        TlsRptRua = new ReadableList<string>([text]),
        Problems = new ReadableList<string>(["Policy.Syntax"]),
        Advice = text,
        Tested = now,
        Checks = new ReadableList<Check>(
            [new Check {
                Id = "Policy.Syntax", Title = "The policy has no errors", Status = CheckStatus.Fail, Detail = text + " {domain} {mx}", Fix = text,
                Reference = "RFC 8461 §3.2", TlsRptResult = "sts-policy-invalid" }]),
        Record = new PublishedRecord { DomainName = "hostile.test", Name = text, Status = RecordStatus.Invalid, Text = text },
        Policy = new PublishedPolicy {
            DomainName = "hostile.test", IsValid = false, Url = text, Policy = new Policy { IsValid = false, Text = text + "\n" + text },
            Certificate = Certificate(text, now) },
        Mx = new ReadableList<MxHost>(
            [new MxHost {
                DomainName = "hostile.test", Host = text, Preference = 1, Addresses = ReadableList<System.Net.IPAddress>.Empty,
                Certificate = Certificate(text, now) }]),
        TlsRpt = new PublishedTlsRptRecord { DomainName = "hostile.test", Name = text, Status = RecordStatus.Invalid, Text = text },
    };

    private static CertificateInfo Certificate(string text, DateTime now) => new()
    {
        Host = text,
        Subject = text,
        Issuer = text,
        NotBefore = now.AddDays(-10),
        NotAfter = DateTime.MaxValue.AddDays(-1),
        Fingerprint = "00",
        SerialNumber = "00",
        Explanation = text,
        Problems = new ReadableList<CertificateProblem>([CertificateProblem.SelfSigned]),
    };

    private static TlsReport Report(int number, string text, DateTime now) => new()
    {
        OrganizationName = text,
        ReportId = FormattableString.Invariant($"{number}{text}"),
        ContactInfo = text,
        StartDate = now.Date.AddDays(-1 - number),
        EndDate = now.Date.AddDays(-number).AddSeconds(-1),
        Policies = new ReadableList<TlsReportPolicy>(
        [
            new TlsReportPolicy
            {
                PolicyType = "sts",
                PolicyDomain = number % 2 == 0 ? text : FormattableString.Invariant($"hostile-{number}.test"),
                SuccessCount = number == 3 ? long.MaxValue : 10,
                FailureCount = number == 4 ? long.MaxValue : 5,
                PolicyString = new ReadableList<string>(["mode: enforce", "max_age: 604800", text]),
                FailureDetails = new ReadableList<TlsReportFailure>(
                    [new TlsReportFailure {
                        ResultType = text, FailedSessionCount = 5, ReceivingMxHostname = text, SendingMtaIp = text, AdditionalInformation = text,
                        FailureReasonCode = text }]),
            },
        ]),
    };
}
