using System.IO;
using System.Management.Automation;

namespace MtaSts.PowerShell.Output;

/// <summary>The files that a cmdlet has written, for -PassThru.</summary>
internal static class WrittenFile
{
    /// <summary>A FileInfo with a view of its own: PowerShell's table of files has columns that only Get-ChildItem fills.</summary>
    public static PSObject At(string path)
    {
        var file = new PSObject(new FileInfo(path));
        file.TypeNames.Insert(0, "MtaSts.WrittenFile");

        // By it Get-Content and others take a file from the pipeline.
        file.Properties.Add(new PSNoteProperty("PSPath", "Microsoft.PowerShell.Core\\FileSystem::" + path));
        return file;
    }
}
