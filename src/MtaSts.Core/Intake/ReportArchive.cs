using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MtaSts.Files;
using MtaSts.TlsRpt.Archive;

namespace MtaSts.Intake;

/// <summary>
/// Writes reports to a folder of compressed NDJSON files, in one folder per day of the reports: <c>date=2026-11-27/tlsrpt-….ndjson.gz</c>. Each
/// file is there whole or not at all. Reports wait in drafts until a file is full or the run ends; the drafts of a process that was
/// killed become files in the next run, so a report that was taken is not lost.
/// </summary>
public sealed class ReportArchive : IDisposable
{
    private const string DraftPrefix = ".mtasts-export-";

    private readonly string _folder;
    private readonly string _drafts;
    private readonly List<string> _created;
    private readonly ReportArchiveOptions _options;
    private readonly ArchiveText _rows; // of the report that is being added
    private readonly LockFile _lock;
    private readonly Dictionary<string, Draft> _byDate = new(StringComparer.Ordinal);
    private readonly LinkedList<Draft> _open = new(); // the one that was used last is the last
    private bool _isDisposed;

    private ReportArchive(string folder, string drafts, List<string> created, ReportArchiveOptions options)
    {
        _folder = folder;
        _drafts = drafts;
        _created = created;
        _options = options;
        _rows = new ArchiveText(options.MaxBytes);
        _lock = LockOf(drafts);
    }

    /// <summary>The files so far, in the order in which they were written.</summary>
    public List<ArchivedFile> Files { get; } = [];

    /// <summary>Whether a folder of this name contains drafts. They are not read as reports: the next run turns them into files.</summary>
    /// <param name="name">The name, without the folders around it.</param>
    public static bool IsDrafts(string name) => name is not null && name.StartsWith(DraftPrefix, StringComparison.Ordinal);

    /// <summary>
    /// Opens a folder, creates it when it is not there, and turns the drafts of killed processes into files. A folder that was created here and stays
    /// empty is removed in the end.
    /// </summary>
    /// <param name="folder">The full path.</param>
    /// <param name="options">The sizes; null for the defaults.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to write is missing.</exception>
    public static ReportArchive Open(string folder, ReportArchiveOptions? options = null)
    {
        if (folder is null) throw new ArgumentNullException(nameof(folder));
        var created = Missing(folder);
        Directory.CreateDirectory(folder);
        var archive = Begin(folder, created, options ?? new ReportArchiveOptions());
        try
        {
            archive.TakeOver();
            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>Adds a report, whole or not at all. When the method returns, the report survives the end of the process.</summary>
    /// <param name="report">The report. One without policies has no rows and leaves nothing.</param>
    /// <returns>Why the report is refused. A refused report leaves nothing behind, and the next one can be added.</returns>
    /// <exception cref="IOException">The report cannot be written.</exception>
    public ArchiveRefusal Add(TlsReport report)
    {
        if (report is null) throw new ArgumentNullException(nameof(report));
        _rows.Clear();
        var refusal = ArchiveRows.Write(report, _rows);
        if (refusal != ArchiveRefusal.None || _rows.Rows == 0) return refusal;
        var draft = DraftOf((report.StartDate ?? report.EndDate)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "undated");
        if (draft.Rows > 0 && (draft.Rows + _rows.Rows > _options.MaxRows || draft.Bytes + _rows.Length > _options.MaxBytes)) Finish(draft);
        Touch(draft);
        draft.Append(_rows);
        return refusal;
    }

    /// <summary>Turns all drafts into files.</summary>
    /// <exception cref="IOException">A file cannot be written; its draft stays for the next run.</exception>
    public void Complete()
    {
        foreach (var draft in _byDate.Values.OrderBy(draft => draft.Date, StringComparer.Ordinal)) Finish(draft);
        _byDate.Clear();
    }

    /// <summary>Closes the drafts. Those that did not become files stay for the next run.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        foreach (var draft in _byDate.Values) draft.Close();
        _lock.Dispose();
        RemoveIfEmpty(_drafts);
        foreach (var folder in _created) RemoveIfEmpty(folder);
    }

    /// <summary>The folder and those around it that do not exist, the innermost first.</summary>
    private static List<string> Missing(string folder)
    {
        var missing = new List<string>();
        for (var at = Path.GetFullPath(folder).TrimEnd('/', Path.DirectorySeparatorChar); !string.IsNullOrEmpty(at) && !Directory.Exists(at);)
        {
            missing.Add(at);
            at = Path.GetDirectoryName(at)!;
        }

        return missing;
    }

    private static ReportArchive Begin(string folder, List<string> created, ReportArchiveOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            var drafts = Path.Combine(folder, DraftPrefix + Guid.NewGuid().ToString("N").Substring(0, 12));
            Directory.CreateDirectory(drafts);
            try
            {
                return new ReportArchive(folder, drafts, created, options);
            }
            catch (IOException) when (attempt < 3)
            {
                // Another run saw a folder without a lock, and removed it.
            }
        }
    }

