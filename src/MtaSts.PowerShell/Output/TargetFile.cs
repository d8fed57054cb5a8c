using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;

namespace MtaSts.PowerShell.Output;

/// <summary>
/// The file that an export goes to. What is there already is written to and not replaced: a link leads where it led, and mode, owner
/// and access list stay as they are. The text is complete in a draft before the file is touched.
/// </summary>
internal static class TargetFile
{
    // EINVAL of Linux and macOS: no length can be given to a device.
    private const int InvalidArgument = 22;

    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    /// <summary>Writes the file.</summary>
    /// <param name="path">Its full path; the folder exists.</param>
    /// <param name="write">Writes the text.</param>
    /// <param name="cancellationToken">Leaves a file behind that cannot be opened, such as one on a share that does not answer.</param>
    /// <exception cref="IOException">It could not be written, or something is there that is not a file, such as a device or a pipe.</exception>
    /// <exception cref="UnauthorizedAccessException">The right is missing.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Write(string path, Action<TextWriter> write, CancellationToken cancellationToken)
    {
        using var target = IsThere(path) ? OpenRegular(path, cancellationToken) : null;

        // A name of its own and a short one: the target's name may be as long as the file system allows.
        var draft = Path.Combine(Path.GetDirectoryName(path)!, ".mtasts-" + Guid.NewGuid().ToString("N").Substring(0, 8) + ".tmp");
        try
        {
            using (var stream = CreateDraft(draft, isPrivate: target is not null))
            {
                using (var writer = new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true)) write(writer);
                if (target is not null) Copy(stream, target);
            }

            if (target is null) File.Move(draft, path);
        }
        finally
        {
            Remove(draft);
        }
    }

    /// <summary>Whether there is anything at the path; a link to a file that does not exist is something too.</summary>
    private static bool IsThere(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static FileStream OpenRegular(string path, CancellationToken cancellationToken)
    {
        // Opening may wait for ever, and nothing can call it back: it is left behind.
        var opening = Task.Run(() => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read), CancellationToken.None);
        FileStream stream;
        try
        {
            stream = SharedWork.WaitAsync(opening, cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(
                static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }

        if (IsRegular(stream)) return stream;
        stream.Dispose();
        throw new IOException("It is a device or a pipe, and not a file.");
    }

    /// <summary>.NET does not tell what kind of file it is. A device and a pipe have no length, and none can be given to them.</summary>
    private static bool IsRegular(FileStream stream)
    {
        if (!stream.CanSeek) return false;
        if (stream.Length > 0) return true;
        try
        {
            stream.SetLength(1);
        }
        catch (IOException error) when (error.HResult == InvalidArgument)
        {
            return false;
        }

        if (stream.Length != 1) return false;
        stream.SetLength(0);
        return true;
    }

    private static FileStream CreateDraft(string path, bool isPrivate)
    {
#if NET8_0_OR_GREATER
        // The file that it is for may be one that others must not read.
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            return new FileStream(path, new FileStreamOptions {
                Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        }
#endif
        _ = isPrivate;
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
    }

    private static void Copy(FileStream from, FileStream to)
    {
        from.Position = 0;
        to.Position = 0;
        from.CopyTo(to);
        to.SetLength(to.Position);
        to.Flush();
    }

    /// <summary>A draft that cannot be removed must not hide why the file was not written.</summary>
    private static void Remove(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
