using System.Linq;
using System.Reflection;
using System.Runtime.Versioning;
using Xunit;

namespace MtaSts.Tests;

public class BuildTests
{
#if CORE_NETSTANDARD
    private const string Expected = ".NETStandard,Version=v2.0";
#else
    private const string Expected = ".NETCoreApp,Version=v8.0";
#endif

    private static Assembly Core => typeof(Policy).Assembly;

    [Fact]
    public void These_tests_run_against_the_stated_build() =>
        Assert.Equal(Expected, Core.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);

    [Fact]
    public void The_core_references_neither_PowerShell_nor_a_package() =>
        Assert.All(Core.GetReferencedAssemblies(), name => Assert.True(
            name.Name == "netstandard" || name.Name!.StartsWith("System.", System.StringComparison.Ordinal)
                || name.Name.StartsWith("Microsoft.Win32.", System.StringComparison.Ordinal),
            name.FullName));

    [Fact]
    public void The_core_has_no_mutable_static_state()
    {
        var fields = Core.GetTypes()
            .Where(type => !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral);
        Assert.Empty(fields.Select(field => $"{field.DeclaringType}.{field.Name}"));
    }
}
