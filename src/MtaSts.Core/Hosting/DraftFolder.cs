using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace MtaSts.Hosting;

/// <summary>
/// Where the files of a site are before they are moved into place: on the same volume, and beside the site's folder where
/// that is possible, so that a process that is killed leaves nothing in what may be a web root.
/// </summary>
internal static class DraftFolder
{
    private const string Prefix = ".mtasts-";
    private const string Suffix = ".tmp";

    /// <summary>Makes a folder for the drafts of one site, and removes those that killed processes have left.</summary>
    /// <param name="root">The full path of the site's folder, which may not be there yet.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to make it is missing.</exception>
    public static string Make(string root)
    {
        var mark = Prefix + MarkOf(root);
        var parent = Path.GetDirectoryName(root);
        if (parent is not null) RemoveLeftOver(parent, mark);
        if (!Directory.Exists(root)) return Create(parent ?? root, mark);
        RemoveLeftOver(root, mark);
        if (parent is null || !MayComeFromBeside(root)) return Create(root, mark);
        try
        {
            return Create(parent, mark);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Create(root, mark);
        }
    }

    /// <summary>Removes the folder; one that stays, say because a virus scanner has a file open, is removed next time.</summary>
    public static void TryRemove(string draft)
    {
        try
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>A name for the site's folder that is a plain file name, and the same in every process.</summary>
    public static string MarkOf(string root)
    {
        using var sha = SHA256.Create();
        var octets = sha.ComputeHash(Encoding.UTF8.GetBytes(Path.DirectorySeparatorChar == '\\' ? root.ToUpperInvariant() : root));
        return string.Concat(octets.Take(8).Select(octet => octet.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static string Create(string folder, string mark) =>
        Directory.CreateDirectory(Path.Combine(folder, mark + "-" + Guid.NewGuid().ToString("N") + Suffix)).FullName;

    private static void RemoveLeftOver(string folder, string mark)
    {
        try
        {
            if (!Directory.Exists(folder)) return;
            foreach (var left in Directory.GetDirectories(folder, mark + "-*" + Suffix)) TryRemove(left);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that may be written to need not be one that may be listed.
        }
    }

    /// <summary>
    /// Whether a file that was made beside the folder is, once moved in, the same as one made inside: on the same volume, and
    /// with no rights or labels that a folder hands down to what is made in it, as on Windows (ACL) and with SELinux.
    /// </summary>
    private static bool MayComeFromBeside(string root)
    {
        if (Path.DirectorySeparatorChar == '\\' || Directory.Exists("/sys/fs/selinux/class")) return false;
        if ((File.GetAttributes(root) & FileAttributes.ReparsePoint) != 0) return false;
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(root) & UnixFileMode.SetGroup) != 0) return false;
#endif
        var path = root.TrimEnd('/');
        return !DriveInfo.GetDrives().Any(drive => drive.RootDirectory.FullName.TrimEnd('/') == path);
    }
}
