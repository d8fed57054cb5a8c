using System;
using System.IO;
using System.Linq;
#if !CORE_NETSTANDARD
using System.Runtime.Loader;
#endif
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Dns.Udp;
using Xunit;

namespace MtaSts.Tests.Dns;

public sealed class UdpClientLoaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-loader-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_first_query_loads_DnsClient_isolated_from_other_modules()
    {
        await using var server = ScriptedServer.Answering(Ask.Hello);
        using var resolver = Ask.Resolver(Ask.Long, 1, server.Server);
        Assert.True((await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)).IsDefinite);
        Assert.Null(resolver.Problem);

        var adapter = UdpClientLoader.BesideTheCore().Load().Client!.GetType().Assembly;
        Assert.Equal("MtaSts.DnsClient", adapter.GetName().Name);
        var engine = Assert.Single(adapter.GetReferencedAssemblies(), name => name.Name == "DnsClient");
        Assert.Equal("DnsClient, Version=1.8.0.0, Culture=neutral, PublicKeyToken=4574bb5573c51424", engine.FullName);
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name == "DnsClient").ToList();
        Assert.Equal(engine.FullName, Assert.Single(loaded).FullName);
#if !CORE_NETSTANDARD
        var context = AssemblyLoadContext.GetLoadContext(adapter)!;
        Assert.NotSame(AssemblyLoadContext.Default, context);
        Assert.Same(context, AssemblyLoadContext.GetLoadContext(loaded[0]));
        Assert.Same(typeof(StubResolver).Assembly, context.LoadFromAssemblyName(typeof(StubResolver).Assembly.GetName()));
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "DnsClient");
#endif
    }

    [Fact]
    public void Loading_twice_returns_the_same_type_of_client()
    {
        var first = UdpClientLoader.BesideTheCore().Load().Client!.GetType();
        Assert.Same(first, UdpClientLoader.BesideTheCore().Load().Client!.GetType());
    }

    [Fact]
    public void Nothing_is_loaded_before_the_first_query()
    {
        var loader = new UdpClientLoader(_folder);
        Assert.Null(loader.Problem);
        Assert.NotNull(loader.Load().Problem);
        Assert.NotNull(loader.Problem);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_it_every_query_goes_over_TCP_and_the_reason_is_reported(bool broken)
    {
        if (broken) await File.WriteAllTextAsync(Path.Combine(_folder, "MtaSts.DnsClient.dll"), "This is not an assembly.");
        await using var server = new ScriptedServer(query => [Ask.Hello(query).Build()], query => [Packet.Framed(Ask.Hello(query).Build())]);
        using var resolver = new StubResolver(new StubResolverOptions { Servers = new([server.Server]), Udp = new UdpClientLoader(_folder) });
        Assert.Null(resolver.Problem);
        Assert.Equal("hello", Ask.TextOf(await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)));
        Assert.Empty(server.UdpQueries);
        Assert.Contains("MtaSts.DnsClient.dll' could not be loaded: ", resolver.Problem, StringComparison.Ordinal);
        Assert.EndsWith("Reinstall the module. Until then every DNS query uses TCP.", resolver.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_DnsClient_assembly_every_query_also_goes_over_TCP()
    {
        var adapter = UdpClientLoader.BesideTheCore().Load().Client!.GetType().Assembly.Location;
        File.Copy(adapter, Path.Combine(_folder, Path.GetFileName(adapter)));
#if CORE_NETSTANDARD
        await Task.CompletedTask; // The default context has loaded it by now.
#else
        using var resolver = new StubResolver(new StubResolverOptions { Servers = new([Ask.Nobody()]), Udp = new UdpClientLoader(_folder) });
        var response = await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None);
        Assert.Equal(DnsStatus.Unreachable, response.Status);
        Assert.Contains("DnsClient", resolver.Problem, StringComparison.Ordinal);
#endif
    }
}
