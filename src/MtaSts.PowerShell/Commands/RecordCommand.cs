using System;
using System.Management.Automation;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Records;

namespace MtaSts.PowerShell.Commands;

/// <summary>The common part of the cmdlets that create DNS records: domains, zone, TTL.</summary>
public abstract class RecordCommand : PSCmdlet
{
    private string? _zone;

    /// <summary>The domains: the part after '@' in the mail addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "Name", "Id")]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public virtual string?[]? DomainName { get; set; }
#pragma warning restore CA1819

    /// <summary>The DNS zone that contains the domain, if the domain is not a zone itself.</summary>
    [Parameter]
    [DomainArgumentTransformation]
    [ValidateNotNullOrEmpty]
    public string? ZoneName { get; set; }

    /// <summary>The time to live, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TtlSec { get; set; }

    /// <summary>The requested time to live; null for the default of the record type.</summary>
    protected TimeSpan? TimeToLive => TtlSec > 0 ? TimeSpan.FromSeconds(TtlSec) : null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ZoneName is null) return;
        if (!GivenDomain.TryRead(ZoneName, out _zone, out var error)) ThrowTerminatingError(error);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in DomainName is { Length: > 0 } names ? names : [""])
        {
            if (!GivenDomain.TryRead(input, out var domain, out var error)) WriteError(error);
            else if (_zone is not null && !DnsRecordWriter.TryFindInZone(domain, _zone, out _)) WriteError(ErrorRecords.NotInZone(domain, _zone));
            else Give(domain);
        }
    }

    private void Give(string domain)
    {
        SeenDomains.OfProcess.Add(domain);
        if (Make(domain, _zone) is { } record) WriteObject(record);
    }

    /// <summary>Creates the record of one domain, or writes an error and returns null.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="zone">The zone in A-label form; null for the domain itself.</param>
    private protected abstract DnsRecordToPublish? Make(string domain, string? zone);
}
