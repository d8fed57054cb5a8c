using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace MtaSts.Integration.Servers;

/// <summary>Runs programs of this machine to their end.</summary>
internal static class Tool
{
    private static readonly Dictionary<string, string> Plain = new() { ["LC_ALL"] = "C.UTF-8" };

    /// <summary>The path of a program.</summary>
    public static string Find(string name) => ServerProcess.Find(name) ?? throw new InvalidOperationException($"{name} is not installed.");

    public static Task<(int Code, string Output)> RunAsync(string name, params IReadOnlyList<string> arguments) =>
        ServerProcess.RunAsync(Find(name), Plain, arguments);

    /// <summary>Runs a program of the setup, which must succeed.</summary>
    public static async Task<string> MustAsync(string name, params IReadOnlyList<string> arguments)
    {
        var (code, output) = await RunAsync(name, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)} ended with {code}: {output}");
    }
}
