using System.IO;
using System.Text;
using System.Xml;
using MtaSts.HelpBuilder.Maml;

namespace MtaSts.HelpBuilder;

/// <summary>The files that Get-Help reads: the same bytes for the same sources, on every system.</summary>
public static class HelpFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the files of a language.</summary>
    /// <param name="set">The help.</param>
    /// <param name="assemblyName">The cmdlet assembly's file name, from which the name of the help file is derived.</param>
    /// <param name="folder">The folder, for example <c>en-US</c>; created if it does not exist.</param>
    public static void Write(HelpSet set, string assemblyName, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, assemblyName + "-Help.xml"), Maml(set), Utf8);
        foreach (var (name, text) in set.Topics) File.WriteAllText(Path.Combine(folder, name + ".help.txt"), text, Utf8);
    }

    /// <summary>The text of the cmdlets' file.</summary>
    /// <param name="set">The help.</param>
    public static string Maml(HelpSet set)
    {
        using var stream = new MemoryStream();
        // Line ends as entities would be visible in code; a file has LF.
        using (var writer =
            XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None, Encoding = Utf8 }))
        {
            MamlWriter.Write(set.Help).Save(writer);
        }

        return Utf8.GetString(stream.ToArray()) + "\n";
    }
}
