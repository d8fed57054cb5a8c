using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MtaSts.Intake;
using MtaSts.TlsRpt.Summary;
using Xunit;

namespace MtaSts.Tests.Intake;

/// <summary>A large mailbox, faults of Graph at every call, and a process that ends at any place.</summary>
public sealed class KilledIntakeTests : IDisposable
{
    private const int Mails = 17_000;
    private const int Kills = 100;
    private const int PageSize = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-intake-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_report_of_17000_mails_counts_once_however_often_the_process_is_killed()
    {
        var random = new Random(19);
        var stub = new GraphStub(Mails, MadeMail.Report);
        var path = Path.Combine(_folder, "state.json");
        var written = new List<TlsReport>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var left = random.Next(1, 700); // some 85 pages of 200 messages, with three kinds of places each
            void Step()
            {
                if (--left <= 0) throw new KilledException();
            }

            stub.Fault = request =>
            {
                Step();
                return Trouble(random);
            };
            if (kill % 10 == 9) stub.ExpireLinks();
            var run = new Receiver(path, PageSize) { Checkpoint = Step };
            await Assert.ThrowsAsync<KilledException>(() => run.RunAsync(stub, written));
            Assert.False(File.Exists(path) && new FileInfo(path).Length == 0);
        }

        stub.Fault = _ => Trouble(random);
        var last = new Receiver(path, PageSize);
        await last.RunAsync(stub, written);

        Assert.Equal([], stub.Violations);
        Assert.InRange(stub.MostAtOnce, 2, 4);
        Assert.Equal([], last.Failed);
        Assert.Equal(Mails, written.Select(report => report.ReportId).Distinct().Count());
        var repeats = written.Count - Mails;
        Assert.InRange(repeats, 1, Kills * PageSize); // a kill repeats at most one page
        using var measure = new TlsReportMeasure(
            new TlsReportMeasureOptions { GroupBy = TlsReportGrouping.Domain, NowUtc = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
        foreach (var report in written) measure.Add(report);
        var domains = measure.GetSummaries();
        Assert.Equal(Mails, domains.Sum(domain => domain.Reports));
        Assert.Equal(Enumerable.Range(0, Mails).Sum(number => number % 7 + 1), domains.Sum(domain => domain.Successes));
        Assert.Equal(repeats, measure.Duplicates);

        // Nothing is left: a further run fetches nothing.
        var fetched = stub.Fetched.Count;
        Assert.Empty(await new Receiver(path, PageSize).RunAsync(stub));
        Assert.Equal(fetched, stub.Fetched.Count);
    }

    /// <summary>One call in ten goes wrong, in a way that is worth another attempt.</summary>
    private static GraphResponse? Trouble(Random random) => random.Next(60) switch
    {
        0 => GraphStub.Error(429, "ApplicationThrottled", ("Retry-After", "7")),
        1 => GraphStub.Error(503, "ServiceUnavailable", ("Retry-After", "Sat, 28 Nov 2026 12:05:00 GMT")),
        2 => GraphStub.Error(504, "GatewayTimeout"),
        3 => GraphStub.Answer(502, "<html>Bad gateway</html>"),
        4 => throw new IOException("The connection was reset."),
        5 => new GraphResponse(200, new Dictionary<string, string>(), new BrokenStream()),
        _ => null,
    };

    /// <summary>A body whose connection breaks.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public BrokenStream()
            : base("{\"value\":["u8.ToArray())
        {
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            Position == Length ? throw new IOException("Cut off.") : base.Read(buffer, offset, count);

#if NET // .NET Framework has no such method
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, System.Threading.CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("Cut off.") : base.ReadAsync(buffer, cancellationToken);
#endif

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, System.Threading.CancellationToken cancellationToken) =>
            Position == Length ? throw new IOException("Cut off.") : base.ReadAsync(buffer, offset, count, cancellationToken);
    }
}
