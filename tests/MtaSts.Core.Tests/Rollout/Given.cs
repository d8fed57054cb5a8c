using System;
using System.Linq;
using MtaSts.Policies;
using MtaSts.Rollout;
using MtaSts.Text;

namespace MtaSts.Tests.Rollout;

/// <summary>Test results and evidence for the stepper.</summary>
internal static class Given
{
    public static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    public const string Domain = "contoso.test";

    /// <summary>A domain that publishes a good policy of a stage.</summary>
    public static TestResult Published(
        RolloutStage stage, TestStatus status = TestStatus.Pass, SenderAction action = SenderAction.DeliverVerified, DateTime? tested = null) =>
        Published(RolloutStages.ModeOf(stage), RolloutStages.MaxAgeOf(stage), status, action, tested);

    public static TestResult Published(
        PolicyMode mode, long maxAge, TestStatus status = TestStatus.Pass, SenderAction action = SenderAction.DeliverVerified, DateTime? tested = null,
        params string[] mx)
    {
        var policy = PolicyBuilder.Build(mode, mx.Length > 0 ? mx : ["mail.contoso.test"], maxAge);
        return Result(status, action, tested, RecordStatus.Valid, new PublishedPolicy { DomainName = Domain, IsValid = true, Url = "", Policy = policy });
    }

    /// <summary>The same with these checks.</summary>
    public static TestResult Seen(TestResult test, bool? isCovered, params (string Id, CheckStatus Status)[] checks) => new()
    {
        DomainName = test.DomainName,
        Status = test.Status,
        SenderAction = test.SenderAction,
        Tested = test.Tested,
        MxHosts = test.MxHosts,
        MxCovered = isCovered,
        Checks = checks.Select(check => new MtaSts.Check { Id = check.Id, Title = "", Status = check.Status, Detail = "Seen so.", Reference = "" })
            .ToReadableList(),
        Record = test.Record,
        Policy = test.Policy,
    };

    /// <summary>A domain that publishes this text as its policy.</summary>
    public static TestResult WithPolicy(string text)
    {
        var policy = PolicyParser.Parse(text);
        return Result(
            policy.IsValid ? TestStatus.Pass : TestStatus.Fail, policy.IsValid ? SenderAction.DeliverVerified : SenderAction.Deliver, null,
            RecordStatus.Valid, new PublishedPolicy { DomainName = Domain, IsValid = policy.IsValid, Url = "", Policy = policy });
    }

    public static TestResult Nothing(
        TestStatus status = TestStatus.NotConfigured, SenderAction action = SenderAction.Deliver, RecordStatus record = RecordStatus.Missing,
        params string[] hosts) =>
        Result(status, action, null, record, null, hosts);

    /// <summary>Reports that result in a given readiness in the domain's stage.</summary>
    public static ReportVerdict Reports(Readiness readiness, int days = 14) => new(readiness, new ReadableList<string>([$"Reports: {readiness}."]), days);

    public static RolloutRequest Request(TestResult test, ReportVerdict? reports = null, bool force = false, long? largest = null, params string[] mx) => new()
    {
        Test = test,
        UtcNow = Now,
        Reports = reports,
        IsForced = force,
        LargestMaxAge = largest,
        Mx = mx.ToReadableList(),
    };

    /// <summary>The same with these MX hosts, each existing or missing.</summary>
    public static TestResult With(TestResult test, params (string Host, bool IsMissing)[] hosts) => Copy(test, test.DomainName, test.Record!, hosts);

    public static TestResult Named(TestResult test, string domain) => Copy(test, domain, test.Record!, [("mail.contoso.test", false)]);

    /// <summary>The same with a negative TTL at the record.</summary>
    public static TestResult Absent(TestResult test, int seconds) =>
        Copy(test, test.DomainName,
            new PublishedRecord { DomainName = Domain, Name = "_mta-sts." + Domain, Status = RecordStatus.Missing, Text = "", NegativeTimeToLive = seconds },
            [("mail.contoso.test", false)]);

    /// <summary>A domain with several records.</summary>
    public static TestResult WithText(string text) =>
        Copy(Nothing(TestStatus.Fail), Domain,
            new PublishedRecord { DomainName = Domain, Name = "_mta-sts." + Domain, Status = RecordStatus.Multiple, Text = text, TTL = 300 },
            [("mail.contoso.test", false)]);

    private static TestResult Copy(TestResult test, string domain, PublishedRecord record, (string Host, bool IsMissing)[] hosts) => new()
    {
        DomainName = domain,
        Status = test.Status,
        SenderAction = test.SenderAction,
        Tested = test.Tested,
        Advice = test.Advice,
        MxHosts = hosts.Select(h => h.Host).ToReadableList(),
        Mx = hosts.Select(
            h => new MxHost {
                DomainName = domain, Host = h.Host, Preference = 10, Addresses = ReadableList<System.Net.IPAddress>.Empty,
                IsMissing = h.IsMissing }).ToReadableList(),
        Checks = test.Checks,
        Record = record,
        Policy = test.Policy,
    };

    /// <summary>A domain whose record is elsewhere, reached by a CNAME.</summary>
    public static TestResult Delegated(string target) =>
        Result(TestStatus.Fail, SenderAction.Deliver, null, RecordStatus.Valid, null, target, ["mail.contoso.test"]);

    private static TestResult Result(
        TestStatus status, SenderAction action, DateTime? tested, RecordStatus record, PublishedPolicy? policy, params string[] hosts) =>
        Result(status, action, tested, record, policy, null, hosts);

    private static TestResult Result(
        TestStatus status, SenderAction action, DateTime? tested, RecordStatus record, PublishedPolicy? policy, string? cname, string[] hosts) => new()
    {
        DomainName = Domain,
        Status = status,
        SenderAction = action,
        Tested = tested ?? Now,
        Advice = "Fix it.",
        MxHosts = (hosts.Length > 0 ? hosts : ["mail.contoso.test"]).Where(h => h.Length > 0).ToReadableList(),
        Checks = new ReadableList<MtaSts.Check>(
            [new MtaSts.Check {
                Id = "Coverage.Mx", Title = "", Status = status == TestStatus.Unknown ? CheckStatus.Unknown : CheckStatus.Fail, Detail = "Seen so.",
                Reference = "" }]),
        Record = new PublishedRecord
        {
            DomainName = Domain,
            Name = "_mta-sts." + Domain,
            Status = record,
            Text = "",
            CnameChain = cname is null ? ReadableList<string>.Empty : new ReadableList<string>(["steps.contoso.test", cname]),
            TTL = record == RecordStatus.Valid ? 300 : null,
            Record = record == RecordStatus.Valid ? new StsRecord { IsValid = true, Id = "20260301120000", Text = "v=STSv1; id=20260301120000;" } : null,
        },
        Policy = policy,
    };
}
