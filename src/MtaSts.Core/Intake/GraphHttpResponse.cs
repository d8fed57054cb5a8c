using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Intake;

/// <summary>Converts a response of HttpClient, which Invoke-MgGraphRequest returns too.</summary>
public static class GraphHttpResponse
{
    /// <summary>Converts a response; the body is read later.</summary>
    /// <param name="response">The response; its body keeps it alive.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is null.</exception>
    public static async Task<GraphResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response is null) throw new ArgumentNullException(nameof(response));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers) headers[header.Key] = string.Join(", ", header.Value);
#if NET8_0_OR_GREATER
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        cancellationToken.ThrowIfCancellationRequested();
        var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        return new GraphResponse((int)response.StatusCode, headers, body);
    }
}
