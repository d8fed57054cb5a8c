using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.PowerShell.Commands;

/// <summary>
/// What the cmdlets that go to the network have in common: domains from the pipeline, many at once, results in input
/// order or as they come, progress, verbose steps, stop. A cmdlet adds what it does for one domain.
/// </summary>
/// <typeparam name="T">The result for one domain.</typeparam>
public abstract class LiveCommand<T> : PSCmdlet, IWorkQueueSink<LiveItem, T>, IDisposable
{
    private ProgressBar? _bar;
    private OrderedWorkQueue<LiveItem, T>? _queue;
    private NetworkSession? _session;

    /// <summary>The domains: the part after '@' in the mail addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "Name", "Id")]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public virtual string?[]? DomainName { get; set; }

    /// <summary>DNS servers to ask instead of the system's: addresses with or without port, or DNS-over-HTTPS URLs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Server { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>How long one network step may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int TimeoutSec { get; set; } = 10;

    /// <summary>How many domains are processed at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Return each result as soon as it is available, instead of in the order of the input.</summary>
    [Parameter]
    public SwitchParameter AsCompleted { get; set; }

    /// <summary>Connect to loopback, link-local and private addresses too.</summary>
    [Parameter]
    public SwitchParameter AllowPrivateAddress { get; set; }

    /// <summary>Do not use the system's proxy for HTTPS.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The port of policy hosts, for a lab.</summary>
    [Parameter(DontShow = true)]
    [ValidateRange(1, 65535)]
    public int HttpsPort { get; set; } = 443;

    /// <summary>The port of MX hosts, for a lab.</summary>
    [Parameter(DontShow = true)]
    [ValidateRange(1, 65535)]
    public int SmtpPort { get; set; } = 25;

    /// <summary>Files with root certificates to trust besides the system's, for a private CA.</summary>
    [Parameter(DontShow = true)]
    [ValidateNotNullOrEmpty]
#pragma warning disable CA1819
    public string[] TrustedRoot { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>The certificates of <see cref="TrustedRoot"/>, once they have been read.</summary>
    private protected X509Certificate2[] TrustedRoots { get; private set; } = [];

    /// <summary>The title of the progress bar.</summary>
    protected abstract string Activity { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _session = OpenSession();
        _queue = new OrderedWorkQueue<LiveItem, T>(WorkAsync, ThrottleLimit, this, ScanQueue.OptionsFor<T>(AsCompleted));
        _bar = new ProgressBar(Activity, _queue.Post);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in DomainName is { Length: > 0 } names ? names : [""]) Add(input, null);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        PipelineStop.Run(() => _queue!.Complete());
        _bar!.Hide(this);
        if (_session!.Problem is { } problem) WriteWarning(SafeText.Clean(problem));
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _queue?.Stop();

    /// <summary>Starts the work for a domain, or writes an error when the input is not a domain.</summary>
    /// <param name="input">The domain as given.</param>
    /// <param name="tag">Data of this domain alone; it is passed to <see cref="RunAsync"/>.</param>
    private protected void Add(string? input, object? tag)
    {
        if (!GivenDomain.TryRead(input, out var name, out var error))
        {
            WriteError(error);
            return;
        }

        if (!IsSelected(name)) return;
        SeenDomains.OfProcess.Add(name);
        PipelineStop.Run(() => _queue!.Add(new LiveItem(name, tag)));
    }

    /// <summary>Whether the cmdlet does anything for a domain of the input.</summary>
    /// <param name="domain">In A-label form.</param>
    private protected virtual bool IsSelected(string domain) => true;

    /// <summary>Does the work for one domain, on the pool.</summary>
    /// <param name="session">Resolver and checker.</param>
    /// <param name="item">The domain in A-label form, and what was added with it.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    private protected abstract Task<T> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken);

    /// <summary>Writes the result for one domain, on the pipeline's thread.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="result">The result.</param>
    protected virtual void Write(string domain, T result) => WriteObject(result);

    void IWorkQueueSink<LiveItem, T>.Result(LiveItem item, T result) => Write(item.Domain, result);

    void IWorkQueueSink<LiveItem, T>.Fault(LiveItem item, Exception exception) => WriteError(ErrorRecords.Unexpected(item.Domain, exception));

    void IWorkQueueSink<LiveItem, T>.Message(object message)
    {
        if (message is NetworkStep step) WriteVerbose(SafeText.Clean(step.ToString()));
        else _bar!.Take(message, this);
    }

    /// <summary>Stops running work and closes open files and connections; PowerShell always calls it.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>See <see cref="Dispose()"/>.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _bar?.Dispose();
        _queue?.Dispose();
        _session?.Dispose();
    }

    private async Task<T> WorkAsync(LiveItem item, CancellationToken cancellationToken)
    {
        _queue!.Post(new ProgressMessage(item.Domain, IsBegin: true));
        try
        {
            return await RunAsync(_session!, item, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _queue.Post(new ProgressMessage(item.Domain, IsBegin: false));
        }
    }

    private NetworkSession OpenSession()
    {
        TrustedRoots = TrustedRoot.Select(ReadRoot).ToArray();
        var options = new NetworkOptions
        {
            StepTimeout = TimeSpan.FromSeconds(TimeoutSec),
            FetchTimeout = TimeSpan.FromSeconds(Math.Min(60, TimeoutSec * 3)),
            HttpsPort = HttpsPort,
            SmtpPort = SmtpPort,
            AllowPrivateAddress = AllowPrivateAddress,
            Proxy = NoProxy ? null : NetworkSession.SystemProxy,
            Trust = NetworkSession.TrustIn(TrustedRoots),
            OnStep = IsVerbose ? step => _queue?.Post(step) : null,
        };
        return new NetworkSession(Server.Select(ReadServer).ToList(), options);
    }

    private bool IsVerbose
    {
        get
        {
            if (MyInvocation.BoundParameters.TryGetValue("Verbose", out var value)) return value is SwitchParameter { IsPresent: true };
            return SessionState.PSVariable.GetValue("VerbosePreference") is ActionPreference and not ActionPreference.SilentlyContinue;
        }
    }

    private DnsServer ReadServer(string text)
    {
        if (!DnsServer.TryParse(text, out var server, out var problem)) ThrowTerminatingError(ErrorRecords.InvalidServer(text, problem));
        return server!;
    }

    private const int MaxRootBytes = 1024 * 1024; // a certificate has a few kilobytes

    private X509Certificate2 ReadRoot(string path)
    {
        var file = path;
        try
        {
            file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            var bytes = WhyNotAFile(provider, file) is { } problem ? throw new InvalidDataException(problem) : BoundedFile.Read(file, MaxRootBytes);
            return bytes.Length > 0 ? new X509Certificate2(bytes) : throw new InvalidDataException("The file is empty.");
        }
        catch (CryptographicException error)
        {
            ThrowTerminatingError(ErrorRecords.InvalidTrustedRoot(
                file, $"The file does not contain a certificate in PEM or DER form: {ExceptionText.Of(error)}", error));
            throw;
        }
        catch (Exception error) when (error is SessionStateException or InvalidDataException || FileKind.IsFault(error))
        {
            ThrowTerminatingError(ErrorRecords.InvalidTrustedRoot(file, ExceptionText.Of(error), error));
            throw;
        }
    }

    private static string? WhyNotAFile(ProviderInfo provider, string file) =>
        provider.Name != "FileSystem" ? "It is not a path of the file system."
        : Directory.Exists(file) ? "It is a folder."
        : !File.Exists(file) ? "The file does not exist."
        : null;
}
