using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Intake;
using MtaSts.TlsRpt;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// The intake's own work per message: the mails of a mailbox whose server answers at once, from the first page to the state on disk, against
/// reading the same mails from files. Work is processor time: after each page the intake waits until the disk has the state, which is shown on its own.
/// </summary>
internal static class IntakeWork
{
    private const int Messages = 4_000;
    private const int PageSize = 200;
    private const int WarmUps = 8;
    private const int Rounds = 21;
    private const double WantedRatio = 1.5;

    public static async Task<int> RunAsync() => Conclude(await CompareAsync());

    public static async Task<IReadOnlyList<Comparison>> CompareAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mtasts-intake-").FullName;
        try
        {
            var files = Write(folder);
            var mails = files.Select(File.ReadAllBytes).ToArray();
            var pairs = new List<(Cost Disk, Cost Intake)>();
            for (var round = -WarmUps; round < Rounds; round++)
            {
                var disk = await TimeAsync(() => Task.FromResult(ReadFiles(files)));
                var intake = await TimeAsync(() => ReceiveAsync(mails, Path.Combine(folder, $"state{round}.json")));
                if (round >= 0) pairs.Add((disk, intake));
            }

            var ratio = Median(pairs.Select(pair => pair.Intake.Work / pair.Disk.Work));
            return
            [
                new Comparison(
                    Line($"receiving {Messages:#,0} messages from a mailbox that answers at once: work"),
                    Line($"{PerMessage(pairs.Select(pair => pair.Intake.Work)):0} µs per message"),
                    Line($"{PerMessage(pairs.Select(pair => pair.Disk.Work)):0} µs: reading the same mail from a file"),
                    ratio,
                    Line($"at most {WantedRatio:0.00}"),
                    ratio <= WantedRatio),
                new Comparison(
                    Line($"the same with the waits for the disk, {Messages / PageSize} times"),
                    Line($"{PerMessage(pairs.Select(pair => pair.Intake.Seconds)):0} µs per message"),
                    Line($"{PerMessage(pairs.Select(pair => pair.Disk.Seconds)):0} µs: the same"),
                    Median(pairs.Select(pair => pair.Intake.Seconds / pair.Disk.Seconds))),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Mails as senders write them, with a report of about 1 KB each.</summary>
    private static string[] Write(string folder)
    {
        var random = new Random(8460);
        return [.. Enumerable.Range(0, Messages).Select(number =>
        {
            var file = Path.Combine(folder, Line($"{number}.eml"));
            var report = Convert.ToBase64String(ReportsCorpus.Gzip(random, number), Base64FormattingOptions.InsertLineBreaks);
            string[] lines =
            [
                "Received: from mail.sender.example by mail.domain.example; Sun, 1 Mar 2026 00:00:00 +0000",
                "Authentication-Results: mail.domain.example; dkim=pass header.d=sender.example", "From: reports@sender.example",
                "To: tls-reports@domain.example", Line($"Subject: Report Domain: domain.example Submitter: sender.example Report-ID: <{number}>"),
                "TLS-Report-Domain: domain.example", "MIME-Version: 1.0", "Content-Type: multipart/report; report-type=tlsrpt; boundary=\"b1\"", "",
                "--b1", "Content-Type: text/plain", "", "This is an aggregate TLS report.", "", "--b1", "Content-Type: application/tlsrpt+gzip",
                "Content-Transfer-Encoding: base64", "", report, "--b1--", "",
            ];
            File.WriteAllText(file, string.Join("\r\n", lines), Encoding.ASCII);
            return file;
        })];
    }

    private static double PerMessage(IEnumerable<double> seconds) => Median(seconds) * 1_000_000 / Messages;

    private static async Task<Cost> TimeAsync(Func<Task<int>> action)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        if (await action() != Messages) throw new InvalidOperationException("Not every report was read.");
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return new Cost(seconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    private static int ReadFiles(string[] files)
    {
        var reader = new TlsReportReader();
        var count = 0;
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            count += reader.Read(stream, Path.GetFileName(file)).Count(result => result.Report is not null);
        }

        return count;
    }

    /// <summary>What Receive-TlsRptReport does: pages, messages, reports that are new, and the state after each page.</summary>
    private static async Task<int> ReceiveAsync(byte[][] mails, string state)
    {
        var reader = new TlsReportReader(new TlsReportReaderOptions { IgnoreOtherContent = true });
        using var client = new GraphClient(new Server(mails), GraphEndpoint.Global, new GraphClientOptions());
        using var file = IntakeStateFile.Open(state, "mailbox");
        var walk = new DeltaWalk(client, file.State, new MessageWalkOptions { Mailbox = "reports@contoso.test", Folder = "inbox", PageSize = PageSize });
        var count = 0;
        while (await walk.NextAsync(CancellationToken.None) is { } page)
        {
            foreach (var message in page.Messages)
            {
                var mime = await client.GetMimeAsync("reports@contoso.test", message.Id, 25_000_000, CancellationToken.None);
                count += reader.Read(mime, message.Name).Count(result => result.Report is { } report && file.State.Reports.Add(ReportIdentity.Of(report)));
            }

            walk.Complete(page, []);
            file.Save(DateTime.UtcNow);
        }

        return count;
    }

    /// <summary>What a round took.</summary>
    /// <param name="Seconds">By the clock.</param>
    /// <param name="Work">Of processor time.</param>
    private readonly record struct Cost(double Seconds, double Work);

    /// <summary>A mailbox that answers at once.</summary>
    private sealed class Server(byte[][] mails) : IGraphTransport
    {
        private static readonly Dictionary<string, string> None = [];

        private readonly byte[][] _pages = [.. Enumerable.Range(0, mails.Length / PageSize).Select(page => Page(page, mails.Length / PageSize))];

        public Task<GraphResponse> SendAsync(GraphRequest request, CancellationToken cancellationToken)
        {
            var path = request.Address.AbsolutePath;
            var body = path.EndsWith("/$value", StringComparison.Ordinal) ? mails[NumberOf(path)] : _pages[PageOf(request.Address.Query)];
            return Task.FromResult(new GraphResponse(200, None, new MemoryStream(body)));
        }

        private static int PageOf(string query)
        {
            var at = query.IndexOf("skiptoken=", StringComparison.Ordinal);
            return at < 0 ? 0 : int.Parse(query.AsSpan(at + "skiptoken=".Length), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        private static int NumberOf(string path)
        {
            var id = path.Split('/')[^2];
            return int.Parse(id.AsSpan(id.Length - 8), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        private static byte[] Page(int page, int pages)
        {
            const string Delta = "https://graph.microsoft.com/v1.0/users/reports@contoso.test/mailFolders/inbox/messages/delta?";
            var messages = Enumerable.Range(page * PageSize, PageSize).Select(number => new
            {
                id = Line($"AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A5tDzsOkLUEqcPkDIXIYw{number:D8}"),
                subject = Line($"Report Domain: domain.example Submitter: sender.example Report-ID: <{number}>"),
                receivedDateTime = "2026-03-01T00:00:00Z",
            });
            var link = page + 1 < pages ? "@odata.nextLink" : "@odata.deltaLink";
            return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
            {
                ["value"] = messages,
                [link] = Delta + (page + 1 < pages ? Line($"$skiptoken={page + 1}") : "$deltatoken=1"),
            });
        }
    }
}
