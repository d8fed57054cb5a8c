using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using MimeKit;
using MtaSts.TlsRpt;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// Reading mail: a mailbox of many small messages with a report each, one huge message, and twenty large ones. Baselines of MimeKit: its
/// reader that only finds the parts, and its parser with the work that a report needs (decode, gunzip, walk). Each is a process of its own.
/// </summary>
internal static class Mails
{
    private const int Rounds = 7;

    private static readonly (string Name, string What)[] Kinds =
    [
        ("many", "40,000 messages with a report each, a mailbox of 200 MB"),
        ("huge", "one message of 200 MB, a report beside a file"),
        ("twenty", "20 messages of 10 MB, a report beside a file"),
    ];

    public static int Run(string[] args) => args is ["child", string who, string file]
        ? RunChild(who, file)
        : Conclude(Compare());

    public static IReadOnlyList<Comparison> Compare()
    {
        var folder = Directory.CreateTempSubdirectory("mtasts-mails-").FullName;
        try
        {
            return [.. Kinds.Select(kind => Compare(Path.Combine(folder, kind.Name + ".mbox"), kind.Name, kind.What))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Comparison Compare(string file, string name, string what)
    {
        MailCorpus.Write(file, name);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Ours: Ask("ours", file), Parts: Ask("reader", file), Whole: Ask("parser", file))).ToList();
        File.Delete(file);
        var ours = Median(rounds.Select(round => round.Ours));
        var whole = Median(rounds.Select(round => round.Whole));
        Say($"{what}: the module {ours:0.00} s, MimeReader {Median(rounds.Select(round => round.Parts)):0.00} s, MimeParser with decoding {whole:0.00} s");
        var ratio = Median(rounds.Select(round => round.Ours / round.Whole));
        return new Comparison(
            Line($"processor time of reading {what}"),
            Line($"{ours:0.00} s"),
            Line($"{whole:0.00} s: MimeKit's MimeParser, decode, gunzip, walk"),
            ratio,
            "less than 1.00",
            ratio < 1);
    }

    private static double Ask(string who, string file)
    {
        using var child = Child.Start("mails", "child", who, file);
        return double.Parse(child.ReadLineAsync().GetAwaiter().GetResult(), CultureInfo.InvariantCulture);
    }

    private static int RunChild(string who, string file)
    {
        Func<string, long> run = who switch { "ours" => Ours, "reader" => Parts, _ => Whole };
        run(file); // compiles the code
        var before = Environment.CpuUsage.TotalTime;
        var count = run(file);
        var spent = Environment.CpuUsage.TotalTime - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{spent.TotalSeconds:0.000}"));
        return count > 0 ? 0 : 1;
    }

    private static long Ours(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var reader = new TlsReportReader(new TlsReportReaderOptions { MaxMailBytes = 1_000_000_000 });
        return reader.Read(stream, file).LongCount(result => result.Report is not null);
    }

    /// <summary>The least: where messages and parts begin and end, without what is in them.</summary>
    private static long Parts(string file)
    {
        using var stream = File.OpenRead(file);
        var reader = new MimeReader(stream, MimeFormat.Mbox);
        long count = 0;
        for (; !reader.IsEndOfStream; count++) reader.ReadMessage();
        return count;
    }

    private static long Whole(string file)
    {
        using var stream = File.OpenRead(file);
        var parser = new MimeParser(stream, MimeFormat.Mbox, persistent: true);
        long tokens = 0;
        while (!parser.IsEndOfStream)
        {
            using var message = parser.ParseMessage();
            foreach (var part in message.BodyParts.OfType<MimePart>().Where(part => part.ContentType.MimeType == "application/tlsrpt+gzip"))
            {
                using var gzip = new GZipStream(part.Content!.Open(), CompressionMode.Decompress);
                using var memory = new MemoryStream();
                gzip.CopyTo(memory);
                var json = new Utf8JsonReader(memory.GetBuffer().AsSpan(0, (int)memory.Length));
                while (json.Read()) tokens++;
            }
        }

        return tokens;
    }
}
