using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using MtaSts.TlsRpt;

namespace MtaSts.Benchmarks;

/// <summary>Reads in a separate process and prints its peak memory in MB.</summary>
internal static class ReportsChild
{
    public static int Run(string what, string path)
    {
        var count = what switch
        {
            "folder" => ReadFolder(path),
            "bare" => ReportsLoops.Bare(Reports(path)),
            _ => ReadFile(path),
        };
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64 / 1_000_000d;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{peak:0.0} MB, {count:#,0} read"));
        return count > 0 ? 0 : 1;
    }

    private static long ReadFolder(string folder)
    {
        var files = Reports(folder);
        ReportsLoops.Ours(files);
        return files.Length;
    }

    private static string[] Reports(string folder) => Directory.GetFiles(folder, "*.json.gz");

    private static long ReadFile(string file)
    {
        using var stream = File.OpenRead(file);
        return new TlsReportReader().Read(stream, Path.GetFileName(file)).LongCount(result => result.Report is not null);
    }
}
