using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.Intake;
using MtaSts.TlsRpt;

namespace MtaSts.Engines;

/// <summary>A folder as Export-TlsRptReport writes it.</summary>
internal static class Archive
{
    /// <summary>Writes reports in several runs, the last of which repeats some, so that rows are in two files.</summary>
    public static void Write(string folder, IReadOnlyList<TlsReport> reports)
    {
        const int Runs = 3;
        for (var run = 0; run < Runs; run++) Write(folder, reports.Where((_, i) => i % Runs == run));
        Write(folder, reports.Where((_, i) => i % 7 == 0));
    }

    /// <summary>Writes reports in one run.</summary>
    public static void Write(string folder, IEnumerable<TlsReport> reports)
    {
        using var archive = ReportArchive.Open(folder);
        foreach (var report in reports) archive.Add(report);
        archive.Complete();
    }

    /// <summary>The reports of all files, in the order in which an engine reads them.</summary>
    public static IEnumerable<TlsReport> Read(string folder)
    {
        var reader = new TlsReportReader();
        foreach (var file in Directory.GetFiles(folder, "*.ndjson.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            foreach (var result in reader.Read(stream, file)) yield return result.Report ?? throw new InvalidDataException(result.Error!.Message);
        }
    }
}