    private static LockFile LockOf(string drafts) => LockFile.Take(Path.Combine(drafts, "lock"));

    /// <summary>The system releases the lock of a killed process.</summary>
    private void TakeOver()
    {
        foreach (var other in Directory.GetDirectories(_folder, DraftPrefix + "*").OrderBy(path => path, StringComparer.Ordinal))
        {
            if (other == _drafts) continue;
            LockFile held;
            try
            {
                held = LockOf(other);
            }
            catch (IOException)
            {
                continue; // another run is writing, or has just ended
            }

            using (held)
            {
                foreach (var file in Directory.GetFiles(other, "*.ndjson").OrderBy(path => path, StringComparer.Ordinal))
                {
                    var rows = ArchiveDraft.CutToWholeReports(file);
                    if (rows == 0) File.Delete(file);
                    else Place(file, Path.GetFileNameWithoutExtension(file), rows);
                }

                foreach (var file in Directory.GetFiles(other, "*.gz.tmp")) File.Delete(file);
            }

            RemoveIfEmpty(other);
        }
    }

    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Something is in it, or another run has it open.
        }
    }

    private Draft DraftOf(string date)
    {
        if (!_byDate.TryGetValue(date, out var draft)) _byDate[date] = draft = new Draft(Path.Combine(_drafts, date + ".ndjson"), date);
        return draft;
    }

    /// <summary>Opens a draft, and closes the one that was not used for longest when there are many.</summary>
    private void Touch(Draft draft)
    {
        if (draft.Node is not null) _open.Remove(draft.Node);
        else draft.Open();
        draft.Node = _open.AddLast(draft);
        if (_open.Count <= _options.MaxOpen) return;
        var oldest = _open.First!.Value;
        _open.RemoveFirst();
        oldest.Close();
    }

    private void Finish(Draft draft)
    {
        if (draft.Node is not null) _open.Remove(draft.Node);
        draft.Close();
        if (draft.Rows == 0) return;
        Place(draft.Path, draft.Date, draft.Rows);
        draft.Reset();
    }

    private void Place(string draft, string date, int rows)
    {
        var folder = Path.Combine(_folder, "date=" + date);
        Directory.CreateDirectory(folder);
        var (path, isNew) = ArchiveDraft.Compress(draft, folder, _options.Cancellation);
        Files.Add(new ArchivedFile(path, rows, isNew));
    }

    /// <summary>The rows of one day that are not in a file yet.</summary>
    private sealed class Draft(string path, string date) : IDisposable
    {
        private FileStream? _stream;

        public string Path { get; } = path;

        public string Date { get; } = date;

        public int Rows { get; private set; }

        public long Bytes { get; private set; }

        /// <summary>Its place among the open ones; null when it is closed.</summary>
        public LinkedListNode<Draft>? Node { get; set; }

        public void Open() => _stream = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read, 1);

        public void Append(ArchiveText rows)
        {
            rows.WriteTo(_stream!); // without a buffer: the system has it now, whatever becomes of this process
            Rows += rows.Rows;
            Bytes += rows.Length;
        }

        public void Close()
        {
            _stream?.Dispose();
            _stream = null;
            Node = null;
        }

        public void Dispose() => Close();

        public void Reset()
        {
            Rows = 0;
            Bytes = 0;
        }
    }
}
