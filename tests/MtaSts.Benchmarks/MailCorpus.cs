using System;
using System.IO;
using System.Linq;
using System.Text;

namespace MtaSts.Benchmarks;

/// <summary>Mailboxes for <see cref="Mails"/>.</summary>
internal static class MailCorpus
{
    private const int Many = 40_000;
    private const int Twenty = 20;
    private const int Seed = 8460;

    /// <summary>Writes a mailbox.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kind">many, huge or twenty.</param>
    public static void Write(string file, string kind) => Write(file, kind, Many);

    /// <summary>Writes a mailbox of small messages with a report each.</summary>
    public static void WriteMany(string file, int count) => Write(file, "many", count);

    private static void Write(string file, string kind, int many)
    {
        using var writer = new StreamWriter(file, false, new UTF8Encoding(false)) { NewLine = "\r\n" };
        var random = new Random(Seed);
        var words = string.Join(
            "\r\n", Enumerable.Range(0, 52).Select(line => $"Line {line:00} of a text that a mail system puts before the report it sends."));
        switch (kind)
        {
            case "many":
                for (var i = 0; i < many; i++) WriteMail(writer, random, i, words, 0);
                break;
            case "huge":
                WriteMail(writer, random, 0, words, 146_000_000);
                break;
            default:
                for (var i = 0; i < Twenty; i++) WriteMail(writer, random, i, words, 7_300_000);
                break;
        }
    }

    private static void WriteMail(StreamWriter writer, Random random, int number, string words, int attached)
    {
        writer.WriteLine("From reports@sender.example Sun Mar  1 00:00:00 2026");
        writer.WriteLine("Received: from mail.sender.example by mail.domain.example; Sun, 1 Mar 2026 00:00:00 +0000");
        writer.WriteLine("From: reports@sender.example\r\nTo: tls-reports@domain.example\r\nMIME-Version: 1.0\r\nTLS-Report-Domain: domain.example");
        writer.WriteLine("Content-Type: multipart/report; report-type=tlsrpt; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n");
        writer.WriteLine(words + "\r\n--b1");
        if (attached > 0)
        {
            var bytes = new byte[attached];
            random.NextBytes(bytes);
            WritePart(writer, "application/pdf", bytes);
        }

        WritePart(writer, "application/tlsrpt+gzip", ReportsCorpus.Gzip(random, number));
        writer.WriteLine("--\r\n");
    }

    /// <summary>A part, and the beginning of the boundary after it.</summary>
    private static void WritePart(StreamWriter writer, string type, byte[] content)
    {
        writer.WriteLine($"Content-Type: {type}\r\nContent-Transfer-Encoding: base64\r\n");
        writer.WriteLine(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks));
        writer.Write("--b1");
        if (type == "application/pdf") writer.WriteLine();
    }
}
