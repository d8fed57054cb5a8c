using System;
using System.Linq;
using MtaSts.Policies;
using MtaSts.Providers;
using Xunit;

namespace MtaSts.Tests.Policies;

public class PolicyTrapsTests
{
    [Theory]
    [InlineData("*.google.com", "aspmx.l.google.com")] // the pattern of many guides
    [InlineData("*.l.google.com", "alt1.aspmx.l.google.com")]
    [InlineData("*.mx.microsoft", "*.a-v1.mx.microsoft")]
    [InlineData("*.outlook.com", "mail.protection.outlook.com")]
    [InlineData("*.protection.outlook.com", "mail.protection.outlook.com")]
    [InlineData("*.com", "the owner of any")]
    public void A_wildcard_is_a_warning(string pattern, string says) => Assert.Contains(says, Find(pattern, null), StringComparison.Ordinal);

    [Fact]
    public void The_patterns_of_the_providers_are_not_traps()
    {
        Assert.All(ProviderCatalogue.WithPatterns.SelectMany(provider => provider.Patterns), pattern => Assert.Equal("", Find(pattern, null)));
        Assert.Equal("", Find("*.aspmx.l.google.com", null));
        Assert.Equal("", Find("*.a-v1.mx.microsoft", null));
        Assert.Equal("", Find("*.contoso.com", null));
    }

    [Fact]
    public void A_wildcard_that_misses_a_live_host_by_one_label_is_a_warning() =>
        Assert.Contains("does not cover a.b.contoso.com", Find("*.contoso.com", "a.b.contoso.com"), StringComparison.Ordinal);

    [Theory]
    [InlineData("a.b.contoso.com", true)]
    [InlineData("a.b_c.contoso.com", false)] // no pattern can cover it
    public void A_trap_says_what_to_write_where_something_can_be_written(string host, bool hasPattern) =>
        Assert.Equal(hasPattern, Find("*.contoso.com", host).Contains("For that host write", StringComparison.Ordinal));

    [Theory]
    [InlineData(PolicyMode.Enforce, 86399, true)]
    [InlineData(PolicyMode.Enforce, 86400, false)]
    [InlineData(PolicyMode.Testing, 60, false)] // harmless: senders refuse nothing in testing
    public void Enforce_with_a_max_age_under_a_day_is_a_warning(PolicyMode mode, long maxAge, bool warns) =>
        Assert.Equal(warns, PolicyTraps.Find(PolicyBuilder.Build(mode, ["mail.contoso.com"], maxAge), null).Count > 0);

    [Theory]
    [InlineData(PolicyMode.Enforce, "will not deliver there")]
    [InlineData(PolicyMode.Testing, "will report it")]
    [InlineData(PolicyMode.None, "")]
    public void A_live_host_that_is_not_covered_is_a_warning(PolicyMode mode, string says) =>
        Assert.Contains(
            says, PolicyTraps.Find(PolicyBuilder.Build(mode, ["old.contoso.com"], 86400), ["new.contoso.com"]).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("*.google.com", "For that host write 'aspmx.l.google.com'.")]
    [InlineData("*.mx.microsoft", "does not cover contoso-test.a-v1.mx.microsoft")] // as the host of this domain is called
    [InlineData("*.l.google.com", "does not cover alt1.aspmx.l.google.com")]
    [InlineData("*.cloudflare.net", "does not cover route1.mx.cloudflare.net")]
    [InlineData("*.outlook.com", "does not cover contoso-test.mail.protection.outlook.com")]
    public void A_trap_names_a_host_as_it_exists(string pattern, string says) => Assert.Contains(
        says, PolicyTraps.Find(PolicyBuilder.Build(PolicyMode.Testing, [pattern], 86400, domain: "contoso.test"), null).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("new.contoso.com", "No pattern covers the MX host new.contoso.com. Senders will not deliver there. Add 'new.contoso.com'.")]
    [InlineData(
        "mail.data_center.contoso.com",
        "No pattern covers the MX host mail.data_center.contoso.com. Senders will not deliver there. No pattern can cover it: give the host another name.")]
    public void The_warning_about_a_live_host_says_what_to_add(string host, string warning) =>
        Assert.Equal([warning], PolicyTraps.Find(PolicyBuilder.Build(PolicyMode.Enforce, ["old.contoso.com"], 86400), ["old.contoso.com", host]));

    [Fact]
    public void Where_every_live_host_is_covered_there_is_no_warning()
    {
        Assert.Empty(PolicyTraps.Find(PolicyBuilder.Build(PolicyMode.Enforce, ["mail.contoso.com"], 86400), ["mail.contoso.com"]));
        Assert.Equal("", Find("*.contoso.com", "mail.contoso.com"));
        Assert.Throws<ArgumentNullException>(() => PolicyTraps.Find(null!, null));
    }

    [Fact]
    public void Every_provider_covers_its_own_hosts_and_is_found_by_both_names()
    {
        foreach (var provider in ProviderCatalogue.WithPatterns)
        {
            Assert.NotEmpty(provider.Patterns);
            Assert.Same(provider, ProviderCatalogue.FindByName(provider.Id!.ToUpperInvariant()));
            Assert.Same(provider, ProviderCatalogue.FindByName(provider.Name));
            foreach (var pattern in provider.Patterns)
            {
                Assert.True(PolicyBuilder.TryReadPattern(pattern, out var read, out _));
                Assert.Equal(pattern, read);
                Assert.True(provider.Runs(pattern.Replace("*", "host")));
            }
        }

        Assert.Null(ProviderCatalogue.FindByName("Contoso"));
        Assert.Null(ProviderCatalogue.FindByName("Mimecast")); // its hosts differ from customer to customer
    }

    private static string Find(string pattern, string? host) =>
        PolicyTraps.Find(PolicyBuilder.Build(PolicyMode.Testing, [pattern], 86400), host is null ? null : [host]).ToString();
}
