using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace MtaSts.PackageBuilder;

/// <summary>Writes the nuspec from which NuGet packs the module, with the fields and tags that the PowerShell Gallery reads.</summary>
public static class NuspecWriter
{
    private static readonly XNamespace Ns = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";

    /// <summary>Writes the nuspec of a laid-out module.</summary>
    /// <param name="folder">The folder of the module.</param>
    /// <param name="manifest">Its manifest, completed.</param>
    /// <param name="path">The file to write.</param>
    public static void Write(string folder, ManifestText manifest, string path)
    {
        var document = new XDocument(new XElement(Ns + "package",
            new XElement(Ns + "metadata", Metadata(manifest)),
            new XElement(
                Ns + "files", ModuleFiles.In(folder).Select(file => new XElement(Ns + "file", new XAttribute("src", file), new XAttribute("target", file))))));
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using var writer = XmlWriter.Create(path, settings);
        document.Save(writer);
    }

    /// <summary>The tags of the manifest, and those that the gallery uses to find modules and commands.</summary>
    /// <param name="manifest">The manifest.</param>
    public static IReadOnlyList<string> Tags(ManifestText manifest)
    {
        var cmdlets = manifest.List("CmdletsToExport");
        return
        [
            .. manifest.List("Tags"),
            "PSModule", "PSIncludes_Cmdlet",
            .. cmdlets.Select(name => "PSCmdlet_" + name),
            .. cmdlets.Select(name => "PSCommand_" + name),
        ];
    }

    private static IEnumerable<XElement> Metadata(ManifestText manifest)
    {
        yield return new XElement(Ns + "id", manifest.Name);
        yield return new XElement(Ns + "version", manifest.Version);
        yield return new XElement(Ns + "authors", manifest.Value("Author"));
        yield return new XElement(Ns + "owners", manifest.Value("CompanyName"));
        yield return new XElement(Ns + "requireLicenseAcceptance", "false");
        if (manifest.Find("LicenseUri") is { } license) yield return new XElement(Ns + "licenseUrl", license);
        if (manifest.Find("ProjectUri") is { } project) yield return new XElement(Ns + "projectUrl", project);
        yield return new XElement(Ns + "description", manifest.Value("Description"));
        yield return new XElement(Ns + "releaseNotes", manifest.Value("ReleaseNotes"));
        yield return new XElement(Ns + "copyright", manifest.Value("Copyright"));
        yield return new XElement(Ns + "tags", string.Join(' ', Tags(manifest)));
    }
}
