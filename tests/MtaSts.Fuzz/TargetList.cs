using System.Collections.Generic;
using MtaSts.Fuzz.Targets;

namespace MtaSts.Fuzz;

/// <summary>All targets.</summary>
internal static class TargetList
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new RecordTarget(), new PolicyTarget(), new DnsTarget(), new UdpTarget(), new SmtpTarget(),
        new ReportTarget("json", inner: Rewrap.None), new ReportTarget("mail", inner: Rewrap.Base64), new ReportTarget("archive", inner: Rewrap.Archive),
        new ReportTarget("rows", inner: Rewrap.None, isRows: true), new GraphPageTarget(), new IntakeStateTarget(),
    ];
}
