using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Policies;
using MtaSts.Text;

namespace MtaSts.BrowserPages;

/// <summary>More domains than a real tenant has, each with the whole checklist.</summary>
internal static class LargePage
{
    public static IEnumerable<TestResult> Results(int count, DateTime now)
    {
        for (var i = 0; i < count; i++) yield return Result(i, now);
    }

    private static TestResult Result(int number, DateTime now)
    {
        var domain = FormattableString.Invariant($"domain-{number}.test");
        var host = FormattableString.Invariant($"domain-{number}-test.mail.protection.outlook.com");
        var fails = number % 17 == 0;
        var policy = PolicyBuilder.Build(number % 3 == 0 ? PolicyMode.Testing : PolicyMode.Enforce, ["*.mail.protection.outlook.com"], 604800);
        return new TestResult
        {
            DomainName = domain,
            Status = fails ? TestStatus.Fail : TestStatus.Pass,
            SenderAction = fails ? SenderAction.Refuse : SenderAction.DeliverVerified,
            Mode = policy.Mode,
            PolicyId = "20260101000000",
            MaxAge = policy.MaxAge,
            Provider = "Microsoft 365",
            MxHosts = new ReadableList<string>([host]),
            MxCovered = !fails,
            PolicyHostCertificateExpires = now.AddDays(number % 300),
            TlsRptRua = new ReadableList<string>(["mailto:tls-reports@" + domain]),
            Problems = fails ? new ReadableList<string>(["Coverage.Mx"]) : ReadableList<string>.Empty,
            Tested = now,
            Checks = CheckCatalogue.All.Select(definition => new Check
            {
                Id = definition.Id,
                Title = definition.Title,
                Status = fails && definition.Id == "Coverage.Mx" ? CheckStatus.Fail : CheckStatus.Pass,
                Detail = $"{definition.Title}, as seen at {domain}.",
                Fix = fails && definition.Id == "Coverage.Mx" ? definition.Fix : "",
                Reference = definition.Reference,
            }).ToReadableList(),
            Record = new PublishedRecord {
                DomainName = domain, Name = "_mta-sts." + domain, Status = RecordStatus.Valid, Text = "v=STSv1; id=20260101000000;" },
            Policy = new PublishedPolicy { DomainName = domain, IsValid = true, Url = $"https://mta-sts.{domain}/.well-known/mta-sts.txt", Policy = policy },
            TlsRpt = new PublishedTlsRptRecord {
                DomainName = domain, Name = "_smtp._tls." + domain, Status = RecordStatus.Valid, Text = "v=TLSRPTv1; rua=mailto:tls-reports@" + domain },
        };
    }
}
