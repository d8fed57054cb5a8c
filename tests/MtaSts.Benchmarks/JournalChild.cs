using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Concurrency;
using MtaSts.Journaling;
using MtaSts.Lab;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Benchmarks;

/// <summary>
/// A scan with a journal whose tests cost nothing, in a separate process: what the journal itself costs. Results that are in it are read back.
/// </summary>
internal static class JournalChild
{
    private const int ThrottleLimit = 16;

    public static int Run(string path, int count)
    {
        Console.WriteLine(RunCost.Measure(count, () => Go(path, count)));
        return 0;
    }

    private static void Go(string path, int count)
    {
        using var journal = ScanJournal.Open(path, new JournalOptions { UtcNow = DateTime.UtcNow }, CancellationToken.None);
        var sink = new Sink();
        using (var queue = new OrderedWorkQueue<string, TestResult>(
            (domain, _) => Task.FromResult(Next(journal, domain)), ThrottleLimit, sink, ScanQueue.OptionsFor<TestResult>(asCompleted: false)))
        {
            foreach (var domain in new SyntheticDomains().Names(count)) queue.Add(domain);
            queue.Complete();
        }

        if (sink.Count != count) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{sink.Count} results of {count}."));
    }

    private static TestResult Next(ScanJournal journal, string domain)
    {
        if (journal.TryFind(domain, "", out var entry)) return journal.Read(entry);
        var result = Made(domain);
        journal.Append("", result);
        return result;
    }

    /// <summary>A result of about the usual size.</summary>
    private static TestResult Made(string domain) => new()
    {
        DomainName = domain,
        Status = TestStatus.Warning,
        SenderAction = SenderAction.DeliverVerified,
        Tested = DateTime.UtcNow,
        Checks = CheckCatalogue.All.Select(definition => new Check
        {
            Id = definition.Id,
            Title = definition.Title,
            Status = CheckStatus.Pass,
            Detail = "What was seen of " + domain + ", in a sentence of the usual length.",
            Fix = definition.Id.StartsWith("TlsRpt.", StringComparison.Ordinal) ? definition.Fix : "",
            Reference = definition.Reference,
        }).ToReadableList(),
    };

    private sealed class Sink : IWorkQueueSink<string, TestResult>
    {
        public int Count { get; private set; }

        public void Result(string item, TestResult result)
        {
            if (result.DomainName == item && result.Checks.Count == CheckCatalogue.All.Count) Count++;
        }

        public void Fault(string item, Exception exception) => Console.Error.WriteLine(exception);

        public void Message(object message)
        {
        }
    }
}
