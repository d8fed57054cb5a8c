using System;
using System.IO;
using MtaSts.PackageBuilder;

try
{
    switch (args)
    {
        case ["manifest", string module]:
            ViewScripts.Complete(module);
            ManifestWriter.Complete(module);
            return 0;
        case ["package", string module, string nuspec, string zip]:
            var manifest = ManifestText.Load(module);
            NuspecWriter.Write(module, manifest, nuspec);
            ZipWriter.Write(module, $"{manifest.Name}/{manifest.Version}/", zip);
            return 0;
        case ["checksums", string file, .. string[] packages]:
            Checksums.Write(file, packages);
            return 0;
        default:
            Console.Error.WriteLine("Usage: MtaSts.PackageBuilder manifest <module folder>");
            Console.Error.WriteLine("       MtaSts.PackageBuilder package <module folder> <nuspec to write> <zip to write>");
            Console.Error.WriteLine("       MtaSts.PackageBuilder checksums <file to write> <file>...");
            return 2;
    }
}
catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
{
    // MSBuild shows a line in this format as an error.
    Console.Error.WriteLine($"MtaSts.PackageBuilder : error PKG001: {problem.Message}");
    return 1;
}
