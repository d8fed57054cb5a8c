using System;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Text;

namespace MtaSts.Tests.Journaling;

/// <summary>Results for journals, with every check of the catalogue.</summary>
internal static class MadeResult
{
    public static readonly DateTime Now = new(2026, 11, 28, 6, 0, 0, DateTimeKind.Utc);

    public static TestResult Of(
        string domain, TestStatus status = TestStatus.Pass, UnknownCause? cause = null, StartTlsState startTls = StartTlsState.Unknown) => new()
    {
        DomainName = domain,
        Status = status,
        SenderAction = SenderAction.DeliverVerified,
        UnknownCause = cause,
        Tested = Now.AddTicks(1_234_567),
        Duration = TimeSpan.FromMilliseconds(12.5),
        Checks = CheckCatalogue.All.Select(definition => new Check
        {
            Id = definition.Id, Title = definition.Title, Status = CheckStatus.Pass, Detail = "Seen at " + domain + ".", Reference = definition.Reference,
        }).ToReadableList(),
        Mx = ReadableList.ToReadableList<MxHost>(
        [
            new MxHost
            {
                DomainName = domain, Host = "mail." + domain, Preference = 10, Addresses = ReadableList<System.Net.IPAddress>.Empty, StartTls = startTls,
            },
        ]),
    };
}
