using System;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Lab;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using Xunit;

namespace MtaSts.Tests.Support;

/// <summary>One lab with all scenarios, for all tests that use its hosts.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync
public sealed class TestLab : IAsyncLifetime
{
    /// <summary>Long enough for every answer on a busy machine, and short enough for hosts that never answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private StubResolver? _stub;

    public LabServer Lab { get; private set; } = null!;

    /// <summary>Queries the lab's DNS.</summary>
    public IDnsResolver Resolver { get; private set; } = null!;

    /// <summary>The root of the lab is trusted.</summary>
    public CertificateTrust Trust { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Lab = await LabServer.StartAsync();
        _stub = Lab.Resolver(Patience);
        Resolver = new CachingResolver(_stub);
        Trust = Lab.Trust();
    }

    public async Task DisposeAsync()
    {
        _stub?.Dispose();
        await Lab.DisposeAsync();
    }

    public NetworkOptions Options(
        TimeSpan? step = null, TimeSpan? fetch = null, Action<NetworkStep>? onStep = null, CertificateTrust? trust = null, bool allowPrivate = true) => new()
    {
        StepTimeout = step ?? Patience,
        FetchTimeout = fetch ?? Patience * 1.5,
        HttpsPort = Lab.HttpsPort,
        SmtpPort = Lab.SmtpPort,
        AllowPrivateAddress = allowPrivate,
        Trust = trust ?? Trust,
        OnStep = onStep,
    };

    public MtaStsChecker Checker(NetworkOptions? options = null) => new(Resolver, options ?? Options());
}

[CollectionDefinition(Name)]
public sealed class SharedTestLab : ICollectionFixture<TestLab>
{
    public const string Name = "the lab";
}
