using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>
/// An exception of the platform may name the proxy with its password. One class turns exceptions into text; what calls the
/// message of an exception elsewhere is found in the compiled code.
/// </summary>
public class ExceptionTextTests
{
    private const string TheOne = "MtaSts.Text.ExceptionText";

    private static readonly string[] Texts = ["get_Message", "get_StackTrace", "ToString"];

    public static TheoryData<string, string> Assemblies => new()
    {
        { "MtaSts.Core", ModuleBuild.Desktop },
        { "MtaSts.Core", ModuleBuild.Core },
        { "MtaSts.PowerShell", ModuleBuild.Desktop },
        { "MtaSts.PowerShell", ModuleBuild.Core },
        { "MtaSts.DnsClient", ModuleBuild.Desktop },
        { "MtaSts.DnsClient", ModuleBuild.Core },
    };

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_text_of_an_exception_is_used_outside_of_one_class(string assembly, string framework)
    {
        var file = Repository.PathOf("src", assembly, "bin", Repository.Configuration, framework, assembly + ".dll");
        Assert.Empty(UsersOfExceptionText(file).Where(user => user != TheOne).Distinct());
    }

    [Fact]
    public void The_class_itself_would_be_found() =>
        Assert.Contains(
            TheOne, UsersOfExceptionText(Repository.PathOf("src", "MtaSts.Core", "bin", Repository.Configuration, ModuleBuild.Core, "MtaSts.Core.dll")));

    private static List<string> UsersOfExceptionText(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
        return [.. from type in module.GetTypes()
                from method in type.Methods
                where method.HasBody
                from instruction in method.Body.Instructions
                where IsTextOfException(instruction.Operand)
                select Outermost(type).FullName];
    }

    // A message, or an exception as a hole of an interpolated string.
    private static bool IsTextOfException(object? operand) => operand switch
    {
        GenericInstanceMethod { Name: "AppendFormatted" } hole => IsException(hole.GenericArguments[0]),
        MethodReference called => Texts.Contains(called.Name) && IsException(called.DeclaringType),
        _ => false,
    };

    private static bool IsException(TypeReference type) => type.Name.EndsWith("Exception", StringComparison.Ordinal);

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);
}
