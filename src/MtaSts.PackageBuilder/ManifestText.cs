using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MtaSts.PackageBuilder;

/// <summary>
/// Reads the module's manifest without PowerShell: strings in single quotes and lists of them, one key per line, as the
/// module's own manifest is written.
/// </summary>
public sealed class ManifestText
{
    /// <summary>The characters that PowerShell reads as a single quote; inside a string each is written twice.</summary>
    internal const string Quotes = "'\u2018\u2019\u201A\u201B";

    private const string Literal = $"'(?<text>(?:[^{Quotes}]|[{Quotes}]{{2}})*)'";

    private ManifestText(string name, string text)
    {
        Name = name;
        Text = text;
    }

    /// <summary>The name of the module.</summary>
    public string Name { get; }

    /// <summary>The whole file.</summary>
    public string Text { get; }

    /// <summary>The module's version.</summary>
    public string Version => Value("ModuleVersion");

    /// <summary>Reads the one manifest of a folder.</summary>
    /// <param name="folder">The folder with the manifest.</param>
    /// <exception cref="InvalidDataException">There is no manifest, or more than one.</exception>
    public static ManifestText Load(string folder)
    {
        var files = Directory.GetFiles(folder, "*.psd1");
        if (files.Length != 1) throw new InvalidDataException($"'{folder}' contains {files.Length} manifests; exactly one is needed.");
        return new ManifestText(Path.GetFileNameWithoutExtension(files[0]), File.ReadAllText(files[0]));
    }

    /// <summary>The string of a key.</summary>
    /// <param name="key">For example <c>Description</c>.</param>
    /// <exception cref="InvalidDataException">The manifest has no such string.</exception>
    public string Value(string key) => Find(key) ?? throw new InvalidDataException($"The manifest has no string {key}.");

    /// <summary>The string of a key; null when the manifest has none.</summary>
    /// <param name="key">For example <c>ProjectUri</c>.</param>
    public string? Find(string key)
    {
        var found = Regex.Match(Text, $@"(?m)^[ \t]*{key}[ \t]*=[ \t]*{Literal}");
        return found.Success ? Unquote(found.Groups["text"].Value) : null;
    }

    /// <summary>The strings of a list.</summary>
    /// <param name="key">For example <c>Tags</c>.</param>
    /// <exception cref="InvalidDataException">The manifest has no such list.</exception>
    public IReadOnlyList<string> List(string key)
    {
        var found = Regex.Match(Text, $@"(?m)^[ \t]*{key}[ \t]*=[ \t]*@\((?<items>[^)]*)\)");
        if (!found.Success) throw new InvalidDataException($"The manifest has no list for {key}.");
        return [.. Regex.Matches(found.Groups["items"].Value, Literal).Select(item => Unquote(item.Groups["text"].Value))];
    }

    /// <summary>A string literal for PowerShell.</summary>
    internal static string Quote(string text) => "'" + Regex.Replace(text, $"[{Quotes}]", "$0$0") + "'";

    private static string Unquote(string text) => Regex.Replace(text, $"([{Quotes}])[{Quotes}]", "$1");
}
