using System.Globalization;

namespace MtaSts.TlsRpt;

/// <summary>How much of the limits for all its containers together one file, or one message of a mailbox, has used.</summary>
internal sealed class ReadBudget(TlsReportReaderOptions options)
{
    private long _unpacked;
    private int _entries;
    private int _reports;

    /// <summary>Whether a report was refused: what follows is not read.</summary>
    public bool IsFull => _reports > options.MaxReports;

    /// <summary>Whether one report more, of this many unpacked bytes, is within the limits.</summary>
    public bool HasRoom(int unpacked) => _unpacked + unpacked <= options.MaxTotalUnpackedBytes && _reports < options.MaxReports;

    public void TakeUnpacked(int bytes)
    {
        _unpacked += bytes;
        if (_unpacked > options.MaxTotalUnpackedBytes)
        {
            throw Exceeded("Together its contents unpack to more than the limit of ", options.MaxTotalUnpackedBytes, " bytes (MaxTotalUnpackedBytes).");
        }
    }

    public void TakeEntries(int count)
    {
        _entries += count;
        if (_entries > options.MaxEntries) throw Exceeded("It has more entries than the limit of ", options.MaxEntries, " (MaxEntries).");
    }

    public void TakeReport()
    {
        _reports++;
        if (IsFull) throw Exceeded("It holds more reports than the limit of ", options.MaxReports, " (MaxReports).");
    }

    public static ReportFaultException Exceeded(string before, long limit, string after) =>
        new(TlsReportFault.LimitExceeded, before + limit.ToString("#,0", CultureInfo.InvariantCulture) + after);
}
