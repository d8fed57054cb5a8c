using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.PolicyFetching;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Parameters;

namespace MtaSts.PowerShell.Commands;

/// <summary>Gets the published policy of a domain and how it was served, or reads a local file.</summary>
[Cmdlet(VerbsCommon.Get, "MtaStsPolicy", DefaultParameterSetName = DomainSet)]
[OutputType(typeof(PublishedPolicy))]
public sealed class GetMtaStsPolicyCommand : LiveCommand<PublishedPolicy>
{
    private const string DomainSet = "Domain";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <inheritdoc/>
    [Parameter(ParameterSetName = DomainSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "Name", "Id")]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public override string?[]? DomainName { get; set; }

    /// <summary>Local policy files; wildcards are resolved.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Local policy files; the path is taken literally.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];
#pragma warning restore CA1819

    /// <inheritdoc/>
    protected override string Activity => "Getting MTA-STS policies";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                foreach (var path in Path)
                    foreach (var file in FilePaths.Resolve(this, path)) ReadFile(file);
                break;
            case LiteralPathSet:
                foreach (var path in LiteralPath)
                    foreach (var file in FilePaths.Literal(this, path)) ReadFile(file);
                break;
            default:
                base.ProcessRecord();
                break;
        }
    }

    /// <inheritdoc/>
    private protected override Task<PublishedPolicy> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        session.Checker.GetPolicyAsync(item.Domain, cancellationToken);

    private void ReadFile(string file)
    {
        var input = PolicyInput.ReadFile(file);
        if (input.Error is not null) WriteError(input.Error);
        else WriteObject(PublishedPolicyFactory.FromFile(file, (int)new FileInfo(file).Length, input.Value!));
    }
}
