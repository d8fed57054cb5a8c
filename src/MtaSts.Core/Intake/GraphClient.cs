using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Text;

namespace MtaSts.Intake;

/// <summary>
/// Sends requests to Microsoft Graph: never more at once than Exchange Online allows, only to the service that the token is for,
/// and again after the time that Graph asks for.
/// </summary>
public sealed class GraphClient : IDisposable
{
    private const int MaxErrorBytes = 64 * 1024;

    private readonly IGraphTransport _transport;
    private readonly GraphClientOptions _options;
    private readonly SemaphoreSlim _gate;
    private long _notBefore; // ticks, UTC: what Graph asks of one request holds for all

    /// <summary>Creates a client.</summary>
    /// <param name="transport">Sends one request.</param>
    /// <param name="endpoint">The service; nothing is sent elsewhere.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public GraphClient(IGraphTransport transport, GraphEndpoint endpoint, GraphClientOptions? options = null)
    {
        _transport = transport ?? throw new ArgumentNullException(nameof(transport));
        Endpoint = endpoint ?? throw new ArgumentNullException(nameof(endpoint));
        _options = options ?? new GraphClientOptions();
        _gate = new SemaphoreSlim(_options.Concurrency, _options.Concurrency);
    }

    /// <summary>The service.</summary>
    public GraphEndpoint Endpoint { get; }

    /// <summary>Gets a page of messages or folders.</summary>
    /// <param name="address">The address.</param>
    /// <param name="prefer">The Prefer header.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="GraphException">There is no page.</exception>
    internal async Task<GraphPage> GetPageAsync(Uri address, string? prefer, CancellationToken cancellationToken) =>
        GraphPage.Read(await SendAsync(new GraphRequest("GET", address, prefer), _options.MaxPageBytes, cancellationToken).ConfigureAwait(false));

    /// <summary>Gets the MIME text of a message.</summary>
    /// <param name="mailbox">An address or an id.</param>
    /// <param name="message">The id of the message.</param>
    /// <param name="maxBytes">The largest message.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="GraphException">The message could not be fetched; <see cref="GraphFault.NotFound"/> when it is gone.</exception>
    public Task<byte[]> GetMimeAsync(string mailbox, string message, long maxBytes, CancellationToken cancellationToken) =>
        SendAsync(new GraphRequest("GET", Endpoint.Mime(mailbox, message), MessageWalk.ImmutableId), maxBytes, cancellationToken);

