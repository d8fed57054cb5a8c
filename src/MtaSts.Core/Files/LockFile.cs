using System;
using System.IO;
using System.Security.Cryptography;

namespace MtaSts.Files;

/// <summary>
/// A file that one process at a time holds, and that goes when it is released. The system releases that of a killed process, whose file stays and is used
/// again.
/// </summary>
public sealed class LockFile : IDisposable
{
    private const int MostOctets = 0xFFFFF; // no disk space is used for them

    private readonly FileStream _stream;
    private readonly bool _isDeletedHere;

    private LockFile(FileStream stream, bool isDeletedHere) => (_stream, _isDeletedHere) = (stream, isDeletedHere);

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The path of the file; the folder exists.</param>
    /// <exception cref="IOException">Another process holds it, or the file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to create it is missing.</exception>
    public static LockFile Take(string path)
    {
        if (path is null) throw new ArgumentNullException(nameof(path));
        if (Path.DirectorySeparatorChar == '\\') return new LockFile(Open(path, FileOptions.DeleteOnClose), isDeletedHere: false);
        while (true)
        {
            // Elsewhere a lock is on the file, and not on its name. Another process may delete the name between opening and locking; then the lock is on
            // a file that nobody else finds, and the next process would create one more.
            var stream = Open(path, FileOptions.None);
            try
            {
                var token = NewToken();
                stream.SetLength(token);
                if (new FileInfo(path) is { Exists: true } found && found.Length == token) return new LockFile(stream, isDeletedHere: true);
            }
            catch
            {
                stream.Dispose();
                throw;
            }

            stream.Dispose();
        }
    }

    /// <summary>
    /// The length of the locked file, by which it is known again: the lock keeps even its holder from opening the file once more. Only the holder
    /// deletes a file, so the one that is found by its name stays the one that is locked.
    /// </summary>
    /// <param name="random">Any number.</param>
    /// <returns>At least 1: a file that was just created has no length.</returns>
    internal static int TokenOf(int random) => 1 + (random & MostOctets);

    /// <summary>Releases the lock and deletes the file.</summary>
    public void Dispose()
    {
        if (_isDeletedHere && _stream.CanRead) Delete(_stream.Name);
        _stream.Dispose();
    }

    private static FileStream Open(string path, FileOptions options) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);

    private static int NewToken()
    {
        var random = new byte[4];
        using var source = RandomNumberGenerator.Create();
        source.GetBytes(random);
        return TokenOf(BitConverter.ToInt32(random, 0));
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays, without its lock, as that of a killed process does.
        }
    }
}
