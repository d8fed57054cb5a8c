using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using MtaSts.Mime;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// The content of a gzip, of all its members. It knows whether the gzip is the reason why the content stops before its end. Where a member
/// after the first one is damaged, the content ends there: the reports before it are whole, and <see cref="TakeFault"/> returns the error after them.
/// </summary>
internal sealed class GunzipStream : ForwardStream
{
    private const int MaxEmpty = 100; // members without content, one after another

    private readonly GzipInput _packed;
    private readonly GunzipStream? _outer;
    private GZipStream _gzip;
    private long _unpacked;
    private long _whole; // bytes of the members that were read to their end
    private int _empty;
    private bool _isOver;
    private bool _isCutOff;
    private string? _damage; // why the gzip was not read to its end
    private string? _remark; // what a warning says about its end

    /// <param name="packed">The gzip; it is closed with this.</param>
    /// <param name="outer">The gzip that it came out of; null when there is none.</param>
    public GunzipStream(Stream packed, GunzipStream? outer = null)
    {
        _packed = new GzipInput(packed);
        _outer = outer;
        _gzip = NewMember();
    }

    /// <summary>Reads the next report of the content; where the content stops too early because the gzip does, the fault says so.</summary>
    /// <param name="next">Reads it.</param>
    /// <param name="gzip">The gzip around the content; null when there is none.</param>
    /// <returns>A report or a fault; null at the end.</returns>
    /// <exception cref="ReportFaultException">Nothing more can be read.</exception>
    public static TlsReportResult? Next(Func<TlsReportResult?> next, GunzipStream? gzip)
    {
        try
        {
            var found = next();
            if (found?.Error is not { Fault: TlsReportFault.CutOff } error || gzip?.CutOff() is not { } reason) return found;
            gzip.Forget();
            return new TlsReportResult(new TlsReportError(error.Fault, reason + " " + error.Reason, error.Source, error.Member, error.JsonPath, error.Offset));
        }
        catch (ReportFaultException fault) when (fault.Fault == TlsReportFault.CutOff && gzip?.CutOff() is not null)
        {
            throw new ReportFaultException(fault.Fault, gzip.CutOff() + " " + fault.Reason)
            {
                Member = fault.Member,
                JsonPath = fault.JsonPath,
                Offset = fault.Offset,
                IsWhole = fault.IsWhole,
                IsForeign = fault.IsForeign,
            };
        }
    }

    /// <summary>What is said when the content stops too early.</summary>
    /// <returns>Null when the gzip is whole, so the content was like that before it was compressed.</returns>
    public string? CutOff() => _damage ?? (_isCutOff ? Stopped("cut off") : _outer?.CutOff());

    /// <summary>What a warning says about the end of the gzip, once, after the content was read to its end.</summary>
    /// <returns>Null when there is nothing to say.</returns>
    public string? TakeRemark()
    {
        var remark = _remark;
        _remark = null;
        return remark ?? _outer?.TakeRemark();
    }

    /// <summary>What is wrong with the end of the gzip, once, after the content was read to its end and everything in it was returned.</summary>
    /// <param name="source">The name of the content in results.</param>
    /// <returns>Null when there is nothing to say.</returns>
    public TlsReportResult? TakeFault(string source)
    {
        // A report that is whole lacks only the checksum. Of anything else, nobody knows how much is missing.
        var reason = _damage ?? (_isCutOff && _remark is not null ? Stopped("cut off") : _remark);
        _damage = _remark = null;
        return reason is null ? _outer?.TakeFault(source) : new TlsReportResult(new TlsReportError(TlsReportFault.Damaged, reason, source, null, null, null));
    }

    /// <exception cref="ReportFaultException">The first member is damaged or, in some versions of .NET, cut off.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (count == 0) return 0;
        while (!_isOver)
        {
            var read = ReadMember(buffer, offset, count);
            if (read > 0)
            {
                _unpacked += read;
                _packed.AddUnpacked(read);
                return read;
            }

            if (!_isOver) EndMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            _packed.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Another fault has said it.</summary>
    private void Forget()
    {
        _damage = _remark = null;
        _outer?.Forget();
    }

    private int ReadMember(byte[] buffer, int offset, int count)
    {
        try
        {
            return _gzip.Read(buffer, offset, count);
        }
        catch (InvalidDataException)
        {
            if (_whole == 0) throw new ReportFaultException(TlsReportFault.Damaged, _packed.IsAtEnd ? Stopped("cut off") : "The gzip is damaged.");
            _damage = Stopped(_packed.IsAtEnd ? "cut off" : "damaged");
            _isOver = true;
            return 0;
        }
    }

    private void EndMember()
    {
        if (!_packed.EndMember())
        {
            _isOver = _isCutOff = true;
            // Nothing came out of a later member: the content before it does not show that something is missing.
            if (_unpacked > 0 && _unpacked == _whole) _damage = Stopped("cut off");
            else if (_unpacked > 0) _remark = "The gzip is cut off at its end, so its checksum could not be checked.";
            return;
        }

        _empty = _unpacked == _whole ? _empty + 1 : 0;
        _whole = _unpacked;
        var following = _packed.Peek();
        _isOver = following != GzipInput.Following.Member || _empty > MaxEmpty;
        if (!_isOver)
        {
            _gzip.Dispose();
            _gzip = NewMember();
        }
        else if (following != GzipInput.Following.Nothing)
        {
            // Zeros too, which gzip ignores because tapes are filled up with them: reports do not come from tapes, so something was lost.
            _remark = ReportNotes.GzipIsFollowed;
        }
    }

    private GZipStream NewMember() => new(_packed, CompressionMode.Decompress, leaveOpen: true);

    private string Stopped(string how) => _unpacked == 0
        ? "The gzip is " + how + ": none of it could be unpacked."
        : string.Format(CultureInfo.InvariantCulture, "The gzip is {0}: only {1:#,0} bytes could be unpacked.", how, _unpacked);
}
