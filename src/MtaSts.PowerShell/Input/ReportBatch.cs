using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.PowerShell.Output;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// What is read from one file: the first results at once, on the pool; the rest of a mailbox only when it is asked for,
/// so that no more than this many reports of a file are held, and fewer when the memory that all files share is used up.
/// </summary>
internal sealed class ReportBatch : IDisposable
{
    private const int AtOnce = 64;

    private readonly List<(TlsReportResult Result, long Share)> _first = new(1); // most files hold one report
    private readonly ReadMemoryAccount? _memory;
    private readonly ReportInput _input;
    private readonly Stream? _stream;
    private readonly IEnumerator<TlsReportResult>? _results;
    private readonly ErrorRecord? _error;
    private readonly bool _hasMore;

    public ReportBatch(ReportInput input, TlsReportReader reader, ReadMemory memory, CancellationToken cancellationToken)
    {
        _input = input;
        _memory = memory.Open(input.Number);
        try
        {
            _stream = input.Open();
            _results = reader.Read(_stream, input.Name, _memory, input.IsAttachment, cancellationToken).GetEnumerator();
            var more = true;
            while (more && _first.Count < AtOnce && !(_first.Count > 0 && _memory.IsUsedUp))
            {
                more = _results.MoveNext();
                if (more) _first.Add((_results.Current, _memory.Settle()));
            }

            _hasMore = more;
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            _error = error is FileNotFoundException or DirectoryNotFoundException
                ? ErrorRecords.PathNotFound(input.Name, error)
                : ErrorRecords.FileUnreadable(input.Name, error);
        }
        catch
        {
            Dispose();
            throw;
        }

        if (!_hasMore) CloseInput();
    }

    private ReportBatch(ReportInput input, ErrorRecord error)
    {
        _input = input;
        _error = error;
    }

    /// <summary>The error that kept the file from being opened, or null.</summary>
    public ErrorRecord? Error => _error;

    /// <summary>Nothing but an error.</summary>
    public static ReportBatch Failed(ReportInput input, ErrorRecord error) => new(input, error);

    /// <summary>All results, in order; the later ones are read while they are enumerated.</summary>
    public IEnumerable<TlsReportResult> Results()
    {
        for (var i = 0; i < _first.Count; i++)
        {
            var (result, share) = _first[i];
            _first[i] = default; // whoever takes it holds it from now on
            yield return result;
            _memory!.Release(share);
        }

        if (!_hasMore) yield break;
        while (_results!.MoveNext())
        {
            yield return _results.Current;
            _memory!.Release(_memory.Settle());
        }
    }

    /// <summary>A pipe without a writer keeps whoever opens it, and nothing can call him back: Ctrl+C leaves him behind.</summary>
    /// <param name="input">What to read.</param>
    /// <param name="reader">How to read it.</param>
    /// <param name="memory">The memory that all files share.</param>
    /// <param name="cancellationToken">Leaves at once.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<ReportBatch> ReadOrLeaveAsync(ReportInput input, TlsReportReader reader, ReadMemory memory, CancellationToken cancellationToken)
    {
        var reading = Task.Run(() => new ReportBatch(input, reader, memory, cancellationToken), CancellationToken.None);
        try
        {
            return await SharedWork.WaitAsync(reading, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = reading.ContinueWith(
                static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    public void Dispose()
    {
        CloseInput();
        _memory?.Close();
    }

    private void CloseInput()
    {
        _results?.Dispose();
        if (_input.IsOwn) _stream?.Dispose();
    }
}
