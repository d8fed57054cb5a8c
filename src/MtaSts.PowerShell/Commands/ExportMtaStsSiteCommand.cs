using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MtaSts.Hosting;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Records;
using MtaSts.Text;

namespace MtaSts.PowerShell.Commands;

/// <summary>Writes the files that host policies, ready to deploy.</summary>
[Cmdlet(VerbsData.Export, "MtaStsSite", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMtaStsSiteCommand : PSCmdlet
{
    private readonly List<SiteDomain> _domains = [];
    private bool _isDomainNamed;
    private int _received;
    private readonly DateTime _utcNow = DateTime.UtcNow;

    /// <summary>The policies: those of New-MtaStsPolicy, Step-MtaStsPolicy or Get-MtaStsPolicy, a policy's text, or a file.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public PSObject Policy { get; set; } = new();

    /// <summary>The domain the policy is for; not needed for policies that know it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "Name", "Id")]
    [DomainArgumentTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? DomainName { get; set; }

    /// <summary>The kind of host that will serve the policies.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NamedValueTransformation(typeof(SiteKind))]
    public SiteKind HostType { get; set; }

    /// <summary>The folder to write to; created when it does not exist.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What the name mta-sts should lead to, for the DNS records in the README: one host name, or addresses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
#pragma warning disable CA1819 // Parameters are arrays
    public string[] Target { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>The id for the TXT record; by default the current time in UTC.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? RecordId { get; set; }

    /// <summary>The DNS zone that contains the domains, if they are not zones themselves.</summary>
    [Parameter]
    [DomainArgumentTransformation]
    [ValidateNotNullOrEmpty]
    public string? ZoneName { get; set; }

    /// <summary>Write to a folder that contains other files, and overwrite those of the site.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Return the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _isDomainNamed = MyInvocation.BoundParameters.ContainsKey(nameof(DomainName));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // The name of a file that is piped in is not a domain.
        if (!_isDomainNamed && Policy.BaseObject is FileSystemInfo) DomainName = null;
        var input = PolicyInput.Read(this, Policy);
        if (input.Error is not null) WriteError(input.Error);
        else if (Read(input.Value!) is { } domain) _domains.Add(domain);
        _received++;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A site with only the others would no longer serve the domain that failed.
        if (_domains.Count == 0 || _domains.Count < _received) return;
        var folder = ResolveFolder();
        var plan = MakePlan();
        if (Site.CheckCapacity(HostType, plan) is { } problem) ThrowTerminatingError(ErrorRecords.SiteNotPossible(HostType, problem));
        try
        {
            if (!Force && SiteFolder.IsInUse(folder)) ThrowTerminatingError(ErrorRecords.FolderInUse(folder));
            var files = Site.FilesFor(HostType, plan);
            if (!ShouldProcess(
                folder,
                FormattableString.Invariant($"Write {files.Count} {(files.Count == 1 ? "file that serves" : "files that serve")} ")
                    + $"the policy of {string.Join(", ", plan.Domains.Select(d => d.Name))} on {Site.TitleOf(HostType)}"))
            {
                return;
            }
            var left = SiteFolder.DomainsIn(folder).Except(plan.Domains.Select(d => d.Name)).ToList();
            if (left.Count > 0)
            {
                WriteWarning(
                    $"The site in {folder} was for {string.Join(", ", left)} too. These files no longer serve those domains. "
                        + "Export the policies of all its domains together.");
            }
            var written = SiteFolder.Write(folder, files);
            if (PassThru) WriteObject(written.Select(WrittenFile.At), enumerateCollection: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException)
        {
            ThrowTerminatingError(ErrorRecords.SiteNotWritten(folder, error));
        }
    }

    private SiteDomain? Read(Policy policy)
    {
        var input = string.IsNullOrEmpty(DomainName) ? policy.PolicyDomain : DomainName;
        var error = string.IsNullOrEmpty(input) ? ErrorRecords.NoPolicyDomain(policy)
            : !GivenDomain.TryRead(input, out var domain, out var invalid) ? invalid
            : !policy.IsValid ? ErrorRecords.InvalidPolicy(domain, policy.Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error)?.Message ?? "")
            : ZoneName is not null && !GivenDomain.TryRead(ZoneName, out _, out var invalidZone) ? invalidZone
            : ZoneNameText.Read(ZoneName) is { } zone && !DnsRecordWriter.TryFindInZone(domain, zone, out _) ? ErrorRecords.NotInZone(domain, zone)
            : _domains.Any(d => d.Name == domain) ? ErrorRecords.SiteNotPossible(domain, $"{domain} was given more than once.")
            : null;
        if (error is not null)
        {
            WriteError(error);
            return null;
        }

        try
        {
            SeenDomains.OfProcess.AddUnchecked(input);
            return new SiteDomain(
                input!, policy, string.IsNullOrEmpty(RecordId) ? StsRecordWriter.NewId(_utcNow) : RecordId!, ZoneNameText.Read(ZoneName) ?? ZoneOfStep());
        }
        catch (ArgumentException)
        {
            WriteError(ErrorRecords.InvalidId(RecordId, "an id has 1 to 32 letters and digits (RFC 8461 §3.1)"));
            return null;
        }
    }

    /// <summary>A step of Step-MtaStsPolicy already knows its zone.</summary>
    private string? ZoneOfStep() => (Policy.BaseObject as RolloutStep)?.Record?.ZoneName;

    private string ResolveFolder()
    {
        var folder = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out var provider, out _);
        if (provider.Name != "FileSystem" || File.Exists(folder)) ThrowTerminatingError(ErrorRecords.NotAFolder(Path));
        return folder;
    }

    private SitePlan MakePlan()
    {
        try
        {
            return new SitePlan(_domains, Target);
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(ErrorRecords.InvalidTarget(string.Join(", ", Target), ExceptionText.Of(error)));
            throw;
        }
    }
}
