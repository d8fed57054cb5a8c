using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Intake;

/// <summary>Sends one request to Microsoft Graph with the caller's rights. It follows no redirect and tries nothing again.</summary>
public interface IGraphTransport
{
    /// <summary>Sends a request.</summary>
    /// <param name="request">The request; its address was checked.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The response, whatever its status.</returns>
    /// <exception cref="IOException">No response arrived.</exception>
    /// <exception cref="GraphException">Trying again is useless, for example without a connection to Graph.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    Task<GraphResponse> SendAsync(GraphRequest request, CancellationToken cancellationToken);
}
