using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MtaSts.TlsRpt.Containers;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Archive;

/// <summary>
/// Reads the lines that <see cref="ArchiveRows"/> writes, and puts the reports together again. The rows of a report follow each other.
/// </summary>
internal sealed class ArchiveReader(Stream json, ReadContext context) : IDisposable
{
    private const int MaxDepth = 4;

    /// <summary>How such a text begins, after a byte order mark and white space.</summary>
    public const string Begin = "{\"SchemaVersion\":";

    private readonly JsonTokens _tokens = new(json, MaxDepth);
    private List<ArchiveRow> _rows = [];
    private int _line = 1; // of the row that comes next
    private bool _isOver;

    /// <summary>The next report or fault; null at the end.</summary>
    /// <exception cref="ReportFaultException">Nothing more can be read.</exception>
    public TlsReportResult? Next()
    {
        while (!_isOver)
        {
            // A row that knows how many there are: what is wrong behind the last one does not concern this report.
            if (_rows.Count > 0 && _rows.Count == _rows[0].Rows) return BuildAndBegin(null);
            var row = ReadRow();
            _isOver = row is null;
            if (_rows.Count == 0 || (row is not null && row.IsOfSame(_rows[_rows.Count - 1])))
            {
                if (row is not null) Add(row);
                continue;
            }

            return BuildAndBegin(row);
        }

        return null;
    }

    public void Dispose() => _tokens.Dispose();

    private void Add(ArchiveRow row)
    {
        if (_rows.Count > 0 && row.PolicyNumber == _rows[_rows.Count - 1].PolicyNumber) row.ForgetLists();
        _rows.Add(row);
    }

    private ArchiveRow? ReadRow()
    {
        if (_line > 1)
        {
            var rest = _tokens.Rest();
            if (rest == JsonRest.Nothing) return null;
            if (rest == JsonRest.SomethingElse) throw Damaged("It is not a JSON object.");
            _tokens.Restart();
        }

        context.Cancellation.ThrowIfCancellationRequested();
        _tokens.Next();
        var cursor = new JsonCursor(_tokens, new ReportNotes(), context.Options.MaxReportItems);
        var row = ArchiveRow.Read(cursor);
        if (row.Version != ArchiveNames.CurrentVersion)
        {
            throw Damaged(string.Format(
                CultureInfo.InvariantCulture, "It has schema version {0}, but this version of the module reads version {1}.", row.Version,
                ArchiveNames.CurrentVersion));
        }

        _line++;
        return row;
    }

    /// <summary>The report of the rows so far; the next one begins with this row.</summary>
    private TlsReportResult BuildAndBegin(ArchiveRow? next)
    {
        var done = _rows;
        _rows = next is null ? [] : [next];
        return Build(done);
    }

    private TlsReportResult Build(List<ArchiveRow> rows)
    {
        context.Budget.TakeReport();
        var first = rows[0];
        var policies = new List<TlsReportPolicy>();
        for (var i = 0; i < rows.Count;)
        {
            var begin = rows[i];
            var details = new List<TlsReportFailure>();
            for (; i < rows.Count && rows[i].PolicyNumber == begin.PolicyNumber; i++)
            {
                if (rows[i].Failure() is { } failure) details.Add(failure);
            }

            policies.Add(begin.Policy(details));
        }

        if (rows.Count != first.Rows)
        {
            return new TlsReportResult(new TlsReportError(
                TlsReportFault.CutOff,
                string.Format(CultureInfo.InvariantCulture, "The report has {0} rows, but the file contains {1} of them.", first.Rows, rows.Count),
                context.Source));
        }

        var report = first.Report(policies, context.Source);
        if (context.Memory is not null) context.Memory.Take(HeldSize.Of(report), context.Cancellation);
        return new TlsReportResult(report);
    }

    private ReportFaultException Damaged(string why) => new(
        TlsReportFault.InvalidMember, string.Format(CultureInfo.InvariantCulture, "Row {0} of this archive cannot be read. {1}", _line, why))
    {
        JsonPath = "$",
    };
}
