using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Policies;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Providers;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.PowerShell.Commands;

/// <summary>Creates a policy from patterns, from a provider, or from the live MX records of a domain.</summary>
[Cmdlet(VerbsCommon.New, "MtaStsPolicy", DefaultParameterSetName = DomainSet)]
[OutputType(typeof(Policy))]
public sealed class NewMtaStsPolicyCommand : LiveCommand<MxLookup>
{
    private const string DomainSet = "Domain";
    private const string MxSet = "Mx";
    private const string ProviderSet = "Provider";

    private IReadOnlyList<string> _patterns = [];
    private IReadOnlyList<string> _also = [];
    private long _maxAge;

    /// <summary>The domains: the patterns come from their MX records. With -Mx or -Provider the MX records are only compared.</summary>
    [Parameter(ParameterSetName = DomainSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = MxSet, Position = 0)]
    [Parameter(ParameterSetName = ProviderSet, Position = 0)]
    [Alias("Domain", "Name", "Id")]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public override string?[]? DomainName { get; set; }

    /// <summary>The patterns: host names, or '*.' and a domain. Required for every mode except None.</summary>
    [Parameter(ParameterSetName = MxSet, Mandatory = true)]
    [AllowEmptyCollection]
    public string[] Mx { get; set; } = [];

    /// <summary>The provider that runs the MX hosts, for example Microsoft365 or GoogleWorkspace.</summary>
    [Parameter(ParameterSetName = ProviderSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string Provider { get; set; } = "";

    /// <summary>Further patterns or hosts: the new or the old ones while a domain moves.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AlsoMx { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>What senders should do when validation fails.</summary>
    [Parameter]
    [NamedValueTransformation(typeof(PolicyMode))]
    public PolicyMode Mode { get; set; } = PolicyMode.Testing;

    /// <summary>How long senders may keep the policy, in seconds: a day by default, and in enforce a week.</summary>
    [Parameter]
    public long MaxAge { get; set; }

    /// <inheritdoc/>
    protected override string Activity => "Looking up MX records";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _maxAge = MyInvocation.BoundParameters.ContainsKey(nameof(MaxAge)) ? MaxAge : PolicyBuilder.DefaultMaxAge(Mode);
        if (PolicyBuilder.CheckMaxAge(_maxAge) is { } problem) ThrowTerminatingError(ErrorRecords.InvalidMaxAge(_maxAge, problem));
        _also = MxPatterns.Read(this, AlsoMx);
        if (Provider.Length > 0) _patterns = PatternsOfProvider();
        else _patterns = MxPatterns.Read(this, Mx);
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Mx)) && _patterns.Count + _also.Count == 0 && Mode != PolicyMode.None)
            ThrowTerminatingError(ErrorRecords.InvalidMxPattern("", "it is empty, and only the mode None needs no pattern"));
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == DomainSet || DomainName is { Length: > 0 }) base.ProcessRecord();
        else WritePolicy(_patterns, null, null);
    }

    /// <inheritdoc/>
    private protected override Task<MxLookup> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        session.Checker.GetMxHostsAsync(item.Domain, cancellationToken);

    /// <inheritdoc/>
    protected override void Write(string domain, MxLookup result)
    {
        var error = Check(domain, result);
        if (ParameterSetName != DomainSet)
        {
            if (error is not null) WriteWarning($"The policy was not compared with the MX records. {error.ErrorDetails.Message}");
            WritePolicy(_patterns, domain, error is null ? MxListing.Of(result.Hosts).Hosts : null);
            return;
        }

        if (error is not null)
        {
            WriteError(error);
            return;
        }

        if (result.Answer.Status == DnsStatus.NoData)
            WriteWarning($"{domain} has no MX record, so it is its own MX host (RFC 5321 §5.1), and the policy lists the domain itself.");
        var listing = MxListing.Of(result.Hosts);
        foreach (var host in listing.Missing)
        {
            WriteWarning(
                $"{domain}: the MX host {SafeText.Clean(host)} does not exist or has no address, so the policy does not list it. Remove its MX record.");
        }
        if (listing.LeftOut.Count > 0)
        {
            WriteWarning(
                $"{domain}: {listing.LeftOut.Count} of {result.Hosts.Count} MX hosts were not looked up, because there are too many. The policy lists them "
                    + "as if they existed. Remove the MX records that are not needed, and create the policy again.");
        }

        WritePolicy(listing.Patterns, domain, listing.Hosts);
    }

    private static ErrorRecord? Check(string domain, MxLookup result)
    {
        if (result.Answer.Status == DnsStatus.NxDomain) return ErrorRecords.DomainNotFound(domain);
        if (!result.Answer.IsDefinite) return ErrorRecords.LookupFailed(domain, result.Answer);
        if (result.Hosts.Count == 0) return ErrorRecords.NoMx(domain, "has a null MX (RFC 7505)");
        if (result.Answer.Status == DnsStatus.NoData && result.Hosts[0].Addresses.Count == 0)
            return ErrorRecords.NoMx(domain, "has no MX record and no address");
        var listing = MxListing.Of(result.Hosts);
        if (listing.Hosts.Count == 0) return ErrorRecords.NoMxHost(domain, listing.Missing);
        if (listing.Unlistable.Count == 0) return null;
        PolicyBuilder.TryReadPattern(listing.Unlistable[0], out _, out var problem);
        return ErrorRecords.MxNotListable(domain, listing.Unlistable[0], problem ?? "no pattern covers it");
    }

    private IReadOnlyList<string> PatternsOfProvider()
    {
        var provider = ProviderCatalogue.FindByName(Provider);
        if (provider is null)
        {
            ThrowTerminatingError(
                ErrorRecords.UnknownProvider(Provider, ProviderCatalogue.FindAnyByName(Provider)?.Name, ProviderCatalogue.WithPatterns.Select(p => p.Id!)));
        }
        if (provider!.Exception.Length > 0) WriteVerbose(provider.Exception);
        return provider.Patterns;
    }

    private void WritePolicy(IEnumerable<string> patterns, string? domain, IReadOnlyCollection<string>? hosts)
    {
        var policy = PolicyBuilder.Build(Mode, patterns.Concat(_also), _maxAge, MxPatterns.LineEnd, domain);
        foreach (var trap in PolicyTraps.Find(policy, hosts)) WriteWarning(domain is null ? trap : $"{domain}: {trap}");
        if (hosts is null && Mode == PolicyMode.Enforce)
        {
            WriteWarning(
                "This policy was not compared with the live MX records; in enforce, senders do not deliver to an MX host that it does not cover. "
                    + (domain is null
                        ? "Give the domain too, or pipe the policy to Test-MtaSts with the domain, before it is published."
                        : $"Test it before it is published: … | Test-MtaSts {domain}"));
        }
        WriteObject(policy);
    }
}
