using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class CmdletContractTests(BothBuilds builds) : IClassFixture<BothBuilds>
{
    private static readonly string[] ForLabs = ["HttpsPort", "SmtpPort", "TrustedRoot"];

    public static TheoryData<string> Frameworks => BothBuilds.Frameworks;

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_cmdlet_is_sealed_public_and_named_after_its_class(string framework)
    {
        Assert.NotEmpty(builds[framework].Cmdlets);
        Assert.All(builds[framework].Cmdlets, cmdlet =>
        {
            Assert.True(cmdlet.IsSealed && cmdlet.IsPublic, cmdlet.Name);
            Assert.NotNull(ModuleBuild.Attribute(cmdlet, "CmdletAttribute"));
            Assert.Equal(ModuleBuild.NameOf(cmdlet).Replace("-", "", StringComparison.Ordinal) + "Command", cmdlet.Name);
            Assert.Matches("^[A-Z][A-Za-z]+-(MtaSts|TlsRpt)[A-Za-z]*$", ModuleBuild.NameOf(cmdlet));
        });
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_verb_is_approved(string framework)
    {
        var verbs = builds[framework].Automation.GetTypes()
            .Where(type => Regex.IsMatch(type.Name, "^Verbs[A-Z][a-z]+$"))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => field.GetRawConstantValue() as string)
            .ToHashSet();
        Assert.Contains("ConvertFrom", verbs);
        Assert.DoesNotContain("Create", verbs);
        Assert.All(builds[framework].Cmdlets, cmdlet => Assert.Contains(ModuleBuild.NameOf(cmdlet).Split('-')[0], verbs));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void The_manifest_exports_the_cmdlets_and_nothing_else(string framework)
    {
        Assert.Equal(
            builds[framework].Cmdlets.Select(ModuleBuild.NameOf).Order(StringComparer.Ordinal),
            Repository.ListInManifest("CmdletsToExport").Order(StringComparer.Ordinal));
        Assert.Empty(Repository.ListInManifest("FunctionsToExport"));
        Assert.Empty(Repository.ListInManifest("AliasesToExport"));
        Assert.Empty(Repository.ListInManifest("VariablesToExport"));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_cmdlet_declares_its_output_types(string framework) => Assert.All(builds[framework].Cmdlets, cmdlet =>
    {
        var types = ModuleBuild.Attributes(cmdlet, "OutputTypeAttribute")
            .SelectMany(a => a.ConstructorArguments)
            .SelectMany(a => a.Value as IEnumerable<CustomAttributeTypedArgument> ?? [a])
            .Select(a => a.Value)
            .ToList();
        Assert.NotEmpty(types);
        Assert.All(types, type => Assert.True(type is Type { IsPublic: true }, $"{cmdlet.Name}: {type}"));
    });

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_live_cmdlet_accepts_domains_from_common_pipeline_objects(string framework)
    {
        var live = builds[framework].Cmdlets.Where(ModuleBuild.IsLive).ToList();
        Assert.Contains(live, cmdlet => ModuleBuild.NameOf(cmdlet) == "Test-MtaSts");
        Assert.All(live, cmdlet =>
        {
            var domain = ModuleBuild.Parameters(cmdlet).Single(p => p.Name == "DomainName");
            Assert.All(ModuleBuild.Attributes(domain, "ParameterAttribute"), parameter =>
                Assert.Equal(0, parameter.NamedArguments.Single(a => a.MemberName == "Position").TypedValue.Value));

            // Evidence is piped into Step-MtaStsPolicy, so the domain must be given as an argument.
            if (ModuleBuild.NameOf(cmdlet) == "Step-MtaStsPolicy") return;
            Assert.Contains(ModuleBuild.Attributes(domain, "ParameterAttribute"), parameter =>
                Flag(parameter, "ValueFromPipeline") && Flag(parameter, "ValueFromPipelineByPropertyName") && Flag(parameter, "Mandatory"));
            Assert.Equal(["Domain", "Name", "Id"], Aliases(domain));
            Assert.NotNull(ModuleBuild.Attribute(domain, "DomainNameTransformationAttribute"));
            Assert.Subset(ModuleBuild.Parameters(cmdlet).Select(p => p.Name).ToHashSet(), new HashSet<string> { "Server", "TimeoutSec", "ThrottleLimit" });
        });
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_domain_parameter_completes_used_domains(string framework)
    {
        var domains = builds[framework].Cmdlets.SelectMany(ModuleBuild.Parameters).Where(parameter => parameter.Name == "DomainName").ToList();
        Assert.NotEmpty(domains);
        Assert.All(
            domains,
            parameter =>
                Assert.Equal(
                    "DomainNameCompleter", ((Type)ModuleBuild.Attribute(parameter, "ArgumentCompleterAttribute")!.ConstructorArguments[0].Value!).Name));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Parameters_for_domains_have_the_same_aliases(string framework) => Assert.All(builds[framework].Cmdlets, cmdlet =>
    {
        // -DomainName of Read- and Receive-TlsRptReport is a filter, and -Id of New-MtaStsRecord is the id of the record.
        if (ModuleBuild.NameOf(cmdlet) is "Read-TlsRptReport" or "Receive-TlsRptReport") return;
        if (ModuleBuild.Parameters(cmdlet).SingleOrDefault(parameter => parameter.Name == "DomainName") is not { } domain) return;
        string[] expected = ModuleBuild.NameOf(cmdlet) == "New-MtaStsRecord" ? ["Domain", "Name"] : ["Domain", "Name", "Id"];
        Assert.Equal(expected, Aliases(domain));
    });

    private static readonly string[] FileReaders =
        ["ConvertFrom-MtaStsPolicy", "ConvertFrom-MtaStsRecord", "ConvertFrom-TlsRptRecord", "Get-MtaStsPolicy", "Read-TlsRptReport"];

    private static readonly string[] PathParameters = ["Path", "LiteralPath"];

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Cmdlets_that_read_files_have_Path_arrays_and_LiteralPath(string framework)
    {
        Assert.All(FileReaders, name =>
        {
            var parameters = ModuleBuild.Parameters(builds[framework].Cmdlets.Single(cmdlet => ModuleBuild.NameOf(cmdlet) == name)).ToList();
            Assert.All(PathParameters, path => Assert.Equal("String[]", parameters.Single(parameter => parameter.Name == path).PropertyType.Name));
            Assert.Equal(["PSPath"], Aliases(parameters.Single(parameter => parameter.Name == "LiteralPath")));
        });
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void No_other_parameter_binds_by_the_name_of_a_domain(string framework) => Assert.All(builds[framework].Cmdlets, cmdlet =>
    {
        var names = ModuleBuild.Parameters(cmdlet).SelectMany(p => Aliases(p).Prepend(p.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    });

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Every_cmdlet_and_parameter_is_documented(string framework)
    {
        var build = builds[framework];
        Assert.All(build.Cmdlets, cmdlet =>
        {
            Assert.True(HasSummary("T:" + cmdlet.FullName), cmdlet.Name);
            Assert.All(ModuleBuild.Parameters(cmdlet), parameter =>
            {
                // An overridden parameter may inherit its description from the base declaration.
                var types = ModuleBuild.Bases(cmdlet).Prepend(cmdlet).Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type);
                Assert.True(types.Any(type => HasSummary($"P:{type.FullName}.{parameter.Name}")), $"{cmdlet.Name}.{parameter.Name} has no summary");
            });
        });

        bool HasSummary(string id) => build.Docs.TryGetValue(id, out var member) && ((string?)member.Element("summary"))?.Trim().Length > 0;
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Parameters_for_labs_are_not_shown(string framework) => Assert.All(builds[framework].Cmdlets.Where(ModuleBuild.IsLive), cmdlet =>
    {
        foreach (var name in ForLabs)
            Assert.True(Flag(ModuleBuild.Attribute(ModuleBuild.Parameters(cmdlet).Single(p => p.Name == name), "ParameterAttribute")!, "DontShow"), name);
    });

    private static bool Flag(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Any(a => a.MemberName == name && a.TypedValue.Value is true);

    private static IEnumerable<string> Aliases(PropertyInfo parameter) => ModuleBuild.Attribute(parameter, "AliasAttribute") is { } alias
        ? ((IEnumerable<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!).Select(a => (string)a.Value!)
        : [];
}
