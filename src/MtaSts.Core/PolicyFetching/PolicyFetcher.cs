using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Net;
using MtaSts.Net.Transport;
using MtaSts.Text;

namespace MtaSts.PolicyFetching;

/// <summary>
/// Fetches the policy of a domain as a sender does (RFC 8461 §3.3), and records what it sees. It continues after a
/// bad certificate, in order to show the rest; the certificate's problems are in the outcome.
/// </summary>
public sealed class PolicyFetcher
{
    /// <summary>The largest policy that a sender must accept, in octets (RFC 8461 §3.3).</summary>
    public const int SizeLimit = 64 * 1024;

    private readonly IDnsResolver _resolver;
    private readonly NetworkOptions _options;

    /// <summary>Creates a fetcher.</summary>
    /// <param name="resolver">Resolves the policy hosts.</param>
    /// <param name="options">The network settings.</param>
    public PolicyFetcher(IDnsResolver resolver, NetworkOptions options)
    {
        _resolver = resolver ?? throw new ArgumentNullException(nameof(resolver));
        _options = options ?? throw new ArgumentNullException(nameof(options));
    }

    /// <summary>Fetches <c>https://mta-sts.DOMAIN/.well-known/mta-sts.txt</c>.</summary>
    /// <param name="domain">The policy domain in A-label form.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<PolicyFetch> FetchAsync(string domain, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var host = "mta-sts." + domain;
        var url = new UriBuilder("https", host, _options.HttpsPort, "/.well-known/mta-sts.txt").Uri;
        if (await ProxyForAsync(url, cancellationToken).ConfigureAwait(false) is not { IsKnown: true, Address: var proxy })
        {
            var unseen = new FetchDraft { TcpFailure = TcpFailure.Unreachable };
            unseen.Fail(FetchFailure.Connect, "this system did not determine in time whether a proxy must be used");
            return unseen.Finish(host, url, watch.Elapsed);
        }

        var draft = proxy is null
            ? await FetchDirectAsync(host, url, watch, cancellationToken).ConfigureAwait(false)
            : await FetchThroughAsync(proxy, host, url, watch, cancellationToken).ConfigureAwait(false);
        return draft.Finish(host, url, watch.Elapsed);
    }

    /// <summary>
    /// The proxy, within the time of a step. The system may have to download a script first (PAC), which takes no token and has no timeout
    /// of ours, so it continues on its own when the time is up.
    /// </summary>
    private async Task<(bool IsKnown, Uri? Address)> ProxyForAsync(Uri url, CancellationToken cancellationToken)
    {
        if (_options.Proxy is null) return (true, null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lookup = Task.Run(() => ProxyFor(url), CancellationToken.None);
        var first = await Task.WhenAny(lookup, Task.Delay(_options.StepTimeout, stop.Token)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (first != lookup) return (false, null);
        stop.Cancel();
        return (true, await lookup.ConfigureAwait(false));
    }

    private Uri? ProxyFor(Uri url)
    {
        if (_options.Proxy is null || _options.Proxy.IsBypassed(url)) return null;
        var proxy = _options.Proxy.GetProxy(url);
        return proxy is null || proxy == url ? null : proxy;
    }

    private async Task<FetchDraft> FetchDirectAsync(string host, Uri url, Stopwatch watch, CancellationToken cancellationToken)
    {
        var draft = new FetchDraft { Lookup = await AddressLookup.QueryAsync(_resolver, host, cancellationToken).ConfigureAwait(false) };
        if (draft.Lookup.Addresses.Count == 0) return draft.Fail(FetchFailure.Lookup, draft.Lookup.HasFailed ? draft.Lookup.Error : $"{host} has no address");

        var allowed = PublicAddresses.Filter(draft.Lookup.Addresses, _options.AllowPrivateAddress, out var refused);
        if (allowed.Count == 0) return draft.Fail(FetchFailure.PrivateAddress, $"{host} has only addresses that senders cannot reach: {refused}");

        using var tcp =
            await TcpConnector.ConnectAsync(allowed, _options.HttpsPort, _options.StepTimeout, _options.OnStep, cancellationToken).ConfigureAwait(false);
        draft.Address = tcp.Address;
        draft.TcpFailure = tcp.Failure;
        if (tcp.Socket is null) return draft.Fail(FetchFailure.Connect, tcp.Detail);

        using var tls = await TlsClient.HandshakeAsync(
            new NetworkStream(tcp.Socket, ownsSocket: true), host, _options.Trust, _options.StepTimeout, _options.OnStep,
            cancellationToken).ConfigureAwait(false);
        draft.TlsVersion = tls.Version;
        draft.TlsFailure = tls.Failure;
        draft.Certificate = tls.Certificate;
        if (tls.Stream is null) return draft.Fail(FetchFailure.Tls, tls.Detail);

        await ExchangeAsync(draft, url, tls, token => DirectExchange.GetAsync(tls.Stream, url, SizeLimit, token), watch, cancellationToken)
            .ConfigureAwait(false);
        return draft;
    }

    private async Task<FetchDraft> FetchThroughAsync(Uri proxy, string host, Uri url, Stopwatch watch, CancellationToken cancellationToken)
    {
        var capture = new CertificateCapture(host, _options.Trust);
        var draft = new FetchDraft { Proxy = UserInfo.RemoveFrom(proxy) };
        using var nothing = new CancellationTokenSource();
        await ExchangeAsync(
            draft, url, nothing, token => ProxyExchange.GetAsync(_options.Proxy!, url, _options, capture, SizeLimit, token), watch,
            cancellationToken).ConfigureAwait(false);
        draft.Certificate = capture.Certificate;

        // Without a certificate the failure is at the proxy or behind it; only a failed handshake is certainly the host's.
        if (draft is { Failure: FetchFailure.Http or FetchFailure.TimedOut, Certificate: null }) FailBefore(draft);
        return draft;
    }

    private static void FailBefore(FetchDraft draft)
    {
        if (draft.HasFailedHandshake)
        {
            draft.TlsFailure = TlsFailure.Failed;
            draft.Fail(FetchFailure.Tls, draft.Error);
            return;
        }

        draft.TcpFailure = TcpFailure.Unreachable;
        draft.Fail(FetchFailure.Connect, $"through the proxy {draft.Proxy}: {draft.Error}");
    }

    private async Task ExchangeAsync(
        FetchDraft draft, Uri url, IDisposable connection, Func<CancellationToken, Task<HttpAnswer>> exchange, Stopwatch watch,
        CancellationToken cancellationToken)
    {
        var started = watch.Elapsed;
        var left = _options.FetchTimeout - started;
        try
        {
            draft.Answer = await Deadline.RunAsync(exchange, connection, left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            draft.Fail(
                FetchFailure.TimedOut, FormattableString.Invariant($"the answer was not complete after {_options.FetchTimeout.TotalSeconds:0.#} seconds"));
        }
        catch (Exception error) when (
            error is HttpRequestException or IOException or InvalidDataException or SocketException or AuthenticationException or WebException
                or ObjectDisposedException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            draft.HasFailedHandshake = error is AuthenticationException || error.InnerException is AuthenticationException;
            draft.Fail(FetchFailure.Http, HttpErrors.Describe(error));
        }

        var outcome = draft.Answer is { } answer ? FormattableString.Invariant($"{answer.Status}, {answer.Body.Length} octets") : draft.Error;
        _options.OnStep?.Invoke(new NetworkStep("HTTP", "GET " + url, outcome, watch.Elapsed - started));
    }
}
