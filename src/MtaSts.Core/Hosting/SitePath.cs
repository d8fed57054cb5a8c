using System;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Text;

namespace MtaSts.Hosting;

/// <summary>Ensures that the files of a site stay below its folder.</summary>
internal static class SitePath
{
    /// <summary>UTF-8 without a byte order mark, for which strict senders reject a policy.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The full path of a file of the site.</summary>
    /// <param name="root">The full path of the site's folder.</param>
    /// <param name="path">The file's path, with <c>/</c> between the parts.</param>
    /// <exception cref="ArgumentException">The path has a part that is not a plain name.</exception>
    /// <exception cref="IOException">A link on the way leads elsewhere.</exception>
    public static string Below(string root, string path)
    {
        var at = root;
        foreach (var part in path.Split('/'))
        {
            if (part.Length == 0 || part is "." or ".." || !part.All(IsPlain))
                throw new ArgumentException($"'{path}' is not a path below a folder.", nameof(path));
            at = Path.Combine(at, part);
            if (IsLink(at)) throw new IOException($"'{at}' is a link to a place outside the site's folder. Remove it first.");
        }

        return at;
    }

    private static bool IsPlain(char c) => DomainName.IsLetterOrDigit(c) || c is '.' or '-' or '_';

    private static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
