using System;
using System.Globalization;
using System.IO;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// The reports of one JSON text: one, as RFC 8460 §4 says, or several, one after another (as from
/// <c>cat</c>) or in arrays. An invalid report does not stop those after it, as long as the JSON is valid.
/// </summary>
internal sealed class ReportSequence(Stream json, ReadContext context, GunzipStream? gzip = null) : IDisposable
{
    private readonly JsonTokens _tokens = new(json, context.Options.MaxJsonDepth, context.Texts);
    private readonly Func<string?>? _remark = gzip is null ? null : gzip.TakeRemark;
    private bool _isArray;
    private bool _isOver;
    private int _number;
    private int _faults;
    private int _told;
    private bool _isFollowed;

    /// <summary>The next report or fault; null at the end.</summary>
    /// <exception cref="ReportFaultException">Nothing more can be read.</exception>
    public TlsReportResult? Next()
    {
        while (MoveNext())
        {
            if (_faults >= context.Options.MaxErrors) return _told == 0 ? null : CountRest();
            _number++;
            context.Budget.TakeReport();
            var here = _number == 1 ? context : context.Into("report " + _number.ToString(CultureInfo.InvariantCulture), context.IsDeclared);
            try
            {
                return Read(here);
            }
            catch (ReportFaultException fault) when (CanGoOn(fault) || _number > 1)
            {
                _isOver = !CanGoOn(fault);
                _faults++;
                if (!here.IsDeclared && fault.IsForeign && _number == _faults) continue; // behind a report, it may be what is left of another
                _told++;
                return new TlsReportResult(fault.ToError(here.Source));
            }
        }

        return TakeEnd();
    }

    public void Dispose() => _tokens.Dispose();

    /// <summary>Passes what follows without making reports of it: so many faults come from a text that was made to have them.</summary>
    private TlsReportResult CountRest()
    {
        long count = 0;
        do
        {
            count++;
            context.Cancellation.ThrowIfCancellationRequested();
            JsonCopier.Copy(_tokens, null);
            _number++;
        }
        while (MoveNext());
        return new TlsReportResult(new TlsReportError(
            TlsReportFault.LimitExceeded,
            string.Format(
                CultureInfo.InvariantCulture,
                "{0:#,0} reports of this JSON text could not be read, which is the limit (MaxErrors). What follows them ({1:#,0} JSON values) was not read.",
                context.Options.MaxErrors, count),
            context.Source));
    }

    private bool CanGoOn(ReportFaultException fault) => fault.IsWhole && (_isArray || _tokens.Rest(isJoined: true) == JsonRest.Another);

    /// <summary>Goes to the first token of the next report.</summary>
    private bool MoveNext()
    {
        if (_isOver || (_number > 0 && !_isArray && !Restart())) return false;
        NextIn();
        while (_isArray && _tokens.Kind == JsonToken.EndArray)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            _isArray = false;
            if (!Restart()) return _number > 0 ? false : throw NoReport("it is an empty array.", _tokens.Offset);
            NextIn();
        }

        return true;
    }

    /// <summary>The next token, in an array if one begins here.</summary>
    private void NextIn()
    {
        NextToken();
        if (_isArray || _tokens.Kind != JsonToken.StartArray) return;
        _isArray = true;
        NextToken();
    }

    /// <summary>No report was found so far, and nothing that is meant to be one.</summary>
    private bool HasOnlyForeign => _number == _faults && _told == 0;

    /// <summary>Continues behind a value that is complete, else ends at the end of the text, where gzip has its checksum.</summary>
    private bool Restart()
    {
        var rest = _tokens.Rest(isJoined: true);
        _isOver = rest != JsonRest.Another;
        _isFollowed = rest == JsonRest.SomethingElse;
        if (!_isOver) _tokens.Restart();
        return !_isOver;
    }

    /// <summary>What follows an array, once; what follows a report alone is a warning of the report.</summary>
    private TlsReportResult? TakeEnd()
    {
        if (!_isFollowed || (!context.IsDeclared && HasOnlyForeign)) return null;
        _isFollowed = false;
        return new TlsReportResult(
            new TlsReportError(TlsReportFault.NotJson, "Something follows the end of the JSON array; it was not read.", context.Source));
    }

    private TlsReportResult Read(ReadContext here)
    {
        if (_tokens.Kind != JsonToken.StartObject) throw PassValue();
        var notes = new ReportNotes();
        here.NoteForm(notes);
        var report = new ReportMapper(_tokens, notes, here.Options.MaxReportItems) { Remark = _remark }.Map(here.ToOrigin(), !_isArray);
        if (here.Memory is not null) here.Memory.Take(HeldSize.Of(report), here.Cancellation);
        return new TlsReportResult(report);
    }

    private void NextToken()
    {
        try
        {
            _tokens.Next();
        }
        catch (ReportFaultException fault)
        {
            throw new ReportFaultException(fault.Fault, fault.Reason) { JsonPath = "$", Offset = fault.Offset, IsForeign = HasOnlyForeign };
        }
    }

    /// <summary>Passes over an item of an array that is not an object.</summary>
    private ReportFaultException PassValue()
    {
        var offset = _tokens.Offset;
        JsonCopier.Copy(_tokens, null);
        return NoReport("it is not an object.", offset, isWhole: true);
    }

    private static ReportFaultException NoReport(string why, long offset, bool isWhole = false) =>
        new(TlsReportFault.NotAReport, "This JSON is not a TLS report: " + why) { JsonPath = "$", Offset = offset, IsForeign = true, IsWhole = isWhole };
}
