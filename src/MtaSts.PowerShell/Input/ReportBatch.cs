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
/// The results of one file: the first ones at once, on the pool; the rest of a mailbox only when requested,
/// so that no more than this many reports of a file are kept in memory.
/// </summary>
internal sealed class ReportBatch : IDisposable
{
    private const int AtOnce = 64;

    private readonly List<TlsReportResult> _first = [];
    private readonly ReportInput _input;
    private readonly Stream? _stream;
    private readonly IEnumerator<TlsReportResult>? _results;
    private readonly ErrorRecord? _error;
    private readonly bool _hasMore;

    public ReportBatch(ReportInput input, TlsReportReader reader, CancellationToken cancellationToken)
    {
        _input = input;
        try
        {
            _stream = input.Open();
            _results = reader.Read(_stream, input.Name, cancellationToken).GetEnumerator();
            var more = true;
            while (more && _first.Count < AtOnce)
            {
                more = _results.MoveNext();
                if (more) _first.Add(_results.Current);
            }

            _hasMore = more;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException)
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

        if (!_hasMore) Dispose();
    }

    /// <summary>The error that kept the file from being opened, or null.</summary>
    public ErrorRecord? Error => _error;

    /// <summary>All results, in order; the later ones are read while they are enumerated.</summary>
    public IEnumerable<TlsReportResult> Results()
    {
        foreach (var result in _first) yield return result;
        if (!_hasMore) yield break;
        while (_results!.MoveNext()) yield return _results.Current;
    }

    /// <summary>A pipe without a writer keeps whoever opens it, and nothing can call him back: Ctrl+C leaves him behind.</summary>
    /// <param name="input">What to read.</param>
    /// <param name="reader">How to read it.</param>
    /// <param name="cancellationToken">Leaves at once.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<ReportBatch> ReadOrLeaveAsync(ReportInput input, TlsReportReader reader, CancellationToken cancellationToken)
    {
        var reading = Task.Run(() => new ReportBatch(input, reader, cancellationToken), CancellationToken.None);
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
        _results?.Dispose();
        if (_input.IsOwn) _stream?.Dispose();
    }
}
