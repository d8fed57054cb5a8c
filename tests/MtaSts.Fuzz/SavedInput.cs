using System;
using System.IO;

namespace MtaSts.Fuzz;

/// <summary>Saves an input that broke a promise, together with a description and its origin.</summary>
internal static class SavedInput
{
    /// <returns>The input's path.</returns>
    public static string Save(string folder, string target, byte[] input, Exception? error, string origin)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{target}-{Corpus.Fingerprint(input)}");
        File.WriteAllBytes(path, input);
        File.WriteAllText(path + ".txt", $"{origin}\n{error}\n");
        return path;
    }
}
