using System;
using System.Management.Automation;
using System.Net.Http;
using System.Threading.Tasks;
using MtaSts.Intake;

namespace MtaSts.PowerShell.Input;

/// <summary>One request that waits for the pipeline thread.</summary>
/// <param name="request">The request.</param>
/// <param name="invoke">Sends it, on the pipeline thread.</param>
internal sealed class SessionCall(GraphRequest request, Func<GraphRequest, HttpResponseMessage> invoke)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The response.</summary>
    public Task<HttpResponseMessage> Task => _response.Task;

    /// <summary>Nobody waits for it any more.</summary>
    public void Cancel() => _response.TrySetCanceled();

    /// <summary>Sends the request, on the pipeline thread.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public void Run()
    {
        if (_response.Task.IsCompleted) return;
        try
        {
            var response = invoke(request);
            if (!_response.TrySetResult(response)) response.Dispose();
        }
        catch (PipelineStoppedException)
        {
            _response.TrySetCanceled();
            throw;
        }
        catch (Exception error)
        {
            _response.TrySetException(error);
        }
    }
}