    /// <summary>Moves a message to another folder. One that is gone already is left alone.</summary>
    /// <param name="mailbox">An address or an id.</param>
    /// <param name="message">The id of the message.</param>
    /// <param name="folder">The id of the folder, or a well-known name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="GraphException">The message was not moved.</exception>
    public async Task MoveAsync(string mailbox, string message, string folder, CancellationToken cancellationToken)
    {
        var json = new System.Text.StringBuilder("{\"destinationId\":");
        TlsRpt.Json.JsonEscapes.Append(json, folder);
        json.Append('}');
        try
        {
            var request = new GraphRequest("POST", Endpoint.Move(mailbox, message), MessageWalk.ImmutableId, json.ToString());
            await SendAsync(request, _options.MaxPageBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (GraphException error) when (error.Fault == GraphFault.NotFound)
        {
            // Somebody moved it, or the first of two attempts did.
        }
    }

    /// <summary>Frees the client's resources; the transport is the caller's.</summary>
    public void Dispose() => _gate.Dispose();

    /// <summary>Sends a request until it succeeds, fails for good, or too much time has passed.</summary>
    internal async Task<byte[]> SendAsync(GraphRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        if (!Endpoint.Contains(request.Address))
        {
            throw new GraphException(
                GraphFault.BadAnswer, $"The address {Shown(request.Address)} does not belong to {Endpoint.Root.Host}. Nothing was sent to it.");
        }

        for (var attempt = 1; ; attempt++)
        {
            var (body, wait, fault, attempts) = await TryAsync(request, maxBytes, cancellationToken).ConfigureAwait(false);
            if (body is not null) return body;
            if (attempt >= attempts) throw fault!;
            var pause = wait ?? TimeSpan.FromSeconds(1 << Math.Min(attempt - 1, 5));
            if (pause > _options.MaxWait)
            {
                throw new GraphException(
                    GraphFault.Throttled,
                    string.Format(
                        CultureInfo.InvariantCulture, "Microsoft Graph asks to wait until {0:yyyy-MM-dd HH:mm} UTC.", _options.UtcNow() + pause), fault);
            }

            _options.Waiting?.Invoke(pause, ExceptionText.Of(fault!));
            if (wait is not null) HoldAll(_options.UtcNow() + pause);
            await _options.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Shown(Uri address) => SafeText.Excerpt(address.GetLeftPart(UriPartial.Path), 200);

    private void HoldAll(DateTime until)
    {
        long before;
        do before = Interlocked.Read(ref _notBefore);
        while (before < until.Ticks && Interlocked.CompareExchange(ref _notBefore, until.Ticks, before) != before);
    }

    private async Task<Outcome> TryAsync(GraphRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var hold = new DateTime(Interlocked.Read(ref _notBefore), DateTimeKind.Utc) - _options.UtcNow();
            if (hold > TimeSpan.Zero) await _options.Delay(hold, cancellationToken).ConfigureAwait(false);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_options.AttemptTimeout);
            try
            {
                var response = await _transport.SendAsync(request, limit.Token).ConfigureAwait(false);
                using (response.Body) return await ReadAsync(request, response, maxBytes, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
            {
                return new(null, null, new GraphException(GraphFault.Unavailable, "Microsoft Graph did not answer in time.", error), _options.MaxAttempts);
            }
            catch (Exception error) when (error is IOException or System.Net.Http.HttpRequestException)
            {
                var why = SafeText.Excerpt(ExceptionText.OfInnermost(error), 300);
                return new(null, null, new GraphException(GraphFault.Unavailable, $"Microsoft Graph cannot be reached: {why}", error), _options.MaxAttempts);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Outcome> ReadAsync(
        GraphRequest request, GraphResponse response, long maxBytes, CancellationToken cancellationToken)
    {
        if (response.Status is >= 200 and < 300)
        {
            var body = await ReadBodyAsync(response.Body, maxBytes, cancellationToken).ConfigureAwait(false);
            return new(body ?? throw TooLarge(maxBytes), null, null, 1);
        }

        var said = await ReadBodyAsync(response.Body, MaxErrorBytes, cancellationToken).ConfigureAwait(false);
        var (code, message) = GraphPage.ReadError(said ?? []);
        var words = code.Length == 0 ? "" : $" ({SafeText.Excerpt(code, 60)}: {SafeText.Excerpt(message, 300).TrimEnd('.')})";
        var fault = new GraphException(
            FaultOf(response.Status, code),
            FormattableString.Invariant($"Microsoft Graph answers {request.Method} {Shown(request.Address)} with HTTP status {response.Status}{words}."));
        if (response.Status is not (429 or 408 or >= 500)) throw fault;
        response.Headers.TryGetValue("Retry-After", out var after);

        // A message that Exchange cannot convert results in a 500 every time.
        return new(null, RetryAfter.Read(after, _options.UtcNow()), fault, response.Status == 500 ? Math.Min(3, _options.MaxAttempts) : _options.MaxAttempts);
    }

    private static GraphFault FaultOf(int status, string code) => status switch
    {
        401 => GraphFault.Unauthorized,
        410 => GraphFault.CursorExpired,
        429 => GraphFault.Throttled,
        408 or >= 500 => GraphFault.Unavailable,
        >= 400 when IsOfCursor(code) => GraphFault.CursorExpired,
        403 => GraphFault.Forbidden,
        404 => GraphFault.NotFound,
        >= 400 => GraphFault.Refused,
        _ => GraphFault.BadAnswer,
    };

    /// <summary>syncStateNotFound, syncStateInvalid, resyncRequired, with or without a prefix.</summary>
    private static bool IsOfCursor(string code) =>
        code.IndexOf("syncState", StringComparison.OrdinalIgnoreCase) >= 0 || code.IndexOf("resync", StringComparison.OrdinalIgnoreCase) >= 0;

    private static GraphException TooLarge(long maxBytes) => new(
        GraphFault.TooLarge, FormattableString.Invariant($"The answer of Microsoft Graph is larger than the limit of {maxBytes:#,0} bytes."));

    /// <summary>The whole body; null when it is larger than the limit.</summary>
    private static async Task<byte[]?> ReadBodyAsync(Stream body, long maxBytes, CancellationToken cancellationToken)
    {
        var kept = new byte[8 * 1024]; // a report by mail has a few kilobytes
        for (var length = 0; ;)
        {
            if (length == kept.Length) Array.Resize(ref kept, length * 2);
#if NET8_0_OR_GREATER
            var count = await body.ReadAsync(kept.AsMemory(length), cancellationToken).ConfigureAwait(false);
#else
            var count = await body.ReadAsync(kept, length, kept.Length - length, cancellationToken).ConfigureAwait(false);
#endif
            if (count == 0)
            {
                Array.Resize(ref kept, length);
                return kept;
            }

            length += count;
            if (length > maxBytes) return null;
        }
    }

    /// <summary>What one attempt resulted in.</summary>
    /// <param name="Body">The body; null after a fault.</param>
    /// <param name="Wait">How long Graph asks to wait; null when it does not say.</param>
    /// <param name="Fault">The fault; null after a success.</param>
    /// <param name="Attempts">How many attempts the fault is worth.</param>
    private readonly record struct Outcome(byte[]? Body, TimeSpan? Wait, GraphException? Fault, int Attempts);
}
