using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Policies;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Records;
using MtaSts.Rollout;
using MtaSts.Scanning;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.PowerShell.Commands;

/// <summary>Gets the next policy and record of a domain if the evidence allows it, or the step back or out.</summary>
[Cmdlet(VerbsCommon.Step, "MtaStsPolicy", DefaultParameterSetName = NextSet)]
[OutputType(typeof(RolloutStep))]
public sealed class StepMtaStsPolicyCommand : LiveCommand<TestResult>
{
    private const string NextSet = "Next";
    private const string RollbackSet = "Rollback";
    private const string RemoveSet = "Remove";

    private readonly DateTime _utcNow = DateTime.UtcNow;
    private readonly List<TlsReportSummary> _summaries = [];
    private readonly RejectedInputs _rejected = new();
    private TlsReportMeasure? _reports;
    private ReadableList<string> _mx = ReadableList<string>.Empty;

    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Domain", "Name", "Id")]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public override string?[]? DomainName { get; set; }

    /// <summary>The evidence: TLS reports, or their totals by domain.</summary>
    [Parameter(ParameterSetName = NextSet, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Results of Test-MtaSts, not older than a day, instead of a test now.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public TestResult[] TestResult { get; set; } = [];

    /// <summary>Patterns to write instead of those published.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Mx { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>The largest max_age that the domain ever served, in seconds, if it is larger than the published one.</summary>
    [Parameter]
    [ValidateRange(1L, PolicyWriter.LargestMaxAge)]
    public long LargestMaxAge { get; set; }

    /// <summary>The DNS zone that contains the domain, if the domain is not a zone itself.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ZoneName { get; set; }

    /// <summary>Take successes in reports that came by mail without an aligned DKIM signature as evidence too.</summary>
    [Parameter(ParameterSetName = NextSet)]
    public SwitchParameter TrustUnsigned { get; set; }

    /// <summary>Give the step although the evidence does not allow it.</summary>
    [Parameter(ParameterSetName = NextSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>Return the step back: testing, a max_age of a day, a new id.</summary>
    [Parameter(ParameterSetName = RollbackSet, Mandatory = true)]
    public SwitchParameter Rollback { get; set; }

    /// <summary>Return the step out: mode none, a new id, and what to delete when.</summary>
    [Parameter(ParameterSetName = RemoveSet, Mandatory = true)]
    public SwitchParameter Remove { get; set; }

    /// <inheritdoc/>
    protected override string Activity => "Working out the next step";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _mx = MxPatterns.Read(this, Mx).ToReadableList();
        if (ZoneName is not null && !Text.DomainName.TryParse(ZoneName, out _, out var problem))
            ThrowTerminatingError(ErrorRecords.InvalidDomain(ZoneName, problem));
        foreach (var result in TestResult)
            if (result.Record is null && result.Status != TestStatus.NotApplicable) ThrowTerminatingError(ErrorRecords.NotATestOfPublished(result.DomainName));
        _reports = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = _utcNow, TrustUnsigned = TrustUnsigned });
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (InputObject?.BaseObject)
        {
            case null: break;
            case TlsReport report: _reports!.Add(report); break;
            case TlsReportSummary summary: _summaries.Add(summary); break;
            default: _rejected.Add(InputObject); break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var (first, count) in _rejected.Kinds) WriteError(ErrorRecords.NotEvidence(first, count));

        // The evidence is complete only now.
        base.ProcessRecord();
        base.EndProcessing();
    }

    /// <inheritdoc/>
    private protected override Task<TestResult> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        TestResult.FirstOrDefault(result => result.DomainName == item.Domain) is { } given
            ? Task.FromResult(given)
            : session.Checker.TestAsync(
                item.Domain, new TestOptions { SkipStartTls = ParameterSetName != NextSet, Servers = Server.ToReadableList() }, cancellationToken);

    /// <inheritdoc/>
    protected override void Write(string domain, TestResult result)
    {
        if (ZoneNameText.Read(ZoneName) is { } zone && !DnsRecordWriter.TryFindInZone(domain, zone, out _))
        {
            WriteError(ErrorRecords.NotInZone(domain, zone));
            return;
        }

        var request = new RolloutRequest
        {
            Test = result,
            UtcNow = _utcNow,
            Reports = Judge(domain, result),
            IsForced = Force,
            Mx = _mx,
            LargestMaxAge = LargestMaxAge > 0 ? LargestMaxAge : null,
            ZoneName = ZoneNameText.Read(ZoneName),
            Servers = Server.ToReadableList(),
            LineEnd = MxPatterns.LineEnd,
        };
        var step = Rollback ? RolloutStepper.Rollback(request) : Remove ? RolloutStepper.Remove(request) : RolloutStepper.Next(request);
        if (step.IsForced) WriteWarning($"{domain}: the step to {step.Stage} is forced, and the evidence does not allow it. {string.Join(" ", step.Reasons)}");
        WriteObject(step);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _reports?.Dispose();
    }

    private ReportVerdict? Judge(string domain, TestResult result)
    {
        if (RolloutStages.Of(result) is not { } stage) return null;
        var verdict = _reports!.EvidenceFor(domain, stage) is { } evidence ? ReportVerdict.Of(evidence, _utcNow) : null;
        foreach (var summary in _summaries.Where(s => s.Domain is { } name && Text.DomainName.AreSame(name, domain)))
            verdict = ReportVerdict.Of(summary, stage).And(verdict);
        return verdict;
    }
}
