using System;
using System.Collections.Generic;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>Both builds, loaded once for a class of tests.</summary>
public sealed class BothBuilds : IDisposable
{
    private readonly Dictionary<string, ModuleBuild> _builds = new()
    {
        [ModuleBuild.Desktop] = new(ModuleBuild.Desktop),
        [ModuleBuild.Core] = new(ModuleBuild.Core),
    };

    public static TheoryData<string> Frameworks => [ModuleBuild.Desktop, ModuleBuild.Core];

    public ModuleBuild this[string framework] => _builds[framework];

    public void Dispose()
    {
        foreach (var build in _builds.Values) build.Dispose();
    }
}
