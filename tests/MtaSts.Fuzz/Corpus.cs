using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace MtaSts.Fuzz;

/// <summary>The inputs of one target to mutate: the seeds, and inputs with new answers.</summary>
internal sealed class Corpus
{
    // Enough for every path through a parser; newer inputs replace older ones.
    private const int MaxEntries = 3000;

    /// <summary>Separates the parts of an answer, each of which may be new.</summary>
    public const string Separator = "\n";

    private readonly List<byte[]> _entries = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly string? _folder;
    private int _next;

    /// <param name="target">The target's name.</param>
    /// <param name="keep">The folder for new inputs; null to save none.</param>
    public Corpus(string target, string? keep)
    {
        Seeds = Files(Path.Combine(AppContext.BaseDirectory, "Corpus", target));
        if (Seeds.Count == 0) throw new InvalidOperationException($"The target {target} has no seeds.");
        _folder = keep is null ? null : Path.Combine(keep, target);
        Kept = _folder is null ? [] : Files(_folder);
    }

    /// <summary>The files of the repository, by name.</summary>
    public IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>The files that an earlier search saved, by name.</summary>
    public IReadOnlyList<byte[]> Kept { get; }

    public int Count => _entries.Count;

    public byte[] Any(Random random) => _entries[random.Next(_entries.Count)];

    /// <summary>Adds an input when a part of its answer is new.</summary>
    public bool Offer(byte[] input, string answer, bool isSave)
    {
        var isNew = false;
        foreach (var part in answer.Split(Separator)) isNew |= _seen.Add(part);
        if (!isNew) return false;
        if (_entries.Count < MaxEntries) _entries.Add(input);
        else _entries[_next++ % MaxEntries] = input;
        if (isSave && _folder is not null)
        {
            Directory.CreateDirectory(_folder);
            File.WriteAllBytes(Path.Combine(_folder, Fingerprint(input)), input);
        }

        return true;
    }

    /// <summary>Adds an input regardless of its answer.</summary>
    public void Add(byte[] input) => _entries.Add(input);

    public static string Fingerprint(byte[] input) => Convert.ToHexString(SHA256.HashData(input))[..12];

    private static List<byte[]> Files(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
}
