using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Records;

namespace MtaSts.PowerShell.Commands;

/// <summary>Gets the TLS-RPT TXT record of a domain, parsed.</summary>
[Cmdlet(VerbsCommon.Get, "TlsRptRecord")]
[OutputType(typeof(PublishedTlsRptRecord))]
public sealed class GetTlsRptRecordCommand : LiveCommand<PublishedTlsRptRecord>
{
    /// <inheritdoc/>
    protected override string Activity => "Getting TLS-RPT records";

    /// <inheritdoc/>
    private protected override Task<PublishedTlsRptRecord> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        RecordLookup.GetTlsRptAsync(session.Resolver, item.Domain, cancellationToken);
}
