using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using MtaSts.Files;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.Journaling;

/// <summary>
/// The results of a scan in a file, one per line, written as each domain is done: a scan that was ended by a kill, a restart or a limit
/// continues where it stopped. One process at a time. Memory holds where each result is, about 100 bytes per domain, and not the results.
/// </summary>
public sealed class ScanJournal : IDisposable
{
    private const string OldExtension = ".old";
    private const int LinesBetweenFlushes = 256; // what a power failure may cost; a killed process loses nothing

    // A journal from the future has been begun under a wrong clock. Machines that share one may differ by some hours.
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    private readonly object _lock = new();
    private readonly string _path;
    private readonly string _given; // the same path, or a link to it
    private readonly FileStream _stream;
    private readonly Dictionary<ContentKey, JournalEntry> _entries = [];
    private long _end;
    private int _unflushed;
    private bool _isBroken;

    private ScanJournal(string path, string given, FileStream stream) => (_path, _given, _stream) = (path, given, stream);

    /// <summary>When the scan began, UTC.</summary>
    public DateTime Begun { get; private set; }

    /// <summary>How many results it has.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>True when the scan came to its end, and nothing was added since.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>How many bytes of a line that was not written to its end were removed when the journal was opened.</summary>
    public long RemovedBytes { get; private set; }

    /// <summary>The older journal whose place this one took; null when there was none.</summary>
    public OldJournal? Old { get; private set; }

