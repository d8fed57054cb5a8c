using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using MtaSts.TlsRpt;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Creates reports and their containers. Each test changes only what it tests.</summary>
internal static class Sample
{
    public const string Policy =
        """{"policy":{"policy-type":"sts","policy-string":["version: STSv1","mode: testing","mx: mx.contoso.test","max_age: 86400"],"policy-domain":"contoso.test","mx-host":["mx.contoso.test"]},"summary":{"total-successful-session-count":5,"total-failure-session-count":0}}""";

    public const string Json =
        """{"organization-name":"Fabrikam","date-range":{"start-datetime":"2025-03-01T00:00:00Z","end-datetime":"2025-03-01T23:59:59Z"},"contact-info":"tls@fabrikam.test","report-id":"id-1","policies":[""" + Policy + "]}";

    /// <summary>A healthy report with one piece of text replaced.</summary>
    public static string With(string part, string replacement)
    {
        if (!Json.Contains(part, StringComparison.Ordinal)) throw new ArgumentException("The sample does not contain " + part);
        return Json.Replace(part, replacement, StringComparison.Ordinal);
    }

    /// <summary>A healthy report with these failure details and this failure count.</summary>
    public static string WithFailures(int failures, string details) => With(
        "\"total-failure-session-count\":0}",
        "\"total-failure-session-count\":" + failures.ToString(CultureInfo.InvariantCulture) + "},\"failure-details\":" + details);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest)) gzip.Write(bytes, 0, bytes.Length);
        return memory.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(Utf8(text));

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true))
        {
            foreach ((var name, var content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content, 0, content.Length);
            }
        }

        return memory.ToArray();
    }

    /// <summary>A mail according to RFC 8460 §5.3, with the report as base64 of gzip.</summary>
    public static string Mail(string json, string headers = "", string name = "report.json.gz") => string.Join("\r\n",
        headers + "From: tls@fabrikam.test",
        "TLS-Report-Domain: contoso.test",
        "TLS-Report-Submitter: fabrikam.test",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=\"tlsrpt\";",
        "\tboundary=\"b1\"",
        "",
        "--b1",
        "Content-Type: text/plain",
        "",
        "A report.",
        "--b1",
        "Content-Type: application/tlsrpt+gzip",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment; filename=\"" + name + "\"",
        "",
        Convert.ToBase64String(Gzip(json), Base64FormattingOptions.InsertLineBreaks),
        "--b1--",
        "");

    public static List<TlsReportResult> Read(byte[] content, TlsReportReaderOptions? options = null) =>
        new TlsReportReader(options).Read(content, "file").ToList();

    public static List<TlsReportResult> Read(string content, TlsReportReaderOptions? options = null) => Read(Utf8(content), options);

    /// <summary>The only report in the content.</summary>
    public static TlsReport Report(string content)
    {
        var result = Read(content).Single();
        return result.Report ?? throw new InvalidOperationException(result.Error!.Message);
    }

    /// <summary>The only error for the content.</summary>
    public static TlsReportError Error(byte[] content, TlsReportReaderOptions? options = null) =>
        Read(content, options).Single().Error ?? throw new InvalidOperationException("It was read.");

    public static TlsReportError Error(string content, TlsReportReaderOptions? options = null) => Error(Utf8(content), options);
}
