using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace MtaSts.Benchmarks;

/// <summary>Generates reports of about 1 KB of JSON, the same in each run: most are healthy, one in eight has failures.</summary>
internal static class ReportsCorpus
{
    private const int Seed = 8460;
    private static readonly string[] Senders = ["Contoso Mail", "Fabrikam Inc.", "Northwind Traders", "Adatum Corporation"];
    private static readonly string[] Failures = ["certificate-expired", "starttls-not-supported", "validation-failure", "sts-policy-fetch-error"];

    public static string[] WriteReports(string folder, int count)
    {
        var random = new Random(Seed);
        var files = new string[count];
        for (var i = 0; i < count; i++)
        {
            files[i] = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"sender.example!domain{i % 50}.example!{i}.json.gz"));
            File.WriteAllBytes(files[i], Compress(Json(random, i)));
        }

        return files;
    }

    /// <summary>A mailbox of at least this many bytes: one message in ten is a report, the others are mail with attachments.</summary>
    public static int WriteMailbox(string file, long bytes)
    {
        var random = new Random(Seed);
        var other = new byte[60_000];
        using var writer = new StreamWriter(file, false, new UTF8Encoding(false)) { NewLine = "\n" };
        var messages = 0;
        for (; writer.BaseStream.Length < bytes; messages++)
        {
            writer.WriteLine("From sender@example.test Mon Jan  6 00:00:00 2025");
            var isReport = messages % 10 == 0;
            if (!isReport) random.NextBytes(other);
            var content = isReport ? Compress(Json(random, messages)) : other;
            writer.WriteLine("From: reports@sender.example\nTLS-Report-Domain: domain.example\nMIME-Version: 1.0");
            writer.WriteLine("Content-Type: multipart/" + (isReport ? "report; report-type=tlsrpt" : "mixed") + "; boundary=\"b1\"\n");
            writer.WriteLine("--b1\nContent-Type: text/plain\n\nSome words.\n>From here on, some more.\n--b1");
            writer.WriteLine("Content-Type: application/" + (isReport ? "tlsrpt+gzip" : "octet-stream") + "\nContent-Transfer-Encoding: base64\n");
            writer.WriteLine(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).Replace("\r", string.Empty, StringComparison.Ordinal));
            writer.WriteLine("--b1--\n");
            writer.Flush();
        }

        return messages;
    }

    /// <summary>A report, compressed.</summary>
    public static byte[] Gzip(Random random, int number) => Compress(Json(random, number));

    private static byte[] Compress(string json)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(json));
        return memory.ToArray();
    }

    private static string Json(Random random, int number)
    {
        var domain = string.Create(CultureInfo.InvariantCulture, $"domain{number % 50}.example");
        var day = new DateTime(2025, 1, 1).AddDays(number % 300).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var fails = number % 8 == 0;
        var json = new StringBuilder();
        json.Append(CultureInfo.InvariantCulture, $$"""
            {"organization-name":"{{Senders[number % Senders.Length]}}","date-range":{"start-datetime":"{{day}}T00:00:00Z","end-datetime":"{{day}}T23:59:59Z"},"contact-info":"smtp-tls-reporting@sender.example","report-id":"{{random.NextInt64():x16}}-{{random.NextInt64():x16}}-{{number}}@{{domain}}","policies":[
            """);
        for (var policy = 0; policy < (fails ? 1 : 2); policy++)
        {
            if (policy > 0) json.Append(',');
            json.Append(CultureInfo.InvariantCulture, $$$"""
                {"policy":{"policy-type":"sts","policy-string":["version: STSv1","mode: enforce","mx: mail{{{random.Next(9)}}}.{{{domain}}}","mx: backup.{{{domain}}}","max_age: 604800"],"policy-domain":"{{{domain}}}","mx-host":["mail.{{{domain}}}","backup.{{{domain}}}"]},"summary":{"total-successful-session-count":{{{random.Next(5000)}}},"total-failure-session-count":{{{(fails ? 2 : 0)}}}}
                """);
            if (fails) AppendFailures(json, random, domain);
            json.Append('}');
        }

        return json.Append("]}").ToString();
    }

    private static void AppendFailures(StringBuilder json, Random random, string domain)
    {
        json.Append(",\"failure-details\":[");
        for (var i = 0; i < 2; i++)
        {
            if (i > 0) json.Append(',');
            json.Append(CultureInfo.InvariantCulture, $$"""
                {"result-type":"{{Failures[random.Next(Failures.Length)]}}","sending-mta-ip":"192.0.2.{{random.Next(255)}}","receiving-mx-hostname":"mail.{{domain}}","receiving-ip":"198.51.100.{{random.Next(255)}}","failed-session-count":1,"failure-reason-code":"code {{random.Next(9999)}}"}
                """);
        }

        json.Append(']');
    }
}
