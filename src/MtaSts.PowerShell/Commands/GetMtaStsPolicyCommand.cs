using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.PolicyFetching;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Parameters;

namespace MtaSts.PowerShell.Commands;

/// <summary>Gets the policy of a domain as it is published, with how it was served; or reads a local file.</summary>
[Cmdlet(VerbsCommon.Get, "MtaStsPolicy", DefaultParameterSetName = DomainSet)]
[OutputType(typeof(PublishedPolicy))]
public sealed class GetMtaStsPolicyCommand : LiveCommand<PublishedPolicy>
{
    private const string DomainSet = "Domain";
    private const string PathSet = "Path";

    /// <inheritdoc/>
    [Parameter(ParameterSetName = DomainSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "Name", "Id")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public override string?[]? DomainName { get; set; }
#pragma warning restore CA1819

    /// <summary>A local policy file.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    protected override string Activity => "Getting MTA-STS policies";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != PathSet)
        {
            base.ProcessRecord();
            return;
        }

        foreach (var file in FilePaths.Resolve(this, Path))
        {
            var input = PolicyInput.ReadFile(file);
            if (input.Error is not null) WriteError(input.Error);
            else WriteObject(ToPublished(file, input.Value!));
        }
    }

    /// <inheritdoc/>
    private protected override Task<PublishedPolicy> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        session.Checker.GetPolicyAsync(item.Domain, cancellationToken);

    private static PublishedPolicy ToPublished(string file, Policy policy) => PublishedPolicyFactory.FromFile(file, (int)new FileInfo(file).Length, policy);
}
