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
    private readonly Dictionary<string, TestResult> _results = new(StringComparer.Ordinal);
    private readonly List<string?> _domains = [];
    private readonly HashSet<string> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly RejectedInputs _rejected = new();
    private StepEvidence? _evidence;
    private ReadableList<string> _mx = ReadableList<string>.Empty;
    private bool _areDomainsGiven;
    private bool _isEvidenceGiven;
    private bool _hasFailed;
    private int _unread;

    /// <inheritdoc/>
    [Parameter(Position = 0)]
    [Alias("Domain", "Name", "Id")]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public override string?[]? DomainName { get; set; }

    /// <summary>Domains, or objects that name one, or results of Test-MtaSts; where the domains are named, the evidence: TLS reports or their totals.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The evidence: TLS reports, or their totals by domain. The pipeline is then free for the domains.</summary>
    [Parameter(ParameterSetName = NextSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? Report { get; set; }

    /// <summary>Results of Test-MtaSts, not older than a day, instead of a test now; of this session, or saved on this or another machine.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSObject[] TestResult { get; set; } = [];

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
    [DomainArgumentTransformation]
    [ValidateNotNullOrEmpty]
    public string? ZoneName { get; set; }

    /// <summary>Take successes in reports that came by mail without an aligned DKIM signature as evidence too.</summary>
    [Parameter(ParameterSetName = NextSet)]
    public SwitchParameter TrustUnsigned { get; set; }

    /// <summary>How many of a sender's sessions of a day may fail without counting against the domain, in percent.</summary>
    [Parameter(ParameterSetName = NextSet)]
    [ValidateRange(0d, 5d)]
    public double MaxFailureRate { get; set; } = RolloutStages.MaxFailureRate * 100;

    /// <summary>Do not connect to the MX hosts: the TLS reports take the place of a test of their TLS.</summary>
    [Parameter(ParameterSetName = NextSet)]
    public SwitchParameter SkipStartTls { get; set; }

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
        if (ZoneName is not null && !GivenDomain.TryRead(ZoneName, out _, out var invalid)) ThrowTerminatingError(invalid);
        _areDomainsGiven = DomainName is { Length: > 0 };
        _isEvidenceGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Report));
        _evidence = new StepEvidence(
            new TlsReportMeasureOptions { NowUtc = _utcNow, TrustUnsigned = TrustUnsigned, MaxFailureRate = MaxFailureRate / 100 });
        base.BeginProcessing();
        foreach (var report in Flat(Report))
        {
            if (!_evidence.Add(report)) _rejected.Add(report);
        }

        WriteRejected();
        foreach (var given in TestResult)
        {
            if (!AddResult(given, out var error)) ThrowTerminatingError(error!);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Flat([InputObject])) Take(input);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteRejected();

        // The evidence is complete only now.
        if (_areDomainsGiven) AddDomains(DomainName!);
        foreach (var domain in _domains) Begin(domain);
        if (!_areDomainsGiven && _named.Count == 0 && !_hasFailed) WriteError(ErrorRecords.NoDomainToStep(_evidence!.HasAny));
        base.EndProcessing();
    }

    /// <inheritdoc/>
    private protected override Task<TestResult> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken) =>
        item.Tag is TestResult given
            ? Task.FromResult(given)
            : session.Checker.TestAsync(
                item.Domain,
                new TestOptions { SkipStartTls = SkipStartTls || ParameterSetName != NextSet, Servers = Server.ToReadableList() },
                cancellationToken);

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
            UnreadEvidence = _unread,
            Mx = _mx,
            LargestMaxAge = LargestMaxAge > 0 ? LargestMaxAge : null,
            ZoneName = ZoneNameText.Read(ZoneName),
            Servers = Server.ToReadableList(),
            LineEnd = MxPatterns.LineEnd,
        };
        var step = Rollback ? RolloutStepper.Rollback(request) : Remove ? RolloutStepper.Remove(request) : RolloutStepper.Next(request);
        if (step.IsForced)
            WriteWarning($"{domain}: the step to {step.Stage} is forced, although the evidence does not allow it. {string.Join(" ", step.Reasons)}");
        WriteObject(step);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _evidence?.Dispose();
    }

    /// <summary>The objects in nested arrays; without the nulls, which are nothing.</summary>
    private static IEnumerable<PSObject> Flat(IEnumerable<PSObject?>? inputs, int depth = 0)
    {
        foreach (var input in inputs ?? [])
        {
            if (input is null) continue;
            if (depth == DomainNameTransformationAttribute.MostDepth || input.BaseObject is not object?[] several) yield return input;
            else foreach (var one in Flat(several.Select(item => item is null ? null : PSObject.AsPSObject(item)), depth + 1)) yield return one;
        }
    }

    private void Take(PSObject input)
    {
        if (SavedTestResult.IsLike(input))
        {
            if (AddResult(input, out var error)) return;
            WriteError(error!);
            _hasFailed = true;
            return;
        }

        // A saved report is read once, however large it is.
        var isTaken = !_isEvidenceGiven && ParameterSetName == NextSet;
        var isEvidence = isTaken ? _evidence!.Add(input) : StepEvidence.IsEvidence(input);
        if (isEvidence && isTaken) return;
        if (!isEvidence && !_areDomainsGiven && DomainNameTransformationAttribute.NamesIn(input) is { Count: > 0 } names) AddDomains(names);
        else _rejected.Add(input);
    }

    private bool AddResult(PSObject given, out ErrorRecord? error)
    {
        error = null;
        if (SavedTestResult.From(given, out var problem) is not { } result)
        {
            error = ErrorRecords.NotATestForStep(given, problem);
            return false;
        }

        // Of several results for one domain the newest counts.
        if (!_results.TryGetValue(result.DomainName, out var other) || result.Tested >= other.Tested) _results[result.DomainName] = result;
        if (!_areDomainsGiven) AddDomains([result.DomainName]);
        return true;
    }

    /// <summary>Each domain has one step. Where the evidence is complete, it begins at once.</summary>
    private void AddDomains(IEnumerable<string?> names)
    {
        foreach (var name in names)
        {
            if (!_named.Add(Text.DomainName.TryParse(name, out var ascii, out _) ? ascii : name ?? "")) continue;
            if (!_areDomainsGiven && (_isEvidenceGiven || ParameterSetName != NextSet)) Begin(name);
            else _domains.Add(name);
        }
    }

    private void Begin(string? domain)
    {
        if (Text.DomainName.TryParse(domain, out var name, out _) && _results.TryGetValue(name, out var result)) Add(domain, result);
        else Add(domain, null);
    }

    private void WriteRejected()
    {
        foreach (var (first, count) in _rejected.Kinds)
        {
            _hasFailed = true;
            if (!StepEvidence.IsEvidence(first))
            {
                // Without named domains an object of the pipeline may have been meant for a domain.
                if (_isEvidenceGiven || _areDomainsGiven) _unread += count;
                WriteError(ErrorRecords.NotEvidence(first, count, _areDomainsGiven || _isEvidenceGiven));
            }
            else
            {
                WriteError(ParameterSetName == NextSet ? ErrorRecords.EvidenceTwice(first, count) : ErrorRecords.EvidenceNotNeeded(first, count));
            }
        }

        _rejected.Clear();
    }

    private ReportVerdict? Judge(string domain, TestResult result) => RolloutStages.Of(result) is { } stage ? _evidence!.Judge(domain, stage) : null;
}
