using System.Globalization;

namespace MtaSts.TlsRpt.Json;

/// <summary>Faults with the same messages in both JSON readers.</summary>
internal static class JsonFaults
{
    /// <summary>
    /// The longest string, number or unknown member that is read, in bytes: a thousand times what reports contain, and small
    /// enough that an endless string does not fill the memory up to the total limit.
    /// </summary>
    public const int MaxTextBytes = 1_000_000;

    public static ReportFaultException TooLong(long offset) => new(
        TlsReportFault.LimitExceeded,
        "A string or member in the JSON is longer than the limit of " + MaxTextBytes.ToString("#,0", CultureInfo.InvariantCulture) + " bytes.")
    {
        Offset = offset,
    };

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
