using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.PowerShell.Output;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// What is read from a group of inputs: all of them at once, on the pool, unless the memory that all files share is used up. Then the
/// others are read when they are asked for.
/// </summary>
internal sealed class GroupBatch : IDisposable
{
    private readonly ReportGroup _group;
    private readonly TlsReportReader _reader;
    private readonly ReadMemory _memory;
    private readonly CancellationToken _cancellation;
    private readonly ReportBatch?[] _batches;

    private GroupBatch(ReportGroup group, TlsReportReader reader, ReadMemory memory, CancellationToken cancellation)
    {
        _group = group;
        _reader = reader;
        _memory = memory;
        _cancellation = cancellation;
        _batches = new ReportBatch?[group.Inputs.Count];
    }

    /// <summary>Reads a group.</summary>
    /// <param name="group">What to read.</param>
    /// <param name="reader">How to read it.</param>
    /// <param name="memory">The memory that all files share.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static async Task<GroupBatch> ReadAsync(ReportGroup group, TlsReportReader reader, ReadMemory memory, CancellationToken cancellation)
    {
        var batch = new GroupBatch(group, reader, memory, cancellation);
        try
        {
            if (group.Inputs.Count == 1 && group.Inputs[0].MayWait())
                batch._batches[0] = await ReportBatch.ReadOrLeaveAsync(group.Inputs[0], reader, memory, cancellation).ConfigureAwait(false);
            else
                batch.ReadAhead();
            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    /// <summary>What was read from each input, in order; whoever takes it disposes it.</summary>
    public IEnumerable<(ReportInput Input, ReportBatch Batch)> Batches()
    {
        for (var i = 0; i < _batches.Length; i++)
        {
            var batch = _batches[i] ?? ReadAt(i);
            _batches[i] = null;
            yield return (_group.Inputs[i], batch);
        }
    }

    /// <summary>Closes what was not taken.</summary>
    public void Dispose()
    {
        foreach (var batch in _batches) batch?.Dispose();
    }

    private void ReadAhead()
    {
        for (var i = 0; i < _batches.Length; i++)
        {
            if (i > 0 && _memory.IsUsedUp) return;
            _batches[i] = ReadAt(i);
        }
    }

    private ReportBatch ReadAt(int index)
    {
        var input = _group.Inputs[index];
        try
        {
            return new ReportBatch(input, _reader, _memory, _cancellation);
        }
#pragma warning disable CA1031 // What is wrong with one file must not cost the others of its group
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return ReportBatch.Failed(input, ErrorRecords.Unexpected(input.Target, error));
        }
    }
}
