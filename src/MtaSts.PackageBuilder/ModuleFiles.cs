using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MtaSts.PackageBuilder;

/// <summary>The files of a laid-out module.</summary>
public static class ModuleFiles
{
    /// <summary>Every file below the folder: relative, with '/', in ordinal order, so that the list is the same on every system.</summary>
    /// <param name="folder">The folder with the manifest.</param>
    public static IReadOnlyList<string> In(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)];
}
