using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Records;

namespace MtaSts.PowerShell.Commands;

/// <summary>Gets the MTA-STS TXT record of a domain, parsed.</summary>
[Cmdlet(VerbsCommon.Get, "MtaStsRecord")]
[OutputType(typeof(PublishedRecord))]
public sealed class GetMtaStsRecordCommand : LiveCommand<PublishedRecord>
{
    /// <inheritdoc/>
    protected override string Activity => "Getting MTA-STS records";

    /// <inheritdoc/>
    private protected override Task<PublishedRecord> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        RecordLookup.GetStsAsync(session.Resolver, item.Domain, cancellationToken);
}
