using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Journaling;
using MtaSts.Scanning;

namespace MtaSts.PowerShell.Commands;

/// <summary>Tests domains with a journal: a domain that has a result in it is not tested again, and each new result is added.</summary>
/// <param name="journal">The journal; it is closed with this object.</param>
/// <param name="isUnknownRetried">Test domains again whose result is Unknown, unless a new test comes to the same result.</param>
internal sealed class JournaledScan(ScanJournal journal, bool isUnknownRetried) : IDisposable
{
    private readonly ConcurrentDictionary<(string Domain, string Given), Task<TestResult>> _flights = new();
    private readonly ConcurrentDictionary<(string Domain, string Given), bool> _retried = new(); // in this run
    private int _restored;
    private int _tested;
    private Exception? _fault;

    public ScanJournal Journal => journal;

    /// <summary>How many results were read from the journal, or are those of a domain that was given again.</summary>
    public int Restored => Volatile.Read(ref _restored);

    /// <summary>How many domains were tested.</summary>
    public int Tested => Volatile.Read(ref _tested);

    /// <summary>Why a result could not be added: the first reason; null when all were added.</summary>
    public Exception? Fault => Volatile.Read(ref _fault);

    /// <summary>The result of one domain. Runs on the pool. A domain that is given again while it is tested is tested once.</summary>
    public async Task<TestResult> TestAsync(MtaStsChecker checker, string domain, TestOptions options, CancellationToken cancellationToken)
    {
        var given = GivenKey.Of(options);
        var own = new TaskCompletionSource<TestResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var flight = _flights.GetOrAdd((domain, given), own.Task);
        if (flight != own.Task)
        {
            var shared = await flight.ConfigureAwait(false);
            Interlocked.Increment(ref _restored);
            return shared;
        }

        try
        {
            var result = await ReadOrTestAsync(checker, domain, given, options, cancellationToken).ConfigureAwait(false);
            own.SetResult(result);
            return result;
        }
        catch (OperationCanceledException)
        {
            own.TrySetCanceled(cancellationToken);
            throw;
        }
        catch (Exception error)
        {
            own.SetException(error);
            _ = own.Task.Exception; // seen, also when nobody waits
            throw;
        }
        finally
        {
            _flights.TryRemove((domain, given), out _);
        }
    }

    /// <summary>Adds what the scan came to, and looks whether the file is still there.</summary>
    public void Complete(ScanTally tally)
    {
        if (Tested > 0 || !journal.IsComplete) Keep(() => journal.AppendSummary(tally, DateTime.UtcNow));
        Keep(journal.CheckPlace);
    }

    public void Dispose() => journal.Dispose();

    private async Task<TestResult> ReadOrTestAsync(
        MtaStsChecker checker, string domain, string given, TestOptions options, CancellationToken cancellationToken)
    {
        if (TryRead(domain, given) is { } kept)
        {
            Interlocked.Increment(ref _restored);
            return kept;
        }

        var result = await checker.TestAsync(domain, options, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _tested);
        if (isUnknownRetried && result.Status == TestStatus.Unknown) _retried[(domain, given)] = true;
        Keep(() => journal.Append(given, result));
        return result;
    }

    /// <summary>The domain of a result that cannot be read is tested again.</summary>
    private TestResult? TryRead(string domain, string given)
    {
        if (!journal.TryFind(domain, given, out var entry)) return null;
        try
        {
            var result = journal.Read(entry);
            var isRetried = isUnknownRetried && entry.IsUnknown && !_retried.ContainsKey((domain, given))
                && !ScanTally.IsLasting(result.UnknownCause ?? UnknownCause.Other);
            return isRetried ? null : result;
        }
        catch (Exception error) when (error is JournalException or IOException)
        {
            return null;
        }
    }

    /// <summary>A full disk does not end the scan: its output is complete even so.</summary>
    private void Keep(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JournalException)
        {
            Interlocked.CompareExchange(ref _fault, error, null);
        }
    }
}
