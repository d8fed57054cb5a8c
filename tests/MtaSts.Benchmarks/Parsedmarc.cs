using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MtaSts.Benchmarks;

/// <summary>parsedmarc's own functions for unpacking and parsing a TLS report, over the same files, where a Python with it is installed.</summary>
internal static class Parsedmarc
{
    private const string Script =
        """
        import pathlib, sys, time
        from parsedmarc import extract_report, parse_smtp_tls_report_json
        files = sorted(pathlib.Path(sys.argv[1]).iterdir())
        start = time.perf_counter()
        for file in files:
            parse_smtp_tls_report_json(extract_report(file.read_bytes()))
        print(time.perf_counter() - start)
        """;

    /// <summary>Reads the files of a folder, one after the other, as parsedmarc does.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The seconds without the start of Python; null where parsedmarc is not installed or does not read them.</returns>
    public static double? Seconds(string folder)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Script, folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            python.ErrorDataReceived += static (_, _) => { }; // its warnings and its traceback are not of interest
            python.BeginErrorReadLine();
            var output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0 && double.TryParse(output, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
        }
        catch (Win32Exception)
        {
            return null; // there is no Python
        }
    }
}
