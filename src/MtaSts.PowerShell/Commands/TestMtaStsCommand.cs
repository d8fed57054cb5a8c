using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Checks;
using MtaSts.Journaling;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Scanning;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.PowerShell.Commands;

/// <summary>Tests a domain's whole MTA-STS and TLS-RPT deployment.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MtaSts", DefaultParameterSetName = PublishedSet, SupportsShouldProcess = true)]
[OutputType(typeof(TestResult), typeof(TestResultRow), typeof(bool))]
public sealed class TestMtaStsCommand : LiveCommand<TestResult>
{
    private const string PublishedSet = "Published";
    private const string PolicySet = "Policy";
    private const string PolicyPathSet = "PolicyPath";

    private readonly CancellationTokenSource _stop = new();
    private readonly ScanTally _tally = new();
    private Policy? _policy;
    private DomainShard? _shard;
    private JournaledScan? _scan;
    private string _journalFile = "";
    private bool _isJournalFaultWritten;
    private static int Rehearsed; // 1 after the first test of the process began
    private Dictionary<string, EarlierResult> _earlier = [];
    private bool _isDomainNamed;
    private bool _isPolicyNamed;

    /// <inheritdoc/>
    [Parameter(ParameterSetName = PublishedSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = PolicySet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = PolicyPathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "Name", "Id")]
    [DomainNameTransformation]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
#pragma warning disable CA1819 // Parameters are arrays
    public override string?[]? DomainName { get; set; }
#pragma warning restore CA1819

