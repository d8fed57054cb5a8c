using System;
using System.Collections.Generic;
using System.IO;
using MtaSts.Files;

namespace MtaSts.Intake;

/// <summary>
/// A state in a file, for one run at a time. It is written whole or not at all: a process that is killed leaves the old state or
/// the new one.
/// </summary>
public sealed class IntakeStateFile : IDisposable
{
    private const long MaxLength = 1L << 30;

    private readonly string _path;
    private readonly string _draft;
    private readonly FileStream _lock;

    private IntakeStateFile(string path, FileStream @lock)
    {
        _path = path;
        _draft = Beside(path, ".tmp");
        _lock = @lock;
        State = new IntakeState("");
    }

    /// <summary>The full path of the file; of the target when a link was opened.</summary>
    public string FullPath => _path;

    /// <summary>The state.</summary>
    public IntakeState State { get; private set; }

    /// <summary>True when the file was not there.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Reads a file and locks it until the object is disposed. A file that is not there results in an empty state.</summary>
    /// <param name="path">The full path; the folder exists. A symbolic link is followed, and stays a link.</param>
    /// <param name="source">The mailbox folder or the folder of files that the state must be of.</param>
    /// <exception cref="IntakeException">The file is not a state, is of another source, or another run is using it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to read it, or to write beside it, is missing.</exception>
    public static IntakeStateFile Open(string path, string source)
    {
        path = LinkTarget.Of(path);
        var file = new IntakeStateFile(path, Lock(path));
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

    /// <summary>Writes the state to a draft beside the file, then puts it in its place.</summary>
    /// <param name="utcNow">The current time, in UTC.</param>
    /// <exception cref="IOException">The file cannot be written. It is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to write is missing. The file is as it was.</exception>
    public void Save(DateTime utcNow)
    {
        State.Updated = utcNow;
        try
        {
            DraftFile.Write(_draft, FileMode.Create, writer => IntakeStateWriter.Write(State, writer));
            if (File.Exists(_path)) DraftFile.Replace(_draft, _path);
            else AtomicMove.Over(_draft, _path);
        }
        catch
        {
            File.Delete(_draft);
            throw;
        }
    }

    /// <summary>The files of a state: itself, its lock and its draft.</summary>
    /// <param name="path">The path of the state.</param>
    public static IReadOnlyList<string> FilesOf(string path) => [path, Beside(path, ".lock"), Beside(path, ".tmp")];

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock.Dispose();

    private static string Beside(string path, string extension) => Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetFileName(path) + extension);

    /// <summary>The file goes with the lock. A process that is killed leaves it, without its lock, and the next run uses it again.</summary>
    private static FileStream Lock(string path)
    {
        var name = Beside(path, ".lock");
        try
        {
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (File.Exists(name))
        {
            throw new IntakeException("Another run is using it.", error);
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

        if (info.Length > MaxLength) throw new IntakeException("It is larger than 1 GB.");
        using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read);
        State = IntakeStateReader.Read(stream);
        if (State.Source != source) throw new IntakeException($"It belongs to another source: {Text.SafeText.Excerpt(State.Source, 300)}.");
    }
}
