using System;
using System.IO;
using MtaSts.PackageBuilder;

try
{
    switch (args)
    {
        case ["manifest", string staged]:
            ManifestWriter.Complete(staged);
            return 0;
        case ["package", string staged, string nuspec, string zip]:
            var manifest = ManifestText.Load(staged);
            NuspecWriter.Write(staged, manifest, nuspec);
            ZipWriter.Write(staged, $"{manifest.Name}/{manifest.Version}/", zip);
            return 0;
        case ["checksums", string file, .. string[] packages]:
            Checksums.Write(file, packages);
            return 0;
        default:
            Console.Error.WriteLine("Usage: MtaSts.PackageBuilder manifest <staged folder>");
            Console.Error.WriteLine("       MtaSts.PackageBuilder package <staged folder> <nuspec to write> <zip to write>");
            Console.Error.WriteLine("       MtaSts.PackageBuilder checksums <file to write> <file>...");
            return 2;
    }
}
catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
{
    // The form in which MSBuild shows a line as an error.
    Console.Error.WriteLine($"MtaSts.PackageBuilder : error PKG001: {problem.Message}");
    return 1;
}
