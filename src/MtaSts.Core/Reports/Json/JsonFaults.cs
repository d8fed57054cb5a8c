using System.Globalization;

namespace MtaSts.Reports.Json;

/// <summary>Faults that both JSON readers name in the same words.</summary>
internal static class JsonFaults
{
    public static ReportFaultException TooDeep(int maxDepth, long offset) => new(
        TlsReportFault.LimitExceeded,
        "The JSON is nested deeper than the limit of " + maxDepth.ToString(CultureInfo.InvariantCulture) + " levels (MaxJsonDepth).")
    {
        Offset = offset,
    };

    public static ReportFaultException NotJson(long offset) =>
        new(TlsReportFault.NotJson, "This is not JSON.") { Offset = offset };

    public static ReportFaultException CutOff(long offset) =>
        new(TlsReportFault.CutOff, "The JSON is cut off.") { Offset = offset };
}
