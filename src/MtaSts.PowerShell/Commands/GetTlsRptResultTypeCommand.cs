using System.Linq;
using System.Management.Automation;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;

namespace MtaSts.PowerShell.Commands;

/// <summary>Explains the result types of TLS reports: meaning, severity, likely causes, what to do.</summary>
[Cmdlet(VerbsCommon.Get, "TlsRptResultType")]
[OutputType(typeof(TlsResultType))]
public sealed class GetTlsRptResultTypeCommand : PSCmdlet
{
#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>The result types; wildcards are allowed. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ResultType")]
    [ArgumentCompleter(typeof(ResultTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];
#pragma warning restore CA1819

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            var found = TlsResultTypes.All.Where(type => pattern.IsMatch(type.Name)).ToList();
            if (found.Count == 0) WriteError(ErrorRecords.UnknownResultType(name));
            else WriteObject(found, enumerateCollection: true);
        }
    }
}
