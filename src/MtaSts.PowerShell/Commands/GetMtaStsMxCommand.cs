using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.PowerShell.Output;
using MtaSts.Scanning;

namespace MtaSts.PowerShell.Commands;

/// <summary>Gets the MX hosts of a domain, each with the pattern of the policy that covers it.</summary>
[Cmdlet(VerbsCommon.Get, "MtaStsMx")]
[OutputType(typeof(MxHost))]
public sealed class GetMtaStsMxCommand : LiveCommand<MxLookup>
{
    /// <summary>Connect to the hosts and show the TLS version and certificate offered.</summary>
    [Parameter]
    public SwitchParameter StartTls { get; set; }

    /// <inheritdoc/>
    protected override string Activity => "Getting MX hosts";

    /// <inheritdoc/>
    private protected override Task<MxLookup> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        session.Checker.GetMxAsync(item.Domain, StartTls, cancellationToken);

    /// <inheritdoc/>
    protected override void Write(string domain, MxLookup result)
    {
        if (result.Answer.Status == DnsStatus.NxDomain) WriteError(ErrorRecords.DomainNotFound(domain));
        else if (!result.Answer.IsDefinite) WriteError(ErrorRecords.LookupFailed(domain, result.Answer));
        else if (result.Hosts.Count == 0) WriteVerbose($"{domain} has a null MX: it receives no mail.");
        WriteObject(result.Hosts, enumerateCollection: true);
    }
}
