using System;
using System.IO;
using MtaSts.Files;

namespace MtaSts.Watching;

/// <summary>A baseline in a file. It is written whole or not at all, and never over a change that somebody else made meanwhile.</summary>
public sealed class BaselineFile
{
    private const long MaxLength = 1L << 30; // 50,000 domains need less than a tenth of it

    private readonly string _path;
    private readonly (long Length, DateTime Written)? _read;

    private BaselineFile(string path, Baseline baseline, (long Length, DateTime Written)? read)
    {
        _path = path;
        Baseline = baseline;
        _read = read;
    }

    /// <summary>The baseline.</summary>
    public Baseline Baseline { get; }

    /// <summary>True when the file was not there.</summary>
    public bool IsNew => _read is null;

    /// <summary>Reads a file; one that is not there gives an empty baseline.</summary>
    /// <param name="path">The full path. A symbolic link is followed, and stays a link.</param>
    /// <exception cref="BaselineException">The file is not a baseline, or is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to read it is missing.</exception>
    public static BaselineFile Open(string path)
    {
        path = LinkTarget.Of(path);
        var stamp = StampOf(path);
        if (stamp is null) return new BaselineFile(path, new Baseline(), null);
        if (stamp.Value.Length > MaxLength) throw new BaselineException("It is larger than 1 GB.");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return new BaselineFile(path, BaselineReader.Read(stream), stamp);
    }

    /// <summary>Writes the baseline to a new file beside the old one, then puts it in its place.</summary>
    /// <exception cref="IOException">The file cannot be written, or somebody else changed it meanwhile. It is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to write is missing. The file is as it was.</exception>
    public void Save()
    {
        var draft = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            DraftFile.Write(draft, FileMode.CreateNew, writer => BaselineWriter.Write(Baseline, writer));
            if (StampOf(_path) != _read) throw new IOException("Another run changed the file in the meantime.");
            // A file that appeared meanwhile is somebody else's: a move that does not overwrite leaves it alone.
            if (_read is null) File.Move(draft, _path);
            else DraftFile.Replace(draft, _path);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static (long Length, DateTime Written)? StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : null;
    }
}
