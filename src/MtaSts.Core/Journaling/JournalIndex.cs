using System;
using System.IO;
using System.Threading;

namespace MtaSts.Journaling;

/// <summary>Finds the results of a journal without reading their JSON.</summary>
internal static class JournalIndex
{
    /// <summary>How a line begins that says what a scan came to.</summary>
    public const string SummaryStart = "{\"" + JournalNames.Summary + "\":";

    private const int UsualBuffer = 1024 * 1024;
    private const string Unknown = nameof(TestStatus.Unknown);

    /// <summary>Reads all lines after the first one.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="add">Takes the domain, what was given for it, and where the result is.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Where the last whole line ends. What follows was not written to its end.</returns>
    /// <exception cref="JournalException">A line that others follow is damaged.</exception>
    public static long Read(Stream stream, Action<string, string, JournalEntry> add, CancellationToken cancellationToken)
    {
        var buffer = new byte[UsualBuffer];
        var filled = 0; // bytes in the buffer, the first of which begins a line
        var offset = 0L; // of the first byte of the buffer
        var number = 0;
        stream.Position = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = stream.Read(buffer, filled, buffer.Length - filled);
            if (count == 0) return offset;
            var searched = filled;
            filled += count;
            var start = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', Math.Max(start, searched), filled - Math.Max(start, searched))) >= 0; start = end + 1)
                Take(buffer, start, end, offset + start, ++number, add);

            Buffer.BlockCopy(buffer, start, buffer, 0, filled - start);
            offset += start;
            filled -= start;
            if (filled < buffer.Length) continue;
            if (filled >= JournalLine.MostBytes) throw Damaged(number + 1);
            Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    private static void Take(byte[] buffer, int start, int end, long offset, int number, Action<string, string, JournalEntry> add)
    {
        end = start + JournalLine.LengthOf(buffer, start, end);
        if (number == 1 || end == start) return; // the header, or an empty line of an editor
        if (!JournalLine.IsWhole(buffer, start, end - start)) throw Damaged(number);
        if (JournalLine.BeginsWith(buffer, start, end - start, SummaryStart)) return;
        var at = start + 1;
        var domain = JournalLine.ReadMember(buffer, ref at, end, JournalNames.Domain) ?? throw Damaged(number);
        var given = JournalLine.ReadMember(buffer, ref at, end, JournalNames.Given) ?? "";
        var status = JournalLine.ReadMember(buffer, ref at, end, JournalNames.Status) ?? throw Damaged(number);
        add(domain, given, new JournalEntry(offset, end - start, status == Unknown));
    }

    private static JournalException Damaged(int number) => new(FormattableString.Invariant(
        $"Line {number} is damaged. To keep the results before it, delete that line and those after it."));
}
