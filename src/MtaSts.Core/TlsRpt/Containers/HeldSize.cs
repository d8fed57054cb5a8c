namespace MtaSts.TlsRpt.Containers;

/// <summary>What reading and holding takes, in bytes: rules of thumb that were measured, and lie above rather than below.</summary>
internal static class HeldSize
{
    /// <summary>Each byte of JSON: most of it is text, which .NET holds in two bytes per character, beside the buffer that it is read through.</summary>
    public const int PerJsonByte = 3;

    private const int PerReport = 1_000;
    private const int PerItem = 250;

    /// <summary>A report beyond its texts: many small items take more than their JSON.</summary>
    /// <param name="report">The report.</param>
    public static long Of(TlsReport report)
    {
        long items = report.Warnings.Count + report.OtherMembers.Count;
        foreach (var policy in report.Policies)
            items += 2 + policy.PolicyString.Count + policy.MxHost.Count + policy.OtherMembers.Count + policy.FailureDetails.Count;
        return PerReport + (items * PerItem);
    }
}
