#if !CORE_NETSTANDARD
using System;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>
/// Each build has its own JSON reader; the results must be the same. Only the position of a syntax error
/// may differ.
/// </summary>
public class ParityTests
{
    [Fact]
    public void Both_builds_read_damaged_JSON_in_the_same_way()
    {
        var ours = ParityTranscript.Make();
        var theirs = TranscriptOfTheOtherBuild();
        Assert.Equal(ParityTranscript.Count, ours.Length);
        Assert.Equal(ours.Length, theirs.Length);
        var first = Enumerable.Range(0, ours.Length).Where(i => ours[i] != theirs[i]).Select(i => (int?)i).FirstOrDefault();
        Assert.True(
            first is null,
            first is { } at
                ? $"The first difference is in input {at}:\n{ParityTranscript.Inputs().ElementAt(at).Text}\nnet8.0:         {ours[at]}\nnetstandard2.0: "
                    + $"{theirs[at]}"
                : "");
    }

    /// <summary>The tests of the other build also contain this class; they are loaded beside this assembly, with their own core.</summary>
    private static string[] TranscriptOfTheOtherBuild()
    {
        var output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var folder =
            output.Replace(Path.Combine("tests", "MtaSts.Core.Tests"), Path.Combine("tests", "MtaSts.Core.Tests.NetStandard"), StringComparison.Ordinal);
        var path = Path.Combine(folder, "MtaSts.Core.Tests.dll");
        Assert.True(File.Exists(path), $"'{path}' is missing. Build the solution first: dotnet build");
        var context = new AssemblyLoadContext("netstandard2.0", isCollectible: true);
        context.Resolving += (_, name) => name.Name is "MtaSts.Core" ? context.LoadFromAssemblyPath(Path.Combine(folder, "MtaSts.Core.dll")) : null;
        try
        {
            context.LoadFromAssemblyPath(Path.Combine(folder, "MtaSts.Core.dll"));
            var type = context.LoadFromAssemblyPath(path).GetType(typeof(ParityTranscript).FullName!, throwOnError: true)!;
            Assert.Equal(".NETStandard,Version=v2.0", type.GetMethod(nameof(ParityTranscript.Build))!.Invoke(null, null));
            return (string[])type.GetMethod(nameof(ParityTranscript.Make))!.Invoke(null, null)!;
        }
        finally
        {
            context.Unload();
        }
    }
}
#endif
