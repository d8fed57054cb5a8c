using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>
/// What scripts can see of the module's objects, compared with PublicSurface.txt, so that every change is noticed. For an intended
/// change: set MTASTS_UPDATE_SURFACE to 1, run this test, and look at the difference before it is committed.
/// </summary>
public class PublicSurfaceTests(BothBuilds builds) : IClassFixture<BothBuilds>
{
    private static string File => Repository.PathOf("tests", "MtaSts.PowerShell.Tests", "PublicSurface.txt");

    public static TheoryData<string> Frameworks => BothBuilds.Frameworks;

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void The_public_surface_matches_the_list(string framework)
    {
        var lines = builds[framework].CoreAssembly.GetExportedTypes()
            .Where(type => type.Namespace == "MtaSts")
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(Describe)
            .ToList();
        if (Environment.GetEnvironmentVariable("MTASTS_UPDATE_SURFACE") == "1") System.IO.File.WriteAllLines(File, lines);
        Assert.Equal(System.IO.File.ReadAllLines(File), lines);
    }

    private static IEnumerable<string> Describe(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        yield return $"{Kind(type)} {type.FullName}";
        var members = type.IsEnum
            ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"  {f.Name} = {f.GetRawConstantValue()}")
            : [.. type.GetConstructors().Select(c => $"  new({Parameters(c)})").Concat(
                type.GetProperties(Public).Select(p => $"  {p.Name}: {Name(p.PropertyType)}")).Concat(
                type.GetFields(Public).Select(f => $"  field {f.Name}: {Name(f.FieldType)}")).Concat(
                type.GetMethods(Public).Where(m => !m.IsSpecialName).Select(m => $"  {m.Name}({Parameters(m)}): {Name(m.ReturnType)}"))
                    .Order(StringComparer.Ordinal)];
        foreach (var member in members) yield return member;
    }

    private static string Kind(Type type) =>
        type.IsEnum
            ? "enum"
            : type.IsValueType
            ? "struct"
            : type.IsInterface
            ? "interface"
            : type.IsAbstract && type.IsSealed
            ? "static class"
            : type.IsSealed
            ? "class"
            : "open class";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}"));

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
