using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Dns;
using MtaSts.Hosting;
using MtaSts.Policies;
using MtaSts.Providers;
using MtaSts.Records;
using MtaSts.Rollout;
using MtaSts.Tests.Rollout;
using MtaSts.Tests.Support;
using MtaSts.Tests.TlsRpt;
using MtaSts.Text;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Summary;
using Xunit;

namespace MtaSts.Tests.Text;

/// <summary>Parsing, output and messages are identical in every culture.</summary>
public class CultureTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 34, 56, DateTimeKind.Utc);

    private static readonly string[] PolicyTexts =
    [
        "version: STSv1\nmode: testing\nmx: mail.contoso.com\nmx: *.MAIL.CONTOSO.COM\nmax_age: 86400\n",
        "VERSION: stsv1\nMode: ENFORCE\nMX: *.İ.test\nMAX_AGE: 1.000\n",
        "version: STSv1\nmode: Testing\nmx: *.*.contoso.com\nmax_age: -5\n",
        "version: STSv1\nmode: enforce\nmx: mail.contoso.com\nmax_age: 31557601\n",
        "version: STSv1\r\nmode: enforce\r\n\r\nMINUTES: 3\r\nmx: I.contoso.com\r\nmax-age: 604800",
    ];

    private static readonly string[] StsTexts =
        ["v=STSv1; id=20260301123456;", "v=STSv1; ID=1", "V=stsv1; id=1", "v=STSv1; id=i-1.000,5", "v=spf1 include:x.test"];
    private static readonly string[] TlsRptTexts =
        ["v=TLSRPTv1; rua=mailto:INFO@contoso.com,https://I.contoso.com/x", "v=tlsrptv1; RUA=info@contoso.com", "v=TLSRPTv1; rua=MAILTO:a@contoso.com"];
    private static readonly string[] DomainTexts = ["INFO.Contoso.COM.", "münchen.example", "Iı.example", "a b.example", "-1.example", "1,5.example"];
    private static readonly string[] ServerTexts = ["127.0.0.1:5353", "[::1]:53", "HTTPS://DNS.EXAMPLE/dns-query", "127.0.0.1:1.000", "1,5"];
    private static readonly string[] ProviderTexts = ["MICROSOFT365", "microsoft365", "googleworkspace"];
    private static readonly string[] CultureNames = ["de-DE", "tr-TR", "it-IT", "th-TH", "sv-SE"];

    // Commas in numbers; a dotless i; dots in times; a calendar that is 543 years ahead; another minus sign.
    public static TheoryData<string> Names => [.. CultureNames];

    [Fact]
    public void The_tested_cultures_differ()
    {
        Assert.Equal("1,5", CultureScope.Run("de-DE", () => 1.5.ToString(CultureInfo.CurrentCulture)));
        Assert.Equal("\u0130", CultureScope.Run("tr-TR", () => "i".ToUpper(CultureInfo.CurrentCulture)));
        Assert.Equal("2569", CultureScope.Run("th-TH", () => Now.ToString("yyyy", CultureInfo.CurrentCulture)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Policies(string culture) => Same(culture, () =>
        PolicyTexts.Select(text => (object)PolicyParser.Parse(text))
            .Append(PolicyBuilder.Build(PolicyMode.Enforce, ["MAIL.CONTOSO.COM", "*.mail.contoso.com"], 604800)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_policy_covers_the_same_hosts_in_every_culture(string culture)
    {
        var policy = PolicyBuilder.Build(PolicyMode.Enforce, ["mail.inline.test", "*.mail.inline.test"], 86400);
        using var _ = new CultureScope(culture);
        Assert.True(policy.Covers("MAIL.INLINE.TEST"));
        Assert.True(policy.Covers("I.MAIL.INLINE.TEST"));
        Assert.False(policy.Covers("maıl.ınlıne.test"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Records(string culture) => Same(culture, () =>
    [
        .. StsTexts.Select(text => (object)StsRecordParser.Parse(text)),
        .. TlsRptTexts.Select(text => (object)TlsRptRecordParser.Parse(text)),
        StsRecordWriter.NewId(Now), StsRecordWriter.NewId(Now, "20260301123456"),
        DnsRecordWriter.Sts("contoso.com", "20260301123456", null, TimeSpan.FromSeconds(3600)),
        DnsRecordWriter.TlsRpt("mail.contoso.com", ["mailto:info@contoso.com"], "contoso.com", null),
    ]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Domain_names_servers_and_providers(string culture) => Same(culture, () =>
    [
        .. DomainTexts.Select(name => DomainName.TryParse(name, out var domain, out var problem) ? domain : problem),
        .. ServerTexts.Select(text => DnsServer.TryParse(text, out var server, out var problem) ? (object)server! : problem),
        .. ProviderTexts.Select(ProviderCatalogue.FindByName),
    ]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Sites_are_identical_to_the_octet_in_every_culture(string culture) => Same(culture, () =>
        Enum.GetValues<SiteKind>().SelectMany(kind => Site.FilesFor(kind, new SitePlan(
            [new SiteDomain("info.contoso.com", PolicyBuilder.Build(PolicyMode.Testing, ["mail.contoso.com"], 86400), "20260301123456", null)],
                ["192.0.2.1"]))));

    [Theory]
    [MemberData(nameof(Names))]
    public void Reports_their_rows_and_their_totals(string culture) => Same(culture, () =>
    {
        var failing = Sample.WithFailures(1234, """[{"result-type":"CERTIFICATE-EXPIRED","failed-session-count":"1234"},{"result-type":"validation-failure","failed-session-count":1.5e2}]""");
        List<object?> said = [
            .. Sample.Read(Sample.Json), .. Sample.Read(failing), .. Sample.Read(Sample.Mail(failing)), .. Sample.Read("{"),
            .. Sample.Read(Sample.With("2025-03-01T00:00:00Z", "1.3.2025 12:00"))];
        using var measure = new TlsReportMeasure(
            new TlsReportMeasureOptions {
                NowUtc = new DateTime(2025, 3, 3, 0, 0, 0, DateTimeKind.Utc), GroupBy = TlsReportGrouping.Domain | TlsReportGrouping.Day });
        foreach (var report in new[] { Sample.Report(Sample.Json), Sample.Report(failing) })
        {
            measure.Add(report);
            said.AddRange(TlsReportFlattener.Flatten(report));
        }

        said.AddRange(measure.GetSummaries());
        return said;
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Stages_and_steps(string culture) => Same(culture, () =>
    [
        .. RolloutPlan.From(Now),
        RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.Testing), Given.Reports(Readiness.Ready))),
        RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.EnforceCautious, tested: Given.Now.AddDays(-3)))),
        RolloutStepper.Rollback(Given.Request(Given.Published(RolloutStage.EnforceStable))),
        RolloutStepper.Remove(Given.Request(Given.Published(RolloutStage.EnforceStable))),
    ]);

    [Fact]
    public void A_written_policy_is_read_back_in_any_other_culture()
    {
        var cultures = Gen.Elements(CultureNames);
        var cases = from writing in cultures
                    from reading in cultures
                    from maxAge in Gen.Choose(1, (int)PolicyWriter.LargestMaxAge)
                    from mode in Gen.Elements(PolicyMode.Testing, PolicyMode.Enforce)
                    select (writing, reading, maxAge, mode);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var text = CultureScope.Run(one.writing, () => PolicyBuilder.Build(one.mode, ["I.contoso.com"], one.maxAge).Text);
            var policy = CultureScope.Run(one.reading, () => PolicyParser.Parse(text));
            return policy.IsValid && policy.MaxAge == one.maxAge && policy.Mode == one.mode;
        }).QuickCheckThrowOnFailure();
    }

    private static void Same(string culture, Func<IEnumerable<object?>> work)
    {
        var expected = CultureScope.Run("", () => Transcript.Of([.. work()]));
        Assert.NotEqual("", expected);
        Assert.Equal(expected, CultureScope.Run(culture, () => Transcript.Of([.. work()])));
    }
}
