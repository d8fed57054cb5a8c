using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.PolicyFetching;

public class ProxyTimeoutTests
{
    [Fact]
    public async Task A_proxy_lookup_without_an_end_does_not_hold_up_the_fetch()
    {
        using var proxy = new EndlessProxy();
        var fetcher = new PolicyFetcher(new FakeResolver(), new NetworkOptions { Proxy = proxy, StepTimeout = TimeSpan.FromMilliseconds(50) });
        var fetch = await Wait.For(fetcher.FetchAsync("contoso.test", CancellationToken.None));
        Assert.Equal((FetchFailure.Connect, TcpFailure.Unreachable), (fetch.Failure, fetch.TcpFailure));
        Assert.Contains("proxy", fetch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_it()
    {
        using var proxy = new EndlessProxy();
        using var cancel = new CancellationTokenSource();
        var fetcher = new PolicyFetcher(new FakeResolver(), new NetworkOptions { Proxy = proxy, StepTimeout = TimeSpan.FromHours(1) });
        var fetch = fetcher.FetchAsync("contoso.test", cancel.Token);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.For(fetch));
    }

    private sealed class EndlessProxy : IWebProxy, IDisposable
    {
        private readonly ManualResetEventSlim _end = new();

        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination)
        {
            _end.Wait(Support.Wait.Long);
            return null;
        }

        public bool IsBypassed(Uri host) => false;

        // Ends the lookup that nobody waits for any more.
        public void Dispose() => _end.Set();
    }
}
