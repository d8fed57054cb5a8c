using System;
using System.Management.Automation;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Records;

namespace MtaSts.PowerShell.Commands;

/// <summary>Creates the TXT record that announces a policy, with a new id.</summary>
[Cmdlet(VerbsCommon.New, "MtaStsRecord")]
[OutputType(typeof(DnsRecordToPublish))]
public sealed class NewMtaStsRecordCommand : RecordCommand
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "Name")] // Id is the record's here
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public override string?[]? DomainName { get; set; }
#pragma warning restore CA1819

    /// <summary>The id: 1 to 32 letters and digits. By default the current time in UTC, yyyyMMddHHmmss.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    /// <summary>The id in use; the new id is always different.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PolicyId")]
    [AllowNull]
    [AllowEmptyString]
    public string? PreviousId { get; set; }

    /// <inheritdoc/>
    private protected override DnsRecordToPublish? Make(string domain, string? zone)
    {
        if (Id is not null && Id == PreviousId)
        {
            WriteError(ErrorRecords.InvalidId(Id, "it is the one in use, and senders look at the policy again only when the id changes"));
            return null;
        }

        try
        {
            return DnsRecordWriter.Sts(domain, Id ?? StsRecordWriter.NewId(DateTime.UtcNow, PreviousId), zone, TimeToLive);
        }
        catch (ArgumentException)
        {
            WriteError(ErrorRecords.InvalidId(Id, "an id has 1 to 32 letters and digits (RFC 8461 §3.1)"));
            return null;
        }
    }
}
