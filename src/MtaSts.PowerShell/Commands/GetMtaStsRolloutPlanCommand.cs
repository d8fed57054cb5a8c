using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Rollout;
using MtaSts.Scanning;

namespace MtaSts.PowerShell.Commands;

/// <summary>Gets the stages from a first policy to a lasting enforce, with dates; for a domain, from its current stage.</summary>
[Cmdlet(VerbsCommon.Get, "MtaStsRolloutPlan", DefaultParameterSetName = AnySet)]
[OutputType(typeof(RolloutPlanStage))]
public sealed class GetMtaStsRolloutPlanCommand : LiveCommand<TestResult>
{
    private const string AnySet = "Any";
    private const string DomainSet = "Domain";

    private DateTime _start;

    /// <inheritdoc/>
    [Parameter(ParameterSetName = DomainSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "Name", "Id")]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public override string?[]? DomainName { get; set; }
#pragma warning restore CA1819

    /// <summary>When the current stage began, or the first one begins; now by default. A date without a zone is UTC.</summary>
    [Parameter]
    public DateTime StartDate { get; set; }

    /// <inheritdoc/>
    protected override string Activity => "Looking up stages";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _start = MyInvocation.BoundParameters.ContainsKey(nameof(StartDate)) ? UtcTime.From(StartDate) : DateTime.UtcNow;
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == DomainSet) base.ProcessRecord();
        else WriteObject(RolloutPlan.From(_start), enumerateCollection: true);
    }

    /// <inheritdoc/>
    private protected override Task<TestResult> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        session.Checker.TestAsync(item.Domain, new TestOptions { SkipStartTls = true }, cancellationToken);

    /// <inheritdoc/>
    protected override void Write(string domain, TestResult result)
    {
        if (result.SenderAction == SenderAction.NotApplicable) WriteError(ErrorRecords.NothingToProtect(domain, RolloutStepper.WhyNoMail(result)));
        else if (RolloutStepper.IsUnseen(result)) WriteError(ErrorRecords.StageUnknown(domain, result.Advice));
        else WriteObject(RolloutPlan.From(_start, RolloutStages.Of(result), domain), enumerateCollection: true);
    }
}