    /// <summary>A policy that is not published yet, to be tested against the live MX hosts. Policies of New-MtaStsPolicy can be piped in.</summary>
    [Parameter(ParameterSetName = PolicySet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? Policy { get; set; }

    /// <summary>A file with a policy that is not published yet.</summary>
    [Parameter(ParameterSetName = PolicyPathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string PolicyPath { get; set; } = "";

    /// <summary>Skip STARTTLS of the MX hosts, for networks where port 25 is closed.</summary>
    [Parameter]
    public SwitchParameter SkipStartTls { get; set; }

    /// <summary>Warn when a certificate ends in fewer days than this.</summary>
    [Parameter]
    [ValidateRange(0, 365)]
    public int WarnDays { get; set; } = TestOptions.DefaultWarnDays;

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>Earlier results, to report what has changed: from a variable, Import-Clixml, ConvertFrom-Json or Import-Csv.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSObject[] Reference { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>Ask the DNS first, and test only domains with a TXT record at _mta-sts further.</summary>
    [Parameter]
    public SwitchParameter DnsFirst { get; set; }

    /// <summary>Test only the domains of one shard, such as 3/16.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Shard { get; set; }

    /// <summary>A file that keeps each result, so that the same command continues where it was stopped.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Journal { get; set; }

    /// <summary>The age, in hours, from which a journal counts as old, and a new scan begins.</summary>
    [Parameter]
    [ValidateRange(0, 8760)]
    public int JournalHours { get; set; } = JournalOptions.DefaultMaxAgeHours;

    /// <summary>Test the domains again whose result in the journal is Unknown.</summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <summary>Return one row per check that needs attention, and one for a domain without any, for Export-Csv.</summary>
    [Parameter]
    public SwitchParameter Flatten { get; set; }

    /// <summary>Return only the checks that need attention, as rows with their domain.</summary>
    [Parameter]
    public SwitchParameter ProblemsOnly { get; set; }

    /// <summary>Return only True (Pass or Warning) or False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override string Activity => "Testing MTA-STS";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Quiet && (Flatten || ProblemsOnly)) ThrowTerminatingError(ErrorRecords.QuietRows());
        if (Interlocked.Exchange(ref Rehearsed, 1) == 0) Rehearsal.Begin();
        _isDomainNamed = MyInvocation.BoundParameters.ContainsKey(nameof(DomainName));
        _isPolicyNamed = MyInvocation.BoundParameters.ContainsKey(nameof(Policy));
        if (_isPolicyNamed) _policy = Required(PolicyInput.Read(this, Policy!));
        else if (PolicyPath.Length > 0) _policy = Required(PolicyInput.ReadFile(this, PolicyPath));
        _earlier = ReadReference();
        if (Shard is not null)
        {
            if (!DomainShard.TryParse(Shard, out var part)) ThrowTerminatingError(ErrorRecords.InvalidShard(Shard));
            _shard = part;
        }

        if (Journal is null && RetryUnknown) ThrowTerminatingError(ErrorRecords.NoJournal(nameof(RetryUnknown)));
        if (Journal is null && MyInvocation.BoundParameters.ContainsKey(nameof(JournalHours)))
            ThrowTerminatingError(ErrorRecords.NoJournal(nameof(JournalHours)));
        base.BeginProcessing();
        if (Journal is not null) OpenJournal(Journal);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!TryReadPipedPolicy(out var piped)) return;
        var policy = piped ?? _policy;
        if (piped is not null && !_isDomainNamed)
        {
            if (piped.PolicyDomain is { } domain) Add(domain, policy);
            else WriteError(ErrorRecords.NoPolicyDomain(piped));
            return;
        }

        // A policy that was made for a domain is tested for it.
        foreach (var input in DomainName is { Length: > 0 } names ? names : [policy?.PolicyDomain ?? ""]) Add(input, policy);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _scan?.Complete(_tally);
        WriteJournalFault();
        var restored = _scan is null ? "" : FormattableString.Invariant($"; read from the journal: {_scan.Restored}");
        var repeated = _tally.Results == _tally.Count ? "" : FormattableString.Invariant($" ({_tally.Results} results)");
        var statuses = _tally.Count == 0 ? "" : $" By status: {_tally}.";
        WriteVerbose(FormattableString.Invariant($"Domains: {_tally.Count}{repeated}{restored}.{statuses}"));

        // The result of one domain says by itself that it is Unknown.
        if (_tally is { Count: > 1, Unknown: > 0 }) WriteWarning(_tally.Explain(_scan is not null, RetryUnknown));
        if (_scan is { Tested: 0, Restored: > 0 }) WriteWarning(new JournalText(_journalFile).NothingTested(_scan.Journal));
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _stop.Cancel();
        base.StopProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing); // what is running adds its results
        if (!disposing) return;
        _scan?.Dispose();
        _stop.Dispose();
    }

    /// <inheritdoc/>
    private protected override bool IsSelected(string domain) => _shard?.Contains(domain) ?? true;

    /// <inheritdoc/>
    private protected override Task<TestResult> RunAsync(NetworkSession session, LiveItem item, CancellationToken cancellationToken)
    {
        var options = OptionsFor(item.Domain, (Policy?)item.Tag);
        return _scan?.TestAsync(session.Checker, item.Domain, options, cancellationToken)
            ?? session.Checker.TestAsync(item.Domain, options, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Write(string domain, TestResult result)
    {
        _tally.Add(result);
        WriteJournalFault();
        if (Quiet) WriteObject(result.Status is TestStatus.Pass or TestStatus.Warning);
        else if (!Flatten && !ProblemsOnly) WriteObject(result);
        else WriteObject(TestResultFlattener.Flatten(result).Where(row => !ProblemsOnly || row.CheckStatus is not null), enumerateCollection: true);
    }

    /// <summary>
    /// Any pipeline input may be bound to this parameter. A policy is used as such; anything else is
    /// a domain, unless the command already has the domain.
    /// </summary>
    private bool TryReadPipedPolicy(out Policy? policy)
    {
        policy = null;
        if (_isPolicyNamed || Policy is null) return true;
        if (Policy.BaseObject is not (MtaSts.Policy or FileInfo) && !_isDomainNamed) return true;
        if (Policy.BaseObject is MtaSts.Policy or PublishedPolicy or RolloutStep or FileInfo)
        {
            var read = PolicyInput.Read(this, Policy);
            policy = read.Value;
            if (read.Error is null) return true;
            WriteError(read.Error);
            return false;
        }

        WriteError(ErrorRecords.NotAPolicy(Policy.BaseObject));
        return false;
    }

    private TestOptions OptionsFor(string domain, Policy? policy) => new()
    {
        SkipStartTls = SkipStartTls,
        DnsFirst = DnsFirst,
        Servers = Server.ToReadableList(),
        Policy = policy,
        WarnDays = WarnDays,
        Earlier = _earlier.TryGetValue(domain, out var earlier) ? earlier : null,
    };

    private void OpenJournal(string path)
    {
        _journalFile = FilePaths.ToKeep(this, path);
        var isRenamed = JournalHours == 0 && !RetryUnknown && File.Exists(_journalFile);
        if (!ShouldProcess(_journalFile, isRenamed ? "Rename this journal, and keep the results of a new scan" : "Keep the results of the scan")) return;
        try
        {
            var options = new JournalOptions
            {
                Settings = JournalSettings.Of(this, TrustedRoots),
                // What is tested again belongs to that scan, however old it is.
                MaxAge = RetryUnknown ? TimeSpan.MaxValue : TimeSpan.FromHours(JournalHours),
                UtcNow = DateTime.UtcNow,
            };
            _scan = new JournaledScan(ScanJournal.Open(_journalFile, options, _stop.Token), RetryUnknown);
        }
        catch (JournalException error)
        {
            ThrowTerminatingError(error.Reason switch
            {
                JournalFault.InUse => ErrorRecords.JournalInUse(_journalFile, error),
                JournalFault.OtherSettings => ErrorRecords.JournalOfOtherSettings(_journalFile, error),
                _ => ErrorRecords.InvalidJournal(_journalFile, error),
            });
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            ThrowTerminatingError(ErrorRecords.JournalNotOpened(_journalFile, error));
        }

        ShowJournal(_scan!.Journal);
    }

    private void ShowJournal(ScanJournal journal)
    {
        var text = new JournalText(_journalFile);
        if (journal.Old is { IsComplete: false } old) WriteWarning(text.NewScan(old, JournalHours));
        WriteVerbose(text.Begin(journal));
    }

    private void WriteJournalFault()
    {
        if (_isJournalFaultWritten || _scan?.Fault is not { } fault) return;
        _isJournalFaultWritten = true;
        WriteError(fault is not JournalException gone ? ErrorRecords.JournalNotWritten(_journalFile, fault)
            : ErrorRecords.JournalGone(_journalFile, fault, gone.Reason));
    }

    private Dictionary<string, EarlierResult> ReadReference()
    {
        var earlier = ReferenceInput.Read(Reference);
        if (earlier.Error is not null) ThrowTerminatingError(earlier.Error);
        return earlier.Value!;
    }

    private Policy? Required(Parsed<Policy> input)
    {
        if (input.Error is not null) ThrowTerminatingError(input.Error);
        return input.Value;
    }
}
