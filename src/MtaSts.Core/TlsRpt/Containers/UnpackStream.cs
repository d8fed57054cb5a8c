using System.IO;
using System.Threading;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// The contents of a gzip, a zip entry or a plain file, counted against the limits while they are read, so that a
/// bomb never gets further than one buffer past them.
/// </summary>
internal sealed class UnpackStream(Stream inner, long limit, ReadBudget? budget, CancellationToken cancellation) : ForwardStream
{
    private long _read;

    public override int Read(byte[] buffer, int offset, int count)
    {
        cancellation.ThrowIfCancellationRequested();
        int read;
        try
        {
            read = inner.Read(buffer, offset, count);
        }
        catch (InvalidDataException)
        {
            throw new ReportFaultException(TlsReportFault.Damaged, "The zip entry is damaged or cut off.");
        }

        _read += read;
        if (_read > limit)
        {
            throw ReadBudget.Exceeded(
                (budget is null ? "It is larger than" : "It unpacks to more than") + " the limit of ", limit, " bytes (MaxUnpackedBytes).");
        }
        budget?.TakeUnpacked(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
