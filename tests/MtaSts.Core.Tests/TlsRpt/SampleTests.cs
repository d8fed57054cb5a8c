using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

public class SampleTests
{
    /// <summary>Words of the last column of EXPECTED.md, with text or position of the corresponding warning.</summary>
    private static readonly (string Oddity, string PathEnd, string Text)[] Noted =
    [
        ("end-datetime is midnight", "end-datetime", "midnight"),
        ("no policy-string", "policy-string", "missing"),
        ("no mx-host", "mx-host", "missing"),
        ("details sum to", "failure-details", "sum"),
        ("detail without sending-mta-ip", "sending-mta-ip", "missing"),
        ("detail without receiving-mx-hostname", "", "receiving-mx-host"),
        ("detail without receiving-ip", "receiving-ip", "missing"),
        ("mx-host is a string", "mx-host", "6241"),
        ("start-datetime is not RFC 3339", "start-datetime", "zone"),
        ("end-datetime is not RFC 3339", "end-datetime", "zone"),
        ("range of 7 days", "date-range", "longer"),
        ("media type application/tlsrpt without suffix", "Content-Type", "tlsrpt"),
        ("no policy-domain", "policy-domain", "missing"),
        ("no total-failure-session-count", "total-failure-session-count", "missing"),
        ("policy-type 'invalid-policy-type'", "policy-type", "does not define"),
        ("policy-string holds a JSON array", "policy-string", "JSON array"),
        ("contact-info is null", "contact-info", "null"),
        ("\"mx: \" prefix", "mx-host", "mx:"),
        ("policy 2: mx-host is []", "mx-host", "missing"),
    ];

    [SamplesFact]
    public void Every_sample_has_the_expected_figures()
    {
        var wrong = new List<string>();
        foreach (var expected in SampleFolder.Expected)
        {
            var report = Read(expected);
            if (report is null)
            {
                wrong.Add(expected.File + " was not read");
                continue;
            }

            var seen =
                $"{report.OrganizationName}|{report.ReportId}|{report.Policies.Count}|{report.SuccessCount}|{report.FailureCount}|"
                + $"{report.Policies.Sum(p => p.FailureDetails.Count)}";
            var wanted = $"{expected.Organization}|{expected.ReportId}|{expected.Policies}|{expected.Successes}|{expected.Failures}|{expected.Details}";
            if (seen != wanted) wrong.Add($"{expected.File}: {seen} instead of {wanted}");
        }

        Assert.Empty(wrong);
        Assert.Equal(21, SampleFolder.Expected.Count);
    }

    [SamplesFact]
    public void Every_file_of_the_folder_is_expected()
    {
        var files = Directory.GetFiles(SampleFolder.Path!).Select(Path.GetFileName).Where(name => name != "EXPECTED.md");
        Assert.Equal(files.OrderBy(name => name), SampleFolder.Expected.Select(sample => sample.File).OrderBy(name => name));
    }

    [SamplesFact]
    public void Every_deviation_is_a_warning()
    {
        var silent = new List<string>();
        foreach (var expected in SampleFolder.Expected)
        {
            var report = Read(expected)!;
            foreach ((var oddity, var pathEnd, var text) in Noted)
            {
                if (!expected.Oddities.Contains(oddity)) continue;
                if (!report.Warnings.Any(w => w.Path.EndsWith(pathEnd, System.StringComparison.Ordinal) && w.ToString().Contains(text)))
                    silent.Add(expected.File + ": " + oddity);
            }

            if (expected.Oddities == "-") Assert.Empty(report.Warnings);
        }

        Assert.Empty(silent);
    }

    [SamplesFact]
    public void Mail_from_Microsoft_shows_its_DKIM_result()
    {
        var report = Read(SampleFolder.Expected.Single(sample => sample.File == "mox-microsoft.eml"))!;
        Assert.Equal("pass", report.DkimResult);
        Assert.Equal("microsoft.com", report.DkimDomain);
    }

    private static TlsReport? Read(ExpectedSample sample)
    {
        using var file = File.OpenRead(Path.Combine(SampleFolder.Path!, sample.File));
        return new TlsReportReader().Read(file, sample.File).Single().Report;
    }
}
