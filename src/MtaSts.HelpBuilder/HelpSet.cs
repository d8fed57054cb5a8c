using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.HelpBuilder.About;
using MtaSts.HelpBuilder.Cmdlets;
using MtaSts.HelpBuilder.Maml;
using MtaSts.HelpBuilder.Sources;

namespace MtaSts.HelpBuilder;

/// <summary>All help of the module: cmdlets, and about topics.</summary>
/// <param name="Cmdlets">The cmdlets of the assembly.</param>
/// <param name="Sources">The help sources of the cmdlets.</param>
/// <param name="Shared">The shared texts about parameters of several cmdlets.</param>
/// <param name="Topics">The about topics: name and text.</param>
public sealed record HelpSet(
    IReadOnlyList<CmdletInfo> Cmdlets, IReadOnlyList<HelpSource> Sources, IReadOnlyList<Entry> Shared, IReadOnlyDictionary<string, string> Topics)
{
    private const string SharedFile = "Shared-Parameters.md";

    /// <summary>Cmdlets and sources together, by name; cmdlets without a source are left out.</summary>
    public IEnumerable<CmdletHelp> Help =>
        from cmdlet in Cmdlets
        join source in Sources on cmdlet.Name equals source.Name
        select new CmdletHelp(cmdlet, source, Shared);

    /// <summary>Reads everything.</summary>
    /// <param name="assemblyPath">The cmdlet assembly.</param>
    /// <param name="sourceFolder">The folder of the help sources.</param>
    /// <exception cref="HelpException">A source does not have the right form.</exception>
    public static HelpSet Load(string assemblyPath, string sourceFolder)
    {
        var files = Directory.GetFiles(sourceFolder, "*.md").Order(StringComparer.Ordinal).ToList();
        bool IsTopic(string file) => Path.GetFileName(file).StartsWith("about_", StringComparison.Ordinal);
        return new HelpSet(
            CmdletReader.Read(assemblyPath),
            [.. files.Where(file => !IsTopic(file) && Path.GetFileName(file) != SharedFile).Select(HelpSourceReader.ReadFile)],
            HelpSourceReader.ReadFile(Path.Combine(sourceFolder, SharedFile)).Parameters,
            files.Where(IsTopic)
                .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => AboutWriter.Write(Catalogues.Fill(File.ReadAllText(file)))));
    }
}
