namespace MtaSts.Text;

/// <summary>The commands of texts that need TLS reports. They run as they are, in a folder that holds the folder of the reports.</summary>
internal static class ReportCommand
{
    /// <summary>The step of a domain on the evidence of reports.</summary>
    /// <param name="domain">In A-label form.</param>
    public static string Step(string domain) => "Read-TlsRptReport ./reports -Recurse | Step-MtaStsPolicy " + domain;
}
