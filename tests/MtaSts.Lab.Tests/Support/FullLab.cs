using System.Threading.Tasks;

namespace MtaSts.Lab.Tests.Support;

/// <summary>One lab with all scenarios, shared by tests that change nothing.</summary>
public sealed class FullLab : IAsyncLifetime
{
    public LabServer Lab { get; private set; } = null!;

    public async Task InitializeAsync() => Lab = await LabServer.StartAsync();

    public async Task DisposeAsync() => await Lab.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedLab : ICollectionFixture<FullLab>
{
    public const string Name = "full lab";
}
