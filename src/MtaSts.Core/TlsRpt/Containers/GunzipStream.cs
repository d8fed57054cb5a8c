using System;
using System.IO;
using System.IO.Compression;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>The content of a gzip. It knows whether the gzip is the reason why the content stops before its end.</summary>
internal sealed class GunzipStream : ForwardStream
{
    private readonly GzipInput _packed;
    private readonly GZipStream _gzip;
    private long _unpacked;

    /// <param name="packed">The gzip; it is closed with this.</param>
    public GunzipStream(Stream packed)
    {
        _packed = new GzipInput(packed);
        _gzip = new GZipStream(_packed, CompressionMode.Decompress);
    }

    /// <summary>Reads the next report of the content; where the content stops too early because the gzip does, the fault says so.</summary>
    /// <param name="next">Reads it.</param>
    /// <param name="gzip">The gzip around the content; null when there is none.</param>
    /// <exception cref="ReportFaultException">Nothing more can be read.</exception>
    public static TlsReportResult? Next(Func<TlsReportResult?> next, GunzipStream? gzip)
    {
        try
        {
            var found = next();
            return found?.Error is { Fault: TlsReportFault.CutOff } error && gzip?.CutOff() is { } reason
                ? new TlsReportResult(new TlsReportError(error.Fault, reason + " " + error.Reason, error.Source, error.Member, error.JsonPath, error.Offset))
                : found;
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
    public string? CutOff() => _packed.IsCutOff(_unpacked) ? GzipInput.CutOff(_unpacked) : null;

    /// <exception cref="ReportFaultException">The gzip is damaged or, in some versions of .NET, cut off.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            var read = _gzip.Read(buffer, offset, count);
            _unpacked += read;
            return read;
        }
        catch (InvalidDataException)
        {
            throw new ReportFaultException(TlsReportFault.Damaged, _packed.IsAtEnd ? GzipInput.CutOff(_unpacked) : "The gzip is damaged.");
        }
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
}
