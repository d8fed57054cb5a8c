using System;
using System.IO;
using MtaSts.HelpBuilder;

namespace MtaSts.PowerShell.Tests;

/// <summary>The module's own help, loaded as the build loads it.</summary>
public sealed class HelpFixture
{
    public HelpSet Set { get; } =
        HelpSet.Load(Path.Combine(AppContext.BaseDirectory, "MtaSts.PowerShell.dll"), Path.Combine(Root, "src/MtaSts.PowerShell/Help"));

    /// <summary>The repository: the nearest parent folder with the manifest.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "MtaSts.psd1")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("There is no MtaSts.psd1 above the tests.");
            return folder.FullName;
        }
    }
}
