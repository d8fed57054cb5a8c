using System.Collections.Generic;
using System.Management.Automation;
using MtaSts.PowerShell.Output;
using MtaSts.Records;

namespace MtaSts.PowerShell.Commands;

/// <summary>Creates the TXT record that asks senders for TLS reports.</summary>
[Cmdlet(VerbsCommon.New, "TlsRptRecord")]
[OutputType(typeof(DnsRecordToPublish))]
public sealed class NewTlsRptRecordCommand : RecordCommand
{
    private readonly List<string> _uris = [];

    /// <summary>Where reports should go: e-mail addresses, or mailto: and https: URIs.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
#pragma warning disable CA1819 // Parameters are arrays
    public string[] Rua { get; set; } = [];
#pragma warning restore CA1819

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        foreach (var input in Rua)
        {
            if (!RuaWriter.TryWrite(input, out var uri, out var problem)) ThrowTerminatingError(ErrorRecords.InvalidRua(input, problem));
            if (!_uris.Contains(uri!)) _uris.Add(uri!);
        }
    }

    /// <inheritdoc/>
    private protected override DnsRecordToPublish? Make(string domain, string? zone) => DnsRecordWriter.TlsRpt(domain, _uris, zone, TimeToLive);
}