    /// <summary>Opens a journal, or begins one where there is no file, an empty one, or an old journal.</summary>
    /// <param name="path">The full path; the folder exists. A symbolic link is followed, and stays a link.</param>
    /// <param name="options">The settings of the scan, and the age of old journals.</param>
    /// <param name="cancellationToken">Stops reading a large journal.</param>
    /// <exception cref="JournalException">The file is not a journal, is damaged, has other settings, or is in use. It was not changed.</exception>
    /// <exception cref="IOException">The file cannot be opened, read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to open it is missing.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static ScanJournal Open(string path, JournalOptions options, CancellationToken cancellationToken)
    {
        if (path is null) throw new ArgumentNullException(nameof(path));
        if (options is null) throw new ArgumentNullException(nameof(options));
        var given = path;
        path = LinkTarget.Of(path);
        var stream = JournalFile.Open(path);
        OldJournal? old = null;
        try
        {
            var found = JournalFile.ReadHeader(stream);
            if (found is { } header && IsOld(header.Begun, options))
            {
                old = MoveAside(path, stream, header.Begun);
                stream.Dispose();
                stream = JournalFile.Open(path);
                found = JournalFile.ReadHeader(stream);
            }

            var journal = new ScanJournal(path, given, stream) { Old = old };
            if (found is null) journal.Begin(options);
            else journal.Resume(found, options, cancellationToken);
            return journal;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Looks for the result of a domain.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="given">What the test was given for this domain alone (<see cref="GivenKey"/>); empty for nothing.</param>
    /// <param name="entry">Where the result is.</param>
    public bool TryFind(string domain, string given, out JournalEntry entry)
    {
        lock (_lock) return _entries.TryGetValue(KeyOf(domain, given), out entry);
    }

    /// <summary>Reads a result.</summary>
    /// <param name="entry">Where it is.</param>
    /// <exception cref="JournalException">The line does not have a result that this version understands.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public TestResult Read(JournalEntry entry)
    {
        byte[] line;
        lock (_lock) line = JournalFile.Read(_stream, entry.Offset, entry.Length);
        if (line.Length < entry.Length) throw new JournalException("A line is missing.");
        if (!JournalLine.IsWhole(line, 0, line.Length)) throw new JournalException("A line was changed.");
        return ResultReader.Read(JournalLine.Open(line));
    }

    /// <summary>Adds a result; the process can be killed afterwards without losing it.</summary>
    /// <param name="given">What the test was given for this domain alone; empty for nothing.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="IOException">It could not be written. The results before it are kept.</exception>
    /// <exception cref="JournalException">The file was deleted or replaced; every 256 results are followed by a look.</exception>
    public void Append(string given, TestResult result)
    {
        if (result is null) throw new ArgumentNullException(nameof(result));
        var isUnknown = result.Status == TestStatus.Unknown;
        var line = JournalLine.Create(json =>
        {
            json.Member(JournalNames.Domain, result.DomainName)
                .Member(JournalNames.Given, given)
                .Member(JournalNames.Status, result.Status.ToString());
            ResultWriter.Write(json, result);
        });
        if (line.Length > JournalLine.MostBytes) return; // the domain is tested again
        lock (_lock)
        {
            var offset = Write(line);
            IsComplete = false;
            _entries[KeyOf(result.DomainName, given)] = new JournalEntry(offset, line.Length - 1, isUnknown);
            if (++_unflushed < LinesBetweenFlushes) return;
            _unflushed = 0;
            _stream.Flush(flushToDisk: true);
            CheckPlace();
        }
    }

    /// <summary>Adds what the scan came to, when it has come to its end.</summary>
    /// <param name="tally">The results by status, and why some are Unknown.</param>
    /// <param name="utcNow">The current time, UTC.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public void AppendSummary(ScanTally tally, DateTime utcNow)
    {
        if (tally is null) throw new ArgumentNullException(nameof(tally));
        var line = JournalLine.Create(json => tally.Write(json, utcNow));
        lock (_lock)
        {
            Write(line);
            IsComplete = true;
            _stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>Checks that the file is still at its path. Where a system lets a file be deleted while it is open, nothing else shows it.</summary>
    /// <exception cref="JournalException">
    /// It was deleted, renamed or replaced, or is not where the link leads by which it was opened. Its results can be read until it is closed.
    /// </exception>
    public void CheckPlace()
    {
        lock (_lock)
        {
            if (!JournalFile.IsInPlace(_path, _stream))
            {
                throw new JournalException(
                    "It was deleted, renamed or replaced while the scan was running, so the results of this scan are not in it.", JournalFault.Gone);
            }

            CheckLength();
            if (_given == _path || LinkTarget.Leads(_given, _path)) return;
            throw new JournalException(
                $"It was changed while the scan was running. The results of this scan are in '{SafeText.Clean(_path)}'.",
                JournalFault.LinkChanged);
        }
    }

    /// <summary>Closes the file, which other processes can use then.</summary>
    public void Dispose() => _stream.Dispose();

    private static ContentKey KeyOf(string domain, string given) => ContentKey.Of(given.Length == 0 ? domain : domain + "\n" + given);

    private static bool IsOld(DateTime begun, JournalOptions options) =>
        options.UtcNow - begun >= options.MaxAge || begun - options.UtcNow > MostAhead;

    /// <summary>The file is renamed while it is locked, so that no other process continues with it.</summary>
    private static OldJournal MoveAside(string path, FileStream stream, DateTime begun)
    {
        var place = path + OldExtension;
        if (JournalFile.IsOther(place))
        {
            var name = Path.GetFileName(place);
            throw new JournalException($"It is old, and cannot be kept as '{name}', because another file or folder has that name. Move '{name}' away.");
        }

        var isComplete = JournalFile.EndsWithSummary(stream);
        AtomicMove.Over(path, place);
        return new OldJournal(place, begun, isComplete);
    }

    private void Begin(JournalOptions options)
    {
        _stream.SetLength(0);
        var header = new JournalHeader(options.UtcNow, options.Settings);
        Begun = header.Begun;
        Write(header.ToLine());
    }

    private void Resume(JournalHeader header, JournalOptions options, CancellationToken cancellationToken)
    {
        var differences = header.DifferencesFrom(options.Settings);
        if (differences.Count > 0)
            throw new JournalException($"It belongs to a scan with different settings: {string.Join("; ", differences)}.", JournalFault.OtherSettings);
        Begun = header.Begun;
        IsComplete = JournalFile.EndsWithSummary(_stream);
        _end = JournalIndex.Read(_stream, (domain, given, entry) => _entries[KeyOf(domain, given)] = entry, cancellationToken);
        RemovedBytes = _stream.Length - _end;
        if (RemovedBytes > 0) _stream.SetLength(_end);
    }

    /// <summary>Writes at the end, all or nothing as far as the system allows.</summary>
    /// <returns>Where the line begins.</returns>
    private long Write(byte[] line)
    {
        if (_isBroken) throw new IOException("An earlier line could not be written.");
        CheckLength();
        var offset = _end;
        try
        {
            _stream.Position = offset;
            _stream.Write(line, 0, line.Length);
            _stream.Flush(flushToDisk: false);
        }
        catch (IOException)
        {
            RemoveFrom(offset);
            throw;
        }

        _end = offset + line.Length;
        return offset;
    }

    /// <summary>A lock does not keep every program away. What follows a file that was cut would be a hole.</summary>
    private void CheckLength()
    {
        if (_stream.Length == _end) return;
        _isBroken = true;
        throw new JournalException(
            FormattableString.Invariant($"It should have {_end:#,0} bytes and has {_stream.Length:#,0}. Results after the change are not in it."),
            JournalFault.Changed);
    }

    /// <summary>A part of a line, as when the disk is full, must not be before another line.</summary>
    private void RemoveFrom(long offset)
    {
        try
        {
            _stream.SetLength(offset);
        }
        catch (IOException)
        {
            _isBroken = true;
        }
    }
}
