using System;
using System.Collections;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Intake;
using MtaSts.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// The connection that Connect-MgGraph made in this session. Its command is used when the session has it; no module is loaded. A
/// command runs on the pipeline thread only, so requests of the pool wait for it one after the other.
/// </summary>
internal sealed class SessionGraph : IGraphTransport
{
    private static readonly ScriptBlock Call = ScriptBlock.Create("param($command, $parameters) & $command @parameters");

    private readonly CommandInvocationIntrinsics _invoker;
    private readonly CommandInfo _request;
    private readonly CommandInfo? _context;
    private readonly Action<object> _post;

    // Not in the queue of messages: that one drops what is too much when the pipeline thread is away for long.
    private readonly ConcurrentQueue<SessionCall> _calls = new();

    private SessionGraph(CommandInvocationIntrinsics invoker, CommandInfo request, CommandInfo? context, Action<object> post)
    {
        _invoker = invoker;
        _request = request;
        _context = context;
        _post = post;
    }

    /// <summary>Finds the connection; null when the session does not have the command.</summary>
    /// <param name="invoker">Of the session.</param>
    /// <param name="post">Wakes the pipeline thread, which then calls <see cref="RunCalls"/>.</param>
    public static SessionGraph? Find(CommandInvocationIntrinsics invoker, Action<object> post) =>
        Loaded(invoker, "Invoke-MgGraphRequest") is { } request ? new SessionGraph(invoker, request, Loaded(invoker, "Get-MgContext"), post) : null;

    /// <summary>The name of the cloud that the session is connected to, such as Global or USGov; null when it is not known. On the pipeline thread.</summary>
    public string? Environment()
    {
        if (_context is null) return null;
        try
        {
            return _invoker.InvokeScript(true, Call, null, _context, new Hashtable()).FirstOrDefault()?.Properties["Environment"]?.Value?.ToString();
        }
        catch (RuntimeException)
        {
            return null; // the request itself shows what is wrong
        }
    }

    /// <summary>Sends the requests that wait, on the pipeline thread.</summary>
    public void RunCalls()
    {
        while (_calls.TryDequeue(out var call)) call.Run();
    }

    /// <inheritdoc/>
    public async Task<GraphResponse> SendAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var call = new SessionCall(request, Invoke);
        using (cancellationToken.Register(call.Cancel))
        {
            _calls.Enqueue(call);
            _post(call);
            var response = await call.Task.ConfigureAwait(false);
            return await GraphHttpResponse.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Discovery that loads modules is left out: what is not loaded is not found.</summary>
    private static CommandInfo? Loaded(CommandInvocationIntrinsics invoker, string name) =>
        invoker.GetCommands(name, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias, nameIsPattern: false).FirstOrDefault();

    private HttpResponseMessage Invoke(GraphRequest request)
    {
        var headers = new Hashtable();
        if (request.Prefer is not null) headers["Prefer"] = request.Prefer;
        var parameters = new Hashtable
        {
            ["Method"] = request.Method,
            ["Uri"] = request.Address,
            ["Headers"] = headers,
            ["OutputType"] = "HttpResponseMessage",
            ["SkipHttpErrorCheck"] = true,
            ["ErrorAction"] = ActionPreference.Stop,
        };
        if (request.Body is not null)
        {
            parameters["Body"] = request.Body;
            parameters["ContentType"] = "application/json";
        }

        try
        {
            return _invoker.InvokeScript(true, Call, null, _request, parameters).FirstOrDefault()?.BaseObject as HttpResponseMessage
                ?? throw new GraphException(GraphFault.BadAnswer, "Invoke-MgGraphRequest returned no HTTP response.");
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            throw Translate(error);
        }
    }

    private static Exception Translate(RuntimeException error)
    {
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is GraphException) return inner;
            if (inner is HttpRequestException or IOException or TaskCanceledException) return new IOException(ExceptionText.Of(inner), error);
        }

        var words = SafeText.Excerpt(ExceptionText.Of(error), 300);
        return words.IndexOf("Connect-MgGraph", StringComparison.OrdinalIgnoreCase) >= 0
            ? new GraphException(GraphFault.NotConnected, $"Invoke-MgGraphRequest is not connected: {words}", error)
            : new GraphException(GraphFault.Refused, $"Invoke-MgGraphRequest failed: {words}", error);
    }
}
