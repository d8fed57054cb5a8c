using System;
using System.Collections.Generic;
using System.IO;
using MtaSts.Files;
using MtaSts.Journaling;

namespace MtaSts.Intake;

/// <summary>
/// A state in a file, for one run at a time. What is saved is saved whole or not at all: a process that is killed leaves the old state or
/// the new one. A save writes what is new behind the state; the state is written anew when that has become longer than the state itself.
/// </summary>
public sealed class IntakeStateFile : IDisposable
{
    private const long MaxLength = 1L << 30;
    private const long ShortPages = 1L << 20; // pages of less than this many bytes stay behind even a short state

    private readonly string _given;
    private readonly string _path;
    private readonly string _draft;
    private readonly LockFile _lock;
    private IntakeMark _written;
    private long _stateLength; // of the state in the file, without the pages behind it
    private long _length; // of the file; 0 when the next save writes all of it
    private int _pages;

    private IntakeStateFile(string given, string path, LockFile @lock)
    {
        _given = given;
        _path = path;
        _draft = Beside(path, ".tmp");
        _lock = @lock;
        State = new IntakeState("");
    }

    /// <summary>The full path of the file; of the target when a link was opened.</summary>
    public string FullPath => _path;

    /// <summary>The state.</summary>
    public IntakeState State { get; private set; }

    /// <summary>False when the state was opened through a link that no longer leads to it.</summary>
    public bool IsWhereLinkLeads => _given == _path || LinkTarget.Leads(_given, _path);

    /// <summary>True when the file was not there.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Reads a file and locks it until the object is disposed. A file that is not there results in an empty state.</summary>
    /// <param name="path">The full path; the folder exists. A symbolic link is followed, and stays a link.</param>
    /// <param name="source">The mailbox folder or the folder of files that the state must be of.</param>
    /// <exception cref="IntakeException">
    /// The file is not a state, belongs to another source, is used by another run, or no file can be created beside it.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to read it is missing.</exception>
    public static IntakeStateFile Open(string path, string source)
    {
        var target = LinkTarget.Of(path);
        var file = new IntakeStateFile(path, target, Lock(target));
        try
        {
            file.Read(source);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes what is new behind the state in the file, or the whole state to a draft that takes the place of the file.</summary>
    /// <param name="utcNow">The current time, in UTC.</param>
    /// <exception cref="IOException">The file cannot be written. The state in it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to write is missing. The state in the file is as it was.</exception>
    public void Save(DateTime utcNow)
    {
        State.Updated = utcNow;
        if (!TryAppend()) Replace();
        _written = IntakeMark.Of(State);
    }

    /// <summary>The files of a state: itself, its lock and its draft.</summary>
    /// <param name="path">The path of the state.</param>
    public static IReadOnlyList<string> FilesOf(string path) => [path, Beside(path, ".lock"), Beside(path, ".tmp")];

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock.Dispose();

    private static string Beside(string path, string extension) => Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetFileName(path) + extension);

    private static LockFile Lock(string path)
    {
        var name = Beside(path, ".lock");
        try
        {
            return LockFile.Take(name);
        }
        catch (IOException error) when (File.Exists(name))
        {
            throw new IntakeException("Another run is using it.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IntakeException($"No file can be created beside it, which its lock needs: {Text.ExceptionText.Of(error)}", error);
        }
    }

    private bool TryAppend()
    {
        if (_length == 0 || _length - _stateLength > Math.Max(_stateLength, ShortPages) || IntakeMark.Of(State).Kept != _written.Kept) return false;

        // Whoever deleted, replaced or changed the file: all that it must have is in memory.
        if (new FileInfo(_path) is not { Exists: true } info || info.Length != _length) return false;
        var line = IntakeStateWriter.Page(State, _pages + 1, _written);
        if (line.Length > JournalLine.MostBytes) return false;
        var length = _length;
        _length = 0; // a line that could not be written to its end stays the last one
        using (var stream = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.Read, 1))
        {
            try
            {
                stream.Seek(length, SeekOrigin.Begin);
                stream.Write(line, 0, line.Length);
                stream.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                stream.SetLength(length); // as when the disk is full
                throw;
            }
        }

        _length = length + line.Length;
        _pages++;
        return true;
    }

    private void Replace()
    {
        try
        {
            DraftFile.Write(_draft, FileMode.Create, writer => IntakeStateWriter.Write(State, writer));
            var length = new FileInfo(_draft).Length;
            if (File.Exists(_path)) DraftFile.Replace(_draft, _path);
            else AtomicMove.Over(_draft, _path);
            (_stateLength, _length, _pages) = (length, length, 0);
        }
        catch
        {
            File.Delete(_draft);
            throw;
        }
    }

    private void Read(string source)
    {
        var info = new FileInfo(_path);
        IsNew = !info.Exists;
        if (IsNew)
        {
            State = new IntakeState(source);
            return;
        }

        if (info.Length == 0) throw new IntakeException("It is empty.");
        if (info.Length > MaxLength) throw new IntakeException("It is larger than 1 GB.");
        using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read);
        State = IntakeStateReader.Read(stream, out var pages);
        if (State.Source != source) throw new IntakeException($"It belongs to another source: {Text.SafeText.Excerpt(State.Source, 300)}.");
        (_stateLength, _length, _pages) = (pages.StateEnd, pages.IsWhole ? stream.Length : 0, pages.Count);
        _written = IntakeMark.Of(State);
    }
}
