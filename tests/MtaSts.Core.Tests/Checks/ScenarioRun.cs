using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>Tests all scenarios once; the tests check the results.</summary>
public sealed class ScenarioRun(TestLab lab) : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, TestResult> _results = new();

    public IReadOnlyDictionary<string, TestResult> Results => _results;

    public async Task InitializeAsync()
    {
        var checker = lab.Checker();
        using var gate = new SemaphoreSlim(32);
        await Task.WhenAll(lab.Lab.Scenarios.Select(async domain =>
        {
            await gate.WaitAsync();
            try
            {
                _results[domain.Name] = await checker.TestAsync(domain.Name, new TestOptions(), CancellationToken.None);
            }
            finally
            {
                gate.Release();
            }
        }));
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
